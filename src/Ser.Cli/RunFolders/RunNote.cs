using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ser.Core;

namespace Ser.Cli.RunFolders;

/// <summary>How a run was started, the content of <c>run.json</c>: what a report tells of it, and finds the recordings by.</summary>
/// <param name="Tool">The program and its version.</param>
/// <param name="Command">The command line behind the name of the program.</param>
/// <param name="Threads">Threads at most.</param>
/// <param name="Runtime">The version of .NET.</param>
/// <param name="System">The operating system and the processor's kind.</param>
/// <param name="Corpus">The recordings.</param>
internal sealed record RunNote(string Tool, IReadOnlyList<string> Command, int Threads, string Runtime, string System, OpenedCorpus Corpus)
{
    /// <summary>Its name in a run folder.</summary>
    public const string FileName = "run.json";

    /// <summary>What is known of the run that is starting.</summary>
    public static RunNote Of(OpenedCorpus corpus, int threads)
    {
        string[] own = Environment.GetCommandLineArgs();
        return new RunNote(
            $"ser {typeof(RunNote).Assembly.GetName().Version!.ToString(3)}", own[1..], threads, RuntimeInformation.FrameworkDescription,
            $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}", corpus);
    }

    /// <summary>The note of a run folder, or of the cross-validation whose fold it is; null where there is none that can be read.</summary>
    public static RunNote? Find(string folder)
    {
        foreach (string place in (string[])[folder, Path.Combine(folder, "..")])
        {
            try
            {
                return JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(place, FileName)), RunNoteJson.Readable.RunNote);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
            {
                // It is looked for in the next place; without one a report tells less.
            }
        }

        return null;
    }

    /// <summary>Writes it into a folder.</summary>
    /// <exception cref="UserError">The file cannot be written.</exception>
    public void Write(string folder) =>
        AtomicFile.WriteText(Path.Combine(folder, FileName), JsonSerializer.Serialize(this, RunNoteJson.Readable.RunNote) + "\n");

    /// <summary>The command line as a shell reads it.</summary>
    public string CommandLine() => Text(Command);

    /// <summary>The command line of this process, as a shell reads it.</summary>
    public static string TypedCommandLine() => Text(Environment.GetCommandLineArgs()[1..]);

    /// <summary>A command line of this program as a shell reads it.</summary>
    public static string Text(IEnumerable<string> command) => string.Join(' ', command.Prepend("ser").Select(Quoted));

    private static string Quoted(string word) => word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "-_./:=,@%+~".Contains(c, StringComparison.Ordinal))
        ? word
        : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}

/// <summary>How run.json is written: camelCase, indented, the same bytes on every system, names as people wrote them.</summary>
[JsonSerializable(typeof(RunNote))]
internal sealed partial class RunNoteJson : JsonSerializerContext
{
    public static RunNoteJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter<Corpora.RavdessChannel>(JsonNamingPolicy.CamelCase) },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        WriteIndented = true,
        NewLine = "\n",
    });
}
