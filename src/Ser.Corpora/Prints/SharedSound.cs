namespace Ser.Corpora;

/// <summary>Two clips that hold one sound.</summary>
/// <param name="First">Place of the first clip in its list.</param>
/// <param name="Second">Place of the other one, higher.</param>
/// <param name="Correlation">Of their waves, 0.7 … 1, see <see cref="SoundCorrelation"/>; null where the samples themselves are equal.</param>
/// <param name="Delay">By how many seconds the sound comes later in the first than in the second; 0 where the samples are equal.</param>
public sealed record SharedSound(int First, int Second, double? Correlation, double Delay)
{
    /// <summary>Whether the samples are equal.</summary>
    public bool IsExact => Correlation is null;
}
