namespace Ser.Augmentation.Waveforms;

/// <summary>How <see cref="TimeStretch"/> and <see cref="PitchShift"/> change the duration of a sound.</summary>
public enum StretchEngine
{
    /// <summary>Pieces of the waveform itself, joined where they look alike. Keeps speech natural; the default.</summary>
    Wsola,

    /// <summary>Phases of a spectrogram, turned on bin by bin. Agrees with librosa; smears what is short.</summary>
    Vocoder,
}
