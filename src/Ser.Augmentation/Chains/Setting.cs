using System.Globalization;

namespace Ser.Augmentation.Chains;

/// <summary>What a chain says about a parameter: a range (a single number is one of no width), a word, or a text.</summary>
/// <param name="Low">Lower end of the range.</param>
/// <param name="High">Upper end of the range.</param>
/// <param name="Word">The word or text; null for numbers.</param>
public readonly record struct Setting(double Low, double High, string? Word = null)
{
    /// <summary>A single number.</summary>
    public static Setting Of(double number) => new(number, number);

    /// <summary>A word or a text.</summary>
    public static Setting Of(string word) => new(0, 0, word);

    /// <summary>A number in the shortest form that reads back to itself.</summary>
    public static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A text in quotation marks, as a chain takes it.</summary>
    public static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    /// <summary>As a chain says it: "5", "5..40", "pink", "\"noises\"".</summary>
    /// <param name="parameter">What it is said about.</param>
    public string ToText(Parameter parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return Word is null ? (Low == High ? Text(Low) : $"{Text(Low)}..{Text(High)}") : parameter.IsText ? Quoted(Word) : Word;
    }
}
