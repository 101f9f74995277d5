using System.Text.Json.Serialization;

namespace Ser.Training;

/// <summary>Which of the networks that a training passes through becomes the model.</summary>
public enum Selection
{
    /// <summary>The averaged weights at the end of the schedule; no validation part is needed.</summary>
    [JsonStringEnumMemberName("last")]
    Last,

    /// <summary>The averaged weights of the epoch with the highest unweighted average recall on the validation part.</summary>
    [JsonStringEnumMemberName("best")]
    Best,
}
