using Ser.Cli.Configuration;
using Ser.Corpora;

namespace Ser.Cli.RunFolders;

/// <summary>Which recordings a run opened, so that a later command finds them again.</summary>
/// <param name="Folders">Full paths of folders and manifests.</param>
/// <param name="Labels">The labels that were kept; empty: all.</param>
/// <param name="Exclude">The labels that were left out.</param>
/// <param name="Map">Old label → new label.</param>
/// <param name="RavdessChannel">Which recordings of RAVDESS.</param>
/// <param name="Root">The folder that the paths of manifests start from; null: each manifest's own.</param>
internal sealed record OpenedCorpus(
    IReadOnlyList<string> Folders, IReadOnlyList<string> Labels, IReadOnlyList<string> Exclude, IReadOnlyDictionary<string, string> Map,
    RavdessChannel RavdessChannel, string? Root)
{
    /// <summary>What a configuration names, with full paths.</summary>
    public static OpenedCorpus Of(CorpusConfig corpus)
    {
        var full = corpus.From(Directory.GetCurrentDirectory());
        return new OpenedCorpus(full.Folders, full.Labels, full.Exclude, full.Map, full.RavdessChannel, full.ManifestRoot);
    }

    /// <summary>Opens them.</summary>
    /// <param name="elsewhere">Where they lie now, in place of the folders; empty: where they were.</param>
    /// <exception cref="Core.UserError">They are not there any more.</exception>
    public Corpus Open(IReadOnlyList<string> elsewhere) => CorpusFolder.Open([.. elsewhere.Count > 0 ? elsewhere : Folders], new CorpusOptions
    {
        Labels = [.. Labels],
        Exclude = [.. Exclude],
        Map = Map,
        RavdessChannel = RavdessChannel,
        ManifestRoot = Root,
        LeastClasses = 1,
    });
}
