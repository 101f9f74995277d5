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

    /// <summary>What a table of features holds unless other columns are asked for.</summary>
    Default = LogMel | Mfcc | Zcr | Rms,
}
