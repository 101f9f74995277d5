using Ser.Core;

namespace Ser.Tests.Core;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ser-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_written_file_holds_the_text_and_nothing_is_left_beside_it()
    {
        string path = Path.Combine(folder, "new", "a.txt");
        AtomicFile.WriteText(path, "größer");
        Assert.Equal("größer", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void A_failure_while_writing_leaves_the_old_file_and_no_temporary_one()
    {
        string path = Path.Combine(folder, "a.txt");
        AtomicFile.WriteText(path, "old");
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(path, stream =>
        {
            stream.WriteByte(1);
            throw new InvalidOperationException();
        }));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder));
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_a_user_error_of_one_line()
    {
        string file = Path.Combine(folder, "file");
        File.WriteAllText(file, "");
        string below = Path.Combine(file, "a.txt");
        var error = Assert.Throws<UserError>(() => AtomicFile.WriteText(below, "x"));
        Assert.StartsWith(below, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_a_user_error()
    {
        string file = Path.Combine(folder, "file");
        File.WriteAllText(file, "");
        Assert.Throws<UserError>(() => AtomicFile.PrepareFolder(Path.Combine(file, "below")));
    }

    [Fact]
    public void A_prepared_folder_is_empty()
    {
        string made = Path.Combine(folder, "made");
        AtomicFile.PrepareFolder(made);
        Assert.Empty(Directory.EnumerateFileSystemEntries(made));
    }
}
