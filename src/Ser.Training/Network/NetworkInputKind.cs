using System.Text.Json.Serialization;

namespace Ser.Training.Network;

/// <summary>What a branch of a network can look at.</summary>
public enum NetworkInputKind
{
    /// <summary>Log-mel levels less the clip's own mean per band, over the deviation of the training part.</summary>
    [JsonStringEnumMemberName("mel")]
    Mel,

    /// <summary>How periodic each frame is at 48 pitches.</summary>
    [JsonStringEnumMemberName("pitchgram")]
    Pitchgram,

    /// <summary>Cepstral coefficients of the log-mel levels.</summary>
    [JsonStringEnumMemberName("mfcc")]
    Mfcc,

    /// <summary>Their slope over nine frames.</summary>
    [JsonStringEnumMemberName("delta")]
    Delta,

    /// <summary>The slope of that.</summary>
    [JsonStringEnumMemberName("delta2")]
    Delta2,

    /// <summary>Level of the frame in dB below the clip's loudest.</summary>
    [JsonStringEnumMemberName("rms")]
    Rms,

    /// <summary>Zero-crossing rate.</summary>
    [JsonStringEnumMemberName("zcr")]
    Zcr,

    /// <summary>Pitch in octaves, the same less the clip's own mean, and how voiced the frame is.</summary>
    [JsonStringEnumMemberName("f0")]
    F0,
}
