using System.Text.Json.Serialization;

namespace Ser.Training;

/// <summary>Where the features of training and validation clips are kept while a network learns.</summary>
public enum FeatureMemory
{
    /// <summary>In memory, two bytes a value: to 0.03 dB where it matters most. What does not fit goes to a file, with the same values. The default.</summary>
    [JsonStringEnumMemberName("float16")]
    HalfPrecision,

    /// <summary>In memory, four bytes a value. What does not fit goes to a file.</summary>
    [JsonStringEnumMemberName("float32")]
    SinglePrecision,

    /// <summary>All in a file, two bytes a value: the same model as with <see cref="HalfPrecision"/>, in little memory.</summary>
    [JsonStringEnumMemberName("disk")]
    Disk,
}

/// <summary>How the ways to keep features are called.</summary>
public static class FeatureMemories
{
    /// <summary>Names, in the order of <see cref="FeatureMemory"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["float16", "float32", "disk"];

    /// <summary>The way of a name; null where there is none.</summary>
    public static FeatureMemory? Find(string name) => Names.ToList().IndexOf(name) is >= 0 and var index ? (FeatureMemory)index : null;
}
