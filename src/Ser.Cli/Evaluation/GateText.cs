using System.Globalization;
using Ser.Evaluation;

namespace Ser.Cli.Evaluation;

/// <summary>Numbers of gates, read and written.</summary>
internal static class GateText
{
    /// <summary>Reads a share of the whole, 0 to 1.</summary>
    public static bool TryShare(string text, out double share) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out share) && share is >= 0 and <= 1;

    /// <summary>A figure to three decimals.</summary>
    public static string Figure(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>A figure and its limit to three decimals, or to as many as it takes to tell them apart.</summary>
    public static (string Value, string Limit) Pair(double value, double limit)
    {
        string format = "0.000";
        while (Text(value) == Text(limit) && Math.Abs(value - limit) > 1e-12)
        {
            format += "0";
        }

        return (Text(value), Text(limit));

        string Text(double number) => number.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>Such as " (95 % interval 0.625 to 0.820)"; nothing where there is none.</summary>
    public static string Range(Interval? interval, string of = "") =>
        interval is { } range ? $" (95 % interval{of} {Figure(range.Low)} to {Figure(range.High)})" : "";
}
