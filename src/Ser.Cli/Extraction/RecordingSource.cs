using Ser.Cli.Extraction.Shards;
using Ser.Cli.Extraction.Tables;
using Ser.Core;
using Ser.Corpora;

namespace Ser.Cli.Extraction;

/// <summary>The recordings that a user names: files, folders, manifests, and "-" for standard input.</summary>
internal sealed class RecordingSource
{
    /// <summary>Stands for standard input.</summary>
    public const string StandardInput = "-";

    private readonly IReadOnlyList<string> inputs;
    private readonly Shard shard;
    private readonly string? manifestRoot;
    private readonly Dictionary<string, IReadOnlyList<Recording>> folders;

    /// <summary>Lists the folders among the inputs.</summary>
    /// <param name="inputs">As the user names them.</param>
    /// <param name="shard">Which of the recordings are wanted; all where null.</param>
    /// <param name="manifestRoot">The folder that the paths of manifests start from; each manifest's own where null.</param>
    /// <exception cref="UserError">One of the inputs does not exist.</exception>
    public RecordingSource(IReadOnlyList<string> inputs, Shard? shard = null, string? manifestRoot = null)
    {
        this.manifestRoot = manifestRoot;
        this.shard = shard ?? Shard.Whole;
        this.inputs = inputs;
        folders = inputs.Where(Directory.Exists).Distinct(StringComparer.Ordinal).ToDictionary(folder => folder, RecordingFolder.List, StringComparer.Ordinal);
        foreach (string input in inputs)
        {
            if (input != StandardInput && !folders.ContainsKey(input) && !File.Exists(input))
            {
                throw new UserError($"{input}: no such file or folder; check the path");
            }
        }
    }

    /// <summary>How many there are, null where a manifest would have to be read to know.</summary>
    public int? Count => inputs.Any(Manifest.Is) ? null : shard.CountOf(inputs.Sum(input => folders.TryGetValue(input, out var listed) ? listed.Count : 1));

    /// <summary>The columns of text of a table of them: split and parent too where one of the manifests has such a column.</summary>
    /// <exception cref="UserError">A manifest cannot be read.</exception>
    public IReadOnlyList<string> TextColumns
    {
        get
        {
            var told = inputs.Where(input => Manifest.Is(input) && !folders.ContainsKey(input)).Select(Manifest.Tells).ToArray();
            return RowColumns.With(told.Any(manifest => manifest.Split), told.Any(manifest => manifest.Parent));
        }
    }

    /// <summary>The single file that is named; null for folders, manifests and several files.</summary>
    public string? SingleFile => inputs.Count == 1 && !folders.ContainsKey(inputs[0]) && !Manifest.Is(inputs[0]) ? inputs[0] : null;

    /// <summary>The recordings in the order in which they were named; a manifest is read row by row.</summary>
    public IEnumerable<Recording> Read() => shard.Of(inputs.SelectMany(input =>
        folders.TryGetValue(input, out var listed) ? listed
        : Manifest.Is(input) ? Manifest.Read(input, manifestRoot)
        : [new Recording(input, input, null, null)]));
}
