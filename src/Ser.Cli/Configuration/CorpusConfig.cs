using Ser.Corpora;

namespace Ser.Cli.Configuration;

/// <summary>Which recordings are opened, the key <c>corpus</c> of a configuration file.</summary>
internal sealed record CorpusConfig
{
    /// <summary>Folders and manifests of labelled recordings. Default none: the command line names them.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>The labels that are kept; empty: all.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>The labels that are left out.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Old label → new label.</summary>
    public IReadOnlyDictionary<string, string> Map { get; init => field = new SortedDictionary<string, string>(value.ToDictionary(), StringComparer.Ordinal); } =
        new SortedDictionary<string, string>();

    /// <summary>Which recordings of RAVDESS.</summary>
    public RavdessChannel RavdessChannel { get; init; }

    /// <summary>The folder that the paths of manifests start from; null: each manifest's own.</summary>
    public string? ManifestRoot { get; init; }

    /// <summary>Folders and manifests of other corpora, for the training part only.</summary>
    public IReadOnlyList<string> Extra { get; init; } = [];

    /// <summary>The same with full paths.</summary>
    /// <param name="folder">Where paths that are not full start from.</param>
    public CorpusConfig From(string folder) => this with
    {
        Folders = [.. Folders.Select(path => Path.GetFullPath(path, folder))],
        Extra = [.. Extra.Select(path => Path.GetFullPath(path, folder))],
        ManifestRoot = ManifestRoot is null ? null : Path.GetFullPath(ManifestRoot, folder),
    };

    /// <summary>Which of the clips are taken.</summary>
    /// <param name="leastClasses">Classes that there must be.</param>
    /// <exception cref="Core.UserError">A label is mapped twice.</exception>
    public CorpusOptions Options(int leastClasses) => new()
    {
        Labels = [.. Labels],
        Exclude = [.. Exclude],
        Map = Map,
        RavdessChannel = RavdessChannel,
        ManifestRoot = ManifestRoot,
        LeastClasses = leastClasses,
    };
}
