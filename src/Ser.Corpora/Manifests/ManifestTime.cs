using System.Globalization;
using System.Text.RegularExpressions;

namespace Ser.Corpora;

/// <summary>Reads the times of manifests: seconds, or the time spans that pandas writes and audformat's tables hold.</summary>
internal static partial class ManifestTime
{
    /// <summary>Reads a time.</summary>
    /// <param name="text">"1.5", "0 days 00:00:01.500000", "00:00:01.5", "0 days"; "NaT" is no time.</param>
    /// <param name="seconds">0 or more; null for NaT.</param>
    /// <returns>False where it is none of these.</returns>
    public static bool TryRead(string text, out double? seconds)
    {
        seconds = null;
        if (text.Equals("NaT", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        if (double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out double number))
        {
            seconds = number;
            return double.IsFinite(number);
        }

        if (Span().Match(text) is not { Success: true } match)
        {
            return false;
        }

        seconds = (Part(match, "days") * 86_400) + (Part(match, "hours") * 3600) + (Part(match, "minutes") * 60) + Part(match, "seconds");
        return true;
    }

    private static double Part(Match match, string name) =>
        match.Groups[name] is { Success: true } group ? double.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"\A((?<days>[0-9]{1,6}) days?)?\s*\+?((?<hours>[0-9]{1,4}):(?<minutes>[0-9]{2}):(?<seconds>[0-9]{2}(\.[0-9]+)?))?\z(?<=[0-9s])")]
    private static partial Regex Span();
}
