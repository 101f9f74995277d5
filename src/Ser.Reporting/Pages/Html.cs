using System.Globalization;
using System.Net;

namespace Ser.Reporting.Pages;

/// <summary>Text as HTML wants it.</summary>
internal static class Html
{
    /// <summary>Text of an element or an attribute: nothing in it can be markup, and control characters are question marks.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(TextCell.Clean(text));

    /// <summary>A name that somebody else gave: its direction of writing ends where it ends, and long ones may break anywhere.</summary>
    public static string Name(string name) => $"<bdi class=\"name\">{Text(name)}</bdi>";

    /// <summary>A figure with three digits, as on the terminal.</summary>
    public static string Figure(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>A share as whole percent; what is not 0 is not shown as 0.</summary>
    public static string Percent(double share) => share is > 0 and < 0.005 ? "<1 %" : (100 * share).ToString("0", CultureInfo.InvariantCulture) + " %";

    /// <summary>A whole number.</summary>
    public static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);

    /// <summary>A number with its noun.</summary>
    public static string Counted(int count, string one, string? many = null) => count == 1 ? $"1 {one}" : $"{Count(count)} {many ?? one + "s"}";
}
