namespace Ser.Tests.Corpora;

/// <summary>A folder of empty files under names that matter; removed at the end.</summary>
internal sealed class RecordingsFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("ser-test-").FullName;

    public void Dispose() => Directory.Delete(Root, recursive: true);

    public string At(string name) => System.IO.Path.Combine([Root, .. name.Split('/')]);

    public RecordingsFolder With(params IEnumerable<string> names)
    {
        foreach (string name in names)
        {
            string path = At(name);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, []);
        }

        return this;
    }

    public RecordingsFolder WithFolder(string name)
    {
        Directory.CreateDirectory(At(name));
        return this;
    }

    /// <summary>A link to a folder; where links may not be made (Windows without the right to), the test is skipped.</summary>
    public RecordingsFolder WithFolderLink(string name, string target) => WithLink(() => Directory.CreateSymbolicLink(At(name), target));

    public RecordingsFolder WithFileLink(string name, string target) => WithLink(() => File.CreateSymbolicLink(At(name), target));

    private RecordingsFolder WithLink(Action make)
    {
        try
        {
            make();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException && OperatingSystem.IsWindows())
        {
            Assert.Skip("no right to make links here");
        }

        return this;
    }
}
