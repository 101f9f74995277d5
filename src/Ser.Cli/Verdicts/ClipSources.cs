using Ser.Core;
using Ser.Corpora;

namespace Ser.Cli.Verdicts;

/// <summary>The sounds that a user names: files, folders, patterns, lists, and - for standard input.</summary>
internal static class ClipSources
{
    /// <summary>Stands for standard input.</summary>
    public const string StandardInput = "-";

    private const char ListMark = '@';

    /// <summary>Lists them in the order in which they are named, files of a folder or a pattern by their names.</summary>
    /// <returns>What cannot be found is there with its error, so that it does not stop the others.</returns>
    public static IReadOnlyList<ClipSource> List(IReadOnlyList<string> inputs)
    {
        var sources = new List<ClipSource>(inputs.Count);
        foreach (string input in inputs)
        {
            if (input.Length > 1 && input[0] == ListMark)
            {
                AddList(input, sources);
            }
            else
            {
                Add(input, sources);
            }
        }

        return sources;
    }

    private static void Add(string input, List<ClipSource> sources)
    {
        if (input == StandardInput || File.Exists(input))
        {
            sources.Add(new ClipSource(input));
        }
        else if (Directory.Exists(input))
        {
            AddFolder(input, sources);
        }
        else
        {
            AddPattern(input, sources);
        }
    }

    private static void AddFolder(string folder, List<ClipSource> sources)
    {
        try
        {
            sources.AddRange(RecordingFolder.List(folder).Select(recording => new ClipSource(recording.File)));
        }
        catch (UserError error)
        {
            sources.Add(new ClipSource(folder, error.Message));
        }
    }

    /// <summary>What is no pattern either is a file that is not there, which whoever opens it will say.</summary>
    private static void AddPattern(string input, List<ClipSource> sources)
    {
        if (!GlobPattern.Is(input))
        {
            sources.Add(new ClipSource(input));
            return;
        }

        int before = sources.Count;
        sources.AddRange(GlobPattern.Expand(input).Select(file => new ClipSource(file)));
        if (sources.Count == before)
        {
            sources.Add(new ClipSource(input, $"{input}: no sound file fits this pattern; check the folder and the extension"));
        }
    }

    /// <summary>A file or folder a line, relative to where the program was started; empty lines say nothing.</summary>
    private static void AddList(string input, List<ClipSource> sources)
    {
        string list = input[1..];
        string[] lines;
        try
        {
            lines = File.ReadAllLines(list);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            string why = Directory.Exists(list) ? "is a folder" : File.Exists(list) ? "cannot be read" : "there is no such file";
            sources.Add(new ClipSource(input, $"{list}: {why}; after @ give a text file with one path a line"));
            return;
        }

        if (lines.All(string.IsNullOrWhiteSpace))
        {
            sources.Add(new ClipSource(input, $"{list}: names no file; write one path a line"));
        }

        foreach (string line in lines.Where(line => !string.IsNullOrWhiteSpace(line)))
        {
            Add(line, sources);
        }
    }
}
