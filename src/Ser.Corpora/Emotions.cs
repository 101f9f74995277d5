using System.Collections.Frozen;

namespace Ser.Corpora;

/// <summary>The emotions that most corpora share, the order in which they are shown, and the spellings that mean the same.</summary>
public static class Emotions
{
    private static readonly FrozenDictionary<string, string> Aliases = new Dictionary<string, string>
    {
        ["anger"] = "angry",
        ["ang"] = "angry",
        ["dis"] = "disgust",
        ["fearful"] = "fear",
        ["fea"] = "fear",
        ["happiness"] = "happy",
        ["joy"] = "happy",
        ["hap"] = "happy",
        ["neu"] = "neutral",
        ["sadness"] = "sad",
        ["surprised"] = "surprise",
        ["ps"] = "surprise",   // TESS: "pleasant surprise"
        ["pleasant_surprise"] = "surprise",
        ["pleasant_surprised"] = "surprise",
        ["pleasant surprise"] = "surprise",
        ["pleasant surprised"] = "surprise",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The eight shared labels in the order of every table: angry, disgust, fear, happy, neutral, sad, surprise, calm.</summary>
    public static IReadOnlyList<string> All { get; } =
        Array.AsReadOnly(["angry", "disgust", "fear", "happy", "neutral", "sad", "surprise", "calm"]);

    /// <summary>Every spelling that <see cref="Fold"/> knows, the labels themselves first.</summary>
    internal static IEnumerable<string> Spellings => All.Concat(Aliases.Keys.Order(StringComparer.Ordinal));

    /// <summary>The label that a spelling stands for: "Anger" → "angry", " HAP " → "happy".</summary>
    /// <returns>One of <see cref="All"/> where the spelling is known, or else the label itself, trimmed and in lower case.</returns>
    public static string Fold(string label)
    {
        ArgumentNullException.ThrowIfNull(label);
        string plain = label.Trim().ToLowerInvariant();
        return Aliases.GetValueOrDefault(plain, plain);
    }

    /// <summary>Every label once: the shared ones in the order of <see cref="All"/>, then the others by character codes.</summary>
    /// <remarks>Labels are compared as they stand; fold them first where spellings vary.</remarks>
    public static IReadOnlyList<string> Order(IEnumerable<string> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var distinct = labels.ToHashSet(StringComparer.Ordinal);
        return [.. All.Where(distinct.Contains), .. distinct.Except(All).Order(StringComparer.Ordinal)];
    }
}
