namespace Ser.Augmentation.Waveforms.Transforms;

/// <summary>How the power of a noise is spread over frequency.</summary>
internal enum NoiseColour
{
    /// <summary>Evenly.</summary>
    White,

    /// <summary>As 1 / f: evenly over octaves.</summary>
    Pink,

    /// <summary>As 1 / f²: 6 dB less in each octave, like distant traffic.</summary>
    Brown,
}
