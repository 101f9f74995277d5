namespace Ser.Audio.Rates;

/// <summary>Samples of a sound that follow on one another.</summary>
/// <param name="Start">The first, counted from the start of the sound; negative before it.</param>
/// <param name="End">One past the last.</param>
internal readonly record struct Stretch(long Start, long End)
{
    /// <summary>How many they are.</summary>
    public int Length => (int)(End - Start);

    /// <summary>The part that is another stretch.</summary>
    public ReadOnlySpan<float> Slice(ReadOnlySpan<float> samples, Stretch part) => samples.Slice((int)(part.Start - Start), part.Length);

    /// <summary>Copies these samples of a sound, with silence where they lie beyond its ends.</summary>
    public void Cut(ReadOnlySpan<float> samples, Span<float> cut)
    {
        int silence = (int)Math.Min(Math.Max(-Start, 0), cut.Length);
        int first = (int)Math.Min(Start + silence, samples.Length);
        int there = Math.Min(samples.Length - first, cut.Length - silence);
        cut[..silence].Clear();
        samples.Slice(first, there).CopyTo(cut[silence..]);
        cut[(silence + there)..].Clear();
    }
}
