namespace Ser.Features;

/// <summary>The columns of each family: how many, how they are called, and where they stand among all that were asked for.</summary>
internal static class FeatureColumns
{
    private const FeatureKinds Last = FeatureKinds.Pitchgram;

    /// <summary>How many columns there are.</summary>
    /// <exception cref="ArgumentOutOfRangeException">kinds has none of the families, or others.</exception>
    public static int Count(FeaturePlan plan, FeatureKinds kinds) => kinds > FeatureKinds.None && kinds < (FeatureKinds)(2 * (int)Last)
        ? FirstOf((FeatureKinds)(2 * (int)Last), plan, kinds)
        : throw new ArgumentOutOfRangeException(nameof(kinds), kinds, "names no family of features, or one that there is not");

    /// <summary>Names of all columns, family by family.</summary>
    /// <exception cref="ArgumentOutOfRangeException">kinds has none of the families, or others.</exception>
    public static List<string> Names(FeaturePlan plan, FeatureKinds kinds)
    {
        var names = new List<string>(Count(plan, kinds));
        for (int family = 1; family <= (int)Last; family *= 2)
        {
            for (int i = 0; i < Count((FeatureKinds)family, plan, kinds); i++)
            {
                names.Add(Name((FeatureKinds)family, i));
            }
        }

        return names;
    }

    /// <summary>The values of a family within those of all; none where it was not asked for.</summary>
    public static Span<float> Rows(FeatureKinds family, FeaturePlan plan, FeatureKinds kinds, Span<float> values, int frames) =>
        values.Slice(FirstOf(family, plan, kinds) * frames, Count(family, plan, kinds) * frames);

    private static int FirstOf(FeatureKinds family, FeaturePlan plan, FeatureKinds kinds)
    {
        int columns = 0;
        for (int before = 1; before < (int)family; before *= 2)
        {
            columns += Count((FeatureKinds)before, plan, kinds);
        }

        return columns;
    }

    private static int Count(FeatureKinds family, FeaturePlan plan, FeatureKinds kinds) => (family & kinds) switch
    {
        FeatureKinds.None => 0,
        FeatureKinds.MelPower or FeatureKinds.LogMel => plan.MelBands,
        FeatureKinds.Mfcc or FeatureKinds.Delta or FeatureKinds.Delta2 => plan.MfccCount,
        FeatureKinds.Contrast => SpectralContrast.Bands,
        FeatureKinds.Chroma => ChromaFilterbank.Classes,
        FeatureKinds.Pitchgram => Pitchgram.Rows,
        _ => 1,
    };

    private static string Name(FeatureKinds family, int i) => family switch
    {
        FeatureKinds.MelPower => $"mel_power_{i:00}",
        FeatureKinds.LogMel => $"log_mel_{i:00}",
        FeatureKinds.Mfcc => $"mfcc_{i:00}",
        FeatureKinds.Zcr => "zcr",
        FeatureKinds.Rms => "rms",
        FeatureKinds.Delta => $"delta_{i:00}",
        FeatureKinds.Delta2 => $"delta2_{i:00}",
        FeatureKinds.Centroid => "centroid",
        FeatureKinds.Bandwidth => "bandwidth",
        FeatureKinds.Rolloff => "rolloff",
        FeatureKinds.Flatness => "flatness",
        FeatureKinds.Contrast => $"contrast_{i}",
        FeatureKinds.Chroma => $"chroma_{i:00}",
        _ => $"pitchgram_{i:00}",
    };
}
