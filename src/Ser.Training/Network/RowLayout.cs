using Ser.Features;

namespace Ser.Training.Network;

/// <summary>Which raw rows of a clip are kept, frame by frame: mel levels, level, zero-crossing rate, then the pitchgram where a network needs it.</summary>
/// <param name="Bands">Mel bands.</param>
/// <param name="Pitches">Rows of the pitchgram; 0 where it is not needed.</param>
internal sealed record RowLayout(int Bands, int Pitches)
{
    /// <summary>Rows in all.</summary>
    public int Count => Bands + 2 + Pitches;

    /// <summary>Place of the level.</summary>
    public int Level => Bands;

    /// <summary>Place of the zero-crossing rate.</summary>
    public int Crossings => Bands + 1;

    /// <summary>Place of the pitchgram's first row.</summary>
    public int FirstPitch => Bands + 2;

    /// <summary>The features that the rows are made of.</summary>
    public FeatureKinds Kinds => FeatureKinds.LogMel | FeatureKinds.Zcr | FeatureKinds.Rms | (Pitches > 0 ? FeatureKinds.Pitchgram : FeatureKinds.None);

    /// <summary>What the network of a recipe needs.</summary>
    public static RowLayout Of(Recipe recipe) => Of(recipe.Features, recipe.Network);

    /// <summary>What a network needs.</summary>
    public static RowLayout Of(FeaturePlan plan, NetworkPlan network) => new(
        plan.MelBands, network.Uses(NetworkInputKind.Pitchgram) || network.Uses(NetworkInputKind.F0) ? Pitchgram.Rows : 0);
}
