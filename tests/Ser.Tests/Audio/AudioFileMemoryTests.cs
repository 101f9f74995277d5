using Ser.Audio;
using Ser.Tests.Audio.Wav;

namespace Ser.Tests.Audio;

/// <summary>What reading leaves to the garbage collector; a corpus is read many thousand files long.</summary>
public sealed class AudioFileMemoryTests : IDisposable
{
    private const int Rate = 48000;

    // A file stream, its handle and name, the options and the result; the buffers are pooled.
    private const long OverheadBytes = 2500;

    private readonly string folder = Directory.CreateTempSubdirectory("ser-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_file_costs_its_samples_and_next_to_nothing_else()
    {
        string path = Write();
        long perFile = Allocations.Least(() => _ = AudioFile.Read(path), runs: 20);
        TestContext.Current.TestOutputHelper?.WriteLine($"{perFile} bytes a file, of these {perFile - (Rate * sizeof(float))} beside the samples");
        Assert.InRange(perFile, Rate * sizeof(float), (Rate * sizeof(float)) + OverheadBytes);
    }

    [Fact]
    public void Two_thousand_files_leave_no_memory_behind()
    {
        string path = Write();
        _ = AudioFile.Read(path);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 0; i < 2000; i++)
        {
            _ = AudioFile.Read(path);
        }

        // Tests beside this one hold memory too, but not the 400 MB that went through here.
        long grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        TestContext.Current.TestOutputHelper?.WriteLine($"{grown} bytes more after 2000 files");
        Assert.True(grown < 100_000_000, $"{grown} bytes");
    }

    private string Write()
    {
        string path = Path.Combine(folder, "a.wav");
        File.WriteAllBytes(path, new WavBuilder().Format(rate: Rate).Data(new byte[2 * Rate]).Build());
        return path;
    }
}
