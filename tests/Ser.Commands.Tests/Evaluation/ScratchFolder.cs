namespace Ser.Tests.Commands.Evaluation;

/// <summary>A folder of its own for a test, gone afterwards.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private readonly string path = Directory.CreateTempSubdirectory("ser-evaluation-").FullName;

    /// <summary>A path in it.</summary>
    public string this[string name] => Path.Combine(path, name);

    /// <summary>Writes a text file and gives its path.</summary>
    public string Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[name])!);
        File.WriteAllText(this[name], text);
        return this[name];
    }

    public void Dispose() => Directory.Delete(path, recursive: true);
}
