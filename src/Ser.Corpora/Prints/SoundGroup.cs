namespace Ser.Corpora;

/// <summary>Clips that hold one sound.</summary>
/// <param name="Clips">Their places, two or more, rising.</param>
/// <param name="Pairs">
/// What ties them together: of clips with equal samples each with the first of them, and these first ones with those that they are
/// alike to. Ordered by place.
/// </param>
public sealed record SoundGroup(IReadOnlyList<int> Clips, IReadOnlyList<SharedSound> Pairs)
{
    /// <summary>Whether the samples of all are equal.</summary>
    public bool IsExact => Pairs.All(pair => pair.IsExact);

    /// <summary>The weakest tie: the lowest correlation of two waves; 1 where all samples are equal.</summary>
    public double Correlation => Pairs.Min(pair => pair.Correlation ?? 1);
}
