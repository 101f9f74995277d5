using System.Globalization;
using System.Text;

namespace Ser.Cli.Manual;

/// <summary>Text in the language of manual pages: man macros for groff and mandoc.</summary>
internal static class Roff
{
    /// <summary>Plain text as it stands in a line of roff: nothing in it is taken for a request or an escape.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var rune in text.EnumerateRunes())
        {
            escaped.Append(rune.Value switch
            {
                '\\' => "\\e",
                '-' => "\\-",       // else a hyphen, which cannot be copied into a shell
                '~' => "\\(ti",     // the five characters that printers replace by nicer ones
                '^' => "\\(ha",
                '`' => "\\(ga",
                '\'' => "\\(aq",
                '"' => "\\(dq",     // would end an argument of a macro
                > 126 => string.Create(CultureInfo.InvariantCulture, $"\\[u{rune.Value:X4}]"),
                _ => rune.ToString(),
            });
        }

        return text.StartsWith('.') ? $"\\&{escaped}" : escaped.ToString();
    }

    /// <summary>Bold.</summary>
    public static string Bold(string text) => $"\\fB{Escape(text)}\\fR";

    /// <summary>Italic, for what stands in the place of a value.</summary>
    public static string Italic(string text) => $"\\fI{Escape(text)}\\fR";
}
