using System.Collections.Frozen;
using Ser.Core;

namespace Ser.Corpora;

/// <summary>Which clips of the opened folders and manifests are taken, and under which labels.</summary>
/// <remarks>Labels are folded by <see cref="Emotions.Fold"/>. Renaming comes first, then leaving out, then keeping.</remarks>
public sealed record CorpusOptions
{
    /// <summary>Everything that is there, under its own label; of RAVDESS the speech.</summary>
    public static CorpusOptions Default { get; } = new();

    /// <summary>The labels that are kept, in any order; empty keeps all. Default empty.</summary>
    public IReadOnlyCollection<string> Labels { get; init => field = Folded(value); } = [];

    /// <summary>The labels that are left out. Default none.</summary>
    public IReadOnlyCollection<string> Exclude { get; init => field = Folded(value); } = [];

    /// <summary>Old label → new label; done once, so that no name is followed twice. Default none.</summary>
    /// <exception cref="UserError">One label is given two new names.</exception>
    public IReadOnlyDictionary<string, string> Map { get; init => field = Folded(value); } = FrozenDictionary<string, string>.Empty;

    /// <summary>Which recordings of RAVDESS are taken. Default speech.</summary>
    public RavdessChannel RavdessChannel { get; init; }

    /// <summary>Classes that there must be: 2 to learn from, 1 to be tested on. Default 2.</summary>
    public int LeastClasses { get; init; } = 2;

    /// <summary>The folder that the paths of manifests start from and may not leave; null is each manifest's own. Default null.</summary>
    public string? ManifestRoot { get; init; }

    /// <summary>True for a label that these options name: somebody means it, however rare it is.</summary>
    internal bool Names(string label) => Labels.Contains(label) || Exclude.Contains(label) || Map.ContainsKey(label) || Map.Values.Contains(label);

    private static string[] Folded(IReadOnlyCollection<string> labels) => [.. labels.Select(Emotions.Fold).Distinct(StringComparer.Ordinal)];

    private static FrozenDictionary<string, string> Folded(IReadOnlyDictionary<string, string> map)
    {
        var folded = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (old, name) in map)
        {
            if (!folded.TryAdd(Emotions.Fold(old), Emotions.Fold(name)) && folded[Emotions.Fold(old)] != Emotions.Fold(name))
            {
                throw new UserError($"the label {Emotions.Fold(old)} is mapped to {folded[Emotions.Fold(old)]} and to {Emotions.Fold(name)}; choose one");
            }
        }

        return folded.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
