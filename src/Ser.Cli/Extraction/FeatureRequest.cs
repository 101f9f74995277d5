using Ser.Core;
using Ser.Features;

namespace Ser.Cli.Extraction;

/// <summary>Which features are wanted of every clip, and by which analysis.</summary>
/// <param name="Chosen">The analysis.</param>
/// <param name="Kinds">Families of spectral features.</param>
/// <param name="Pitch">Whether F0, voicing, HNR, jitter and shimmer are wanted as well.</param>
/// <param name="Notebook">Whether the 162 values of the public notebooks are wanted instead of everything else.</param>
internal sealed record FeatureRequest(ChosenPlan Chosen, FeatureKinds Kinds, bool Pitch, bool Notebook)
{
    /// <summary>The set of the public notebooks.</summary>
    public const string NotebookName = "notebook162";

    private const string PitchName = "pitch", AllName = "all";

    private static readonly (string Name, FeatureKinds Kind)[] Families =
    [
        ("mel", FeatureKinds.MelPower), ("logmel", FeatureKinds.LogMel), ("mfcc", FeatureKinds.Mfcc), ("zcr", FeatureKinds.Zcr),
        ("rms", FeatureKinds.Rms), ("delta", FeatureKinds.Delta), ("delta2", FeatureKinds.Delta2), ("centroid", FeatureKinds.Centroid),
        ("bandwidth", FeatureKinds.Bandwidth), ("rolloff", FeatureKinds.Rolloff), ("flatness", FeatureKinds.Flatness),
        ("contrast", FeatureKinds.Contrast), ("chroma", FeatureKinds.Chroma), ("pitchgram", FeatureKinds.Pitchgram),
    ];

    /// <summary>The names that <see cref="ParseFamilies"/> understands, in the order of the columns.</summary>
    public static IReadOnlyList<string> FamilyNames { get; } = [.. Families.Select(family => family.Name), PitchName, AllName];

    /// <summary>What outputs call the analysis.</summary>
    public string Name => Notebook ? NotebookName : Chosen.Plan.Name;

    /// <summary>Reads a list such as "mfcc,zcr,pitch".</summary>
    /// <exception cref="UserError">A name is not known, or there is none.</exception>
    public static (FeatureKinds Kinds, bool Pitch) ParseFamilies(string text)
    {
        var kinds = FeatureKinds.None;
        bool pitch = false;
        foreach (string name in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (name is PitchName or AllName)
            {
                pitch = true;
                kinds |= name == AllName ? Families.Aggregate(FeatureKinds.None, (all, family) => all | family.Kind) : 0;
            }
            else
            {
                kinds |= Families.FirstOrDefault(family => family.Name == name) is { Name: not null } known
                    ? known.Kind
                    : throw new UserError($"there is no feature '{name}'; choose of {string.Join(' ', FamilyNames)}");
            }
        }

        return kinds != FeatureKinds.None || pitch
            ? (kinds, pitch)
            : throw new UserError($"no features are chosen; choose of {string.Join(' ', FamilyNames)}");
    }

    /// <summary>Computes what is asked for of clips of one rate.</summary>
    public ClipAnalysis At(int rate) => new(this, Chosen.At(rate));
}
