using System.Globalization;
using System.Text;

namespace Ser.Reporting;

/// <summary>Text that fills a column of a plain-text table; counts what a person sees as one character as one column.</summary>
public static class TextCell
{
    private const string CutMark = "..";

    /// <summary>Columns that a text takes.</summary>
    public static int Width(string text) => new StringInfo(text).LengthInTextElements;

    /// <summary>
    /// The text without control characters: a tab or an escape in a folder's name must not break the table or the terminal.
    /// </summary>
    public static string Clean(string text)
    {
        if (!text.Any(char.IsControl))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            clean.Append(char.IsControl(c) ? '?' : c);
        }

        return clean.ToString();
    }

    /// <summary>The text, or its beginning and two dots where it is wider.</summary>
    public static string Cut(string text, int width) => Width(text) <= width
        ? text
        : new StringInfo(text).SubstringByTextElements(0, width - CutMark.Length) + CutMark;

    /// <summary>Filled up on the right.</summary>
    public static string Left(string text, int width) => text + new string(' ', Math.Max(0, width - Width(text)));

    /// <summary>Filled up on the left, as numbers are.</summary>
    public static string Right(string text, int width) => new string(' ', Math.Max(0, width - Width(text))) + text;
}
