using System.Buffers.Binary;
using Ser.Core;
using Ser.Corpora;

namespace Ser.Tests.Corpora.Datasets;

public sealed class ArchiveUnpackingTests : IDisposable
{
    private const int Link = 0xA1FF, Device = 0x21B0, Ordinary = 0x81A4;

    private readonly string root = Directory.CreateTempSubdirectory("ser-test-").FullName;

    private string Folder => Path.Combine(root, "out");

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void Folders_files_and_empty_files_are_made()
    {
        Assert.Equal(3, Unpack(ZipBuilder.Of(Ordinary, ("a/", []), ("a/b/c.wav", [1, 2, 3]), ("empty.txt", []), ("win\\d.wav", [4]))));
        Assert.Equal([1, 2, 3], File.ReadAllBytes(Path.Combine(Folder, "a", "b", "c.wav")));
        Assert.Equal([4], File.ReadAllBytes(Path.Combine(Folder, "win", "d.wav")));
        Assert.Empty(File.ReadAllBytes(Path.Combine(Folder, "empty.txt")));
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("a/../../evil")]
    [InlineData("..\\evil")]
    [InlineData("a/..")]
    [InlineData("/etc/evil")]
    [InlineData("\\evil")]
    [InlineData("C:\\evil")]
    [InlineData("C:evil")]
    [InlineData("a/./b")]
    [InlineData("a\nb")]
    public void A_path_that_could_leave_the_folder_is_refused(string name)
    {
        Refused(ZipBuilder.Of(("good.wav", [1]), (name, [1])), $"'{name.Replace('\n', '?')}' in it is no path below a folder");
        Assert.Empty(Directory.GetFileSystemEntries(root, "evil*", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_link_is_refused() => Refused(ZipBuilder.Of(Link, ("link", "/etc/passwd"u8.ToArray())), "'link' in it is a link or a device");

    [Fact]
    public void A_device_is_refused() => Refused(ZipBuilder.Of(Device, ("null", [])), "'null' in it is a link or a device");

    [Fact]
    public void A_file_that_stands_twice_is_refused_also_where_only_letter_case_differs() =>
        Refused(ZipBuilder.Of(("a.wav", [1]), ("A.WAV", [2])), "'A.WAV' is in it twice");

    [Fact]
    public void A_bomb_is_refused() => Refused(
        ZipBuilder.Of(("bomb.wav", new byte[10_000_000])), "it would become more than 200000 files or 100 times as large, which no archive of recordings does");

    [Theory]
    [InlineData(4)]
    [InlineData(400)]
    public void A_file_that_is_longer_or_shorter_than_its_entry_says_is_refused(uint declared)
    {
        byte[] zip = ZipBuilder.Of(("a.wav", [.. Enumerable.Range(0, 200).Select(i => (byte)(i * 7))]));
        BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan(Central(zip) + 24), declared);
        Refused(zip, "'a.wav' in it is not what its entry says (size or checksum)");
    }

    [Fact]
    public void A_damaged_file_is_refused()
    {
        byte[] zip = ZipBuilder.Of(("a.wav", [.. Enumerable.Range(0, 200).Select(i => (byte)(i * 7))]));
        zip[Central(zip) + 16] ^= 1;   // its checksum
        Refused(zip, "'a.wav' in it is not what its entry says (size or checksum)");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(100)]
    public void What_is_no_archive_is_refused(int length) => Assert.Throws<InvalidDataException>(() => Unpack(new byte[length]));

    [Fact]
    public void The_checksum_is_CRC_32() =>
        Assert.Equal(0xCBF43926, Crc32.End(Crc32.Add(Crc32.Add(Crc32.Start, "1234"u8), "56789"u8)));   // the check value of the catalogue of CRCs

    /// <summary>Where the entry of the only file begins in the central directory.</summary>
    private static int Central(byte[] zip) => zip.AsSpan().IndexOf("PK\u0001\u0002"u8);

    private int Unpack(byte[] zip)
    {
        string file = Path.Combine(root, "a.zip");
        File.WriteAllBytes(file, zip);
        return ArchiveUnpacking.Run(file, Folder, "test", new Progress<WorkProgress>(), TestContext.Current.CancellationToken);
    }

    private void Refused(byte[] zip, string message) => Assert.Equal(message, Assert.Throws<InvalidDataException>(() => Unpack(zip)).Message);
}
