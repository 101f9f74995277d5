namespace Ser.Features;

/// <summary>Families of columns; a matrix has them in this order.</summary>
[Flags]
public enum FeatureKinds
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Columns mel_power_00 …: power of each mel band.</summary>
    MelPower = 1,

    /// <summary>Columns log_mel_00 …: the same in dB.</summary>
    LogMel = 2,

    /// <summary>Columns mfcc_00 …: cepstral coefficients of log-mel.</summary>
    Mfcc = 4,

    /// <summary>Column zcr: sign changes divided by FrameLength.</summary>
    Zcr = 8,

    /// <summary>Column rms: root of the mean square.</summary>
    Rms = 16,

    /// <summary>Columns delta_00 …: slope of each MFCC per frame, see <see cref="Ser.Features.Delta"/>.</summary>
    Delta = 32,

    /// <summary>Columns delta2_00 …: bend of each MFCC per frame².</summary>
    Delta2 = 64,

    /// <summary>Column centroid: mean frequency in Hz, weighted by magnitude; 0 in silence. As librosa's spectral_centroid.</summary>
    Centroid = 128,

    /// <summary>Column bandwidth: standard deviation around the centroid in Hz; 0 in silence. As librosa's spectral_bandwidth.</summary>
    Bandwidth = 256,

    /// <summary>
    /// Column rolloff: frequency in Hz below which 85 % of the magnitude lies; 0 in silence. As librosa's spectral_rolloff.
    /// </summary>
    Rolloff = 512,

    /// <summary>
    /// Column flatness: geometric over arithmetic mean of power, each at least 1e-10: 0 (a tone) to 1 (silence); white noise has 0.56.
    /// As librosa's spectral_flatness.
    /// </summary>
    Flatness = 1024,

    /// <summary>
    /// Columns contrast_0 … contrast_6: peaks above valleys in dB, below 200 Hz and in six octaves from there. As librosa's
    /// spectral_contrast; a band without bins, as those above half the rate, has 0 dB where librosa refuses the clip.
    /// </summary>
    Contrast = 2048,

    /// <summary>
    /// Columns chroma_00 (C) … chroma_11 (B): power by pitch class, the largest of a frame 1; zeros in silence. As librosa's
    /// chroma_stft with tuning 0: the tuning is not estimated, see <see cref="ChromaFilterbank"/>.
    /// </summary>
    Chroma = 4096,

    /// <summary>Columns pitchgram_00 … pitchgram_47: how periodic a frame is at 48 pitches from 65 to 600 Hz, −1 to 1; see <see cref="Ser.Features.Pitchgram"/>.</summary>
    Pitchgram = 8192,

    /// <summary>What a table of features holds unless other columns are asked for.</summary>
    Default = LogMel | Mfcc | Zcr | Rms,
}
