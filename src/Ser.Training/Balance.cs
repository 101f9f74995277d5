using System.Text.Json.Serialization;

namespace Ser.Training;

/// <summary>What is done about classes of unequal size; always within the training part.</summary>
public enum Balance
{
    /// <summary>A class weighs in the loss in inverse proportion to its clips.</summary>
    [JsonStringEnumMemberName("weights")]
    Weights,

    /// <summary>Nothing.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>Batches in which all classes are equally frequent: clips of small classes are used more than once in an epoch.</summary>
    [JsonStringEnumMemberName("sampler")]
    Sampler,

    /// <summary>Clips of small classes again, so often that all classes have as many.</summary>
    [JsonStringEnumMemberName("random")]
    Random,

    /// <summary>Mixtures of neighbours within small classes.</summary>
    [JsonStringEnumMemberName("smote")]
    Smote,

    /// <summary>The same, at the border of the class.</summary>
    [JsonStringEnumMemberName("borderline-smote")]
    BorderlineSmote,

    /// <summary>The same, more of it where other classes are near.</summary>
    [JsonStringEnumMemberName("adasyn")]
    Adasyn,

    /// <summary>SMOTE, then without clips of Tomek links.</summary>
    [JsonStringEnumMemberName("smote-tomek")]
    SmoteTomek,

    /// <summary>SMOTE, then without clips whose neighbours are of another class.</summary>
    [JsonStringEnumMemberName("smote-enn")]
    SmoteEnn,

    /// <summary>Of every class only as many clips as the smallest has.</summary>
    [JsonStringEnumMemberName("undersample")]
    Undersample,

    /// <summary>Without clips of Tomek links.</summary>
    [JsonStringEnumMemberName("tomek")]
    Tomek,

    /// <summary>Without clips whose neighbours are of another class.</summary>
    [JsonStringEnumMemberName("enn")]
    Enn,
}

/// <summary>How the ways to balance are called, and what they do.</summary>
public static class Balances
{
    /// <summary>Names, in the order of <see cref="Balance"/>.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["weights", "none", "sampler", "random", "smote", "borderline-smote", "adasyn", "smote-tomek", "smote-enn", "undersample", "tomek", "enn"];

    /// <summary>The way of a name; null where there is none.</summary>
    public static Balance? Find(string name) => Names.ToList().IndexOf(name) is >= 0 and var index ? (Balance)index : null;

    /// <summary>The method that makes clips or takes some away; null where all stay as they are.</summary>
    internal static Resampling.ResamplingMethod? MethodOf(Balance balance) =>
        balance > Balance.Sampler ? Resampling.ResamplingMethods.Find(Names[(int)balance]) : null;

    /// <summary>Whether classes weigh in inverse proportion to the clips that they have after balancing.</summary>
    internal static bool Weighs(Balance balance) => balance is not (Balance.None or Balance.Sampler);
}
