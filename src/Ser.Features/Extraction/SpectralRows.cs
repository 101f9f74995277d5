namespace Ser.Features;

/// <summary>Where the pass over the spectra writes: each of columns × frames, or empty where nobody asked for it.</summary>
internal ref struct SpectralRows
{
    public Span<float> MelPower;
    public Span<float> Centroid;
    public Span<float> Bandwidth;
    public Span<float> Rolloff;
    public Span<float> Flatness;
    public Span<float> Peaks;      // of the contrast: mean magnitudes, which become dB when the whole clip is known
    public Span<float> Valleys;
    public Span<float> Chroma;

    /// <summary>Whether the pass has anything to do.</summary>
    public readonly bool Any => !MelPower.IsEmpty || OfMagnitude || !Flatness.IsEmpty || !Chroma.IsEmpty;

    /// <summary>Whether a family wants roots of power.</summary>
    public readonly bool OfMagnitude => !Centroid.IsEmpty || !Bandwidth.IsEmpty || !Rolloff.IsEmpty;
}
