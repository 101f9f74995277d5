namespace Ser.Features;

/// <summary>The window that a frame is multiplied with before its spectrum is taken.</summary>
public enum WindowKind
{
    /// <summary>Raised cosine that divides by N: one period of a longer cosine, as librosa and torchaudio use it.</summary>
    HannPeriodic,

    /// <summary>Raised cosine that divides by N − 1: both ends are zero.</summary>
    HannSymmetric,
}

/// <summary>What stands in a frame where it reaches beyond the clip.</summary>
public enum PaddingMode
{
    /// <summary>Zeros.</summary>
    Zero,

    /// <summary>The clip mirrored at its first and last sample, which are not repeated.</summary>
    Reflect,

    /// <summary>The first and the last sample, repeated.</summary>
    Edge,
}

/// <summary>The curve between hertz and mel.</summary>
public enum MelScaleKind
{
    /// <summary>Linear below 1000 Hz and logarithmic above: Slaney's Auditory Toolbox, librosa's default.</summary>
    Slaney,

    /// <summary>2595 log10(1 + f / 700): the Hidden Markov Model Toolkit, torchaudio's default.</summary>
    Htk,
}

/// <summary>How high the triangle of a mel band is.</summary>
public enum MelNormalisation
{
    /// <summary>Every triangle has unit area over Hz.</summary>
    Slaney,

    /// <summary>Every triangle has a peak of 1.</summary>
    None,
}
