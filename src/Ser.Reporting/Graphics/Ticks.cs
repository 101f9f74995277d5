using System.Globalization;

namespace Ser.Reporting;

/// <summary>A marked value of an axis.</summary>
/// <param name="Value">Where it lies.</param>
/// <param name="Label">What is written there; empty: a mark without a label.</param>
public readonly record struct Tick(double Value, string Label);

/// <summary>Round numbers for axes.</summary>
public static class Ticks
{
    /// <summary>Above this, seconds are hard to read: 3000 s says less than 50:00.</summary>
    private const double LongSeconds = 180;

    private static readonly double[] LongSteps =
        [30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 4 * 3600, 6 * 3600, 12 * 3600, 24 * 3600];

    private static readonly double[] AudibleHz = [100, 200, 500, 1000, 2000, 4000, 8000, 16000, 32000, 64000, 128000, 256000];

    /// <summary>The smallest step of 1, 2 or 5 times a power of ten that divides a range into at most this many parts.</summary>
    /// <param name="range">Above 0, finite.</param>
    /// <param name="parts">1 or more.</param>
    public static double Step(double range, int parts)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parts, 1);
        if (!(range > 0 && double.IsFinite(range)))
        {
            throw new ArgumentOutOfRangeException(nameof(range), range, "is not a positive finite number");
        }

        double least = range / parts * (1 - 1e-9);   // 0.3 / 3 is a little above 0.1
        int exponent = (int)Math.Floor(Math.Log10(least));
        foreach (double digit in (double[])[1, 2, 5])
        {
            double step = Scaled(digit, exponent);
            if (step >= least)
            {
                return step;
            }
        }

        return Scaled(1, exponent + 1);
    }

    /// <summary>Multiples of a nice step from low to high; all labels have as many digits as the step needs.</summary>
    /// <param name="low">First value that may be marked.</param>
    /// <param name="high">Last value that may be marked: above low.</param>
    /// <param name="parts">Most steps that fit between low and high: 1 or more.</param>
    public static IReadOnlyList<Tick> Nice(double low, double high, int parts)
    {
        double step = Step(high - low, parts);
        int decimals = Math.Max(0, -(int)Math.Floor(Math.Log10(step) + 1e-9));
        string format = decimals == 0 ? "0" : "0." + new string('0', decimals);
        return Multiples(low, high, step, value => Signed(value, format));
    }

    /// <summary>Marks of a time axis from 0: seconds, and in long clips minutes and seconds, hours and minutes.</summary>
    /// <param name="seconds">End of the axis: above 0.</param>
    /// <param name="parts">Most steps that fit: 1 or more.</param>
    public static IReadOnlyList<Tick> Time(double seconds, int parts)
    {
        if (seconds <= LongSeconds)
        {
            return Nice(0, seconds, parts);
        }

        double step = Array.Find(LongSteps, step => seconds / step <= parts);
        if (step == 0)
        {
            step = 86400 * Step(seconds / 86400, parts);
        }

        return Multiples(0, seconds, step, Clock);
    }

    /// <summary>What the numbers of <see cref="Time"/> are.</summary>
    public static string TimeUnit(double seconds) => seconds <= LongSeconds ? "s" : seconds < 3600 ? "min:s" : "h:min:s";

    /// <summary>Marks of a frequency axis: 100, 200, 500, 1k, 2k, 4k, 8k ….</summary>
    /// <param name="lowHz">First frequency that may be marked.</param>
    /// <param name="highHz">Last frequency that may be marked.</param>
    public static IReadOnlyList<Tick> Hz(double lowHz, double highHz) =>
        [.. AudibleHz.Where(hz => hz >= lowHz && hz <= highHz).Select(hz => new Tick(hz, HzLabel(hz)))];

    /// <summary>Takes labels from marks that would stand too close to one that lies further on; the marks stay.</summary>
    /// <param name="ticks">From one end of the axis to the other.</param>
    /// <param name="place">Where a value lies in CSS pixels.</param>
    /// <param name="room">Least distance between two labels.</param>
    public static IReadOnlyList<Tick> Thinned(IReadOnlyList<Tick> ticks, Func<double, double> place, double room)
    {
        ArgumentNullException.ThrowIfNull(ticks);
        ArgumentNullException.ThrowIfNull(place);
        var thinned = new Tick[ticks.Count];
        double last = double.NaN;
        for (int i = ticks.Count - 1; i >= 0; i--)
        {
            double at = place(ticks[i].Value);
            bool crowded = Math.Abs(at - last) < room;   // never so at first: a comparison with NaN is false
            thinned[i] = crowded ? ticks[i] with { Label = "" } : ticks[i];
            last = crowded ? last : at;
        }

        return thinned;
    }

    /// <summary>A number with a real minus sign, and 0 without one.</summary>
    internal static string Signed(double value, string format)
    {
        string text = Math.Abs(value).ToString(format, CultureInfo.InvariantCulture);
        return value < 0 && text.AsSpan().ContainsAnyInRange('1', '9') ? "−" + text : text;
    }

    private static string HzLabel(double hz) => hz < 1000
        ? hz.ToString("0", CultureInfo.InvariantCulture)
        : (hz / 1000).ToString("0.#", CultureInfo.InvariantCulture) + "k";

    private static string Clock(double seconds)
    {
        var time = TimeSpan.FromSeconds(seconds);
        return time.TotalHours < 1
            ? string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time.Seconds:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}");
    }

    private static Tick[] Multiples(double low, double high, double step, Func<double, string> label)
    {
        const double Slack = 1e-9;   // of a step: 3 · 0.1 is a little above 0.3
        double first = Math.Ceiling((low / step) - Slack), last = Math.Floor((high / step) + Slack);
        var ticks = new Tick[Math.Max(0, (int)(last - first + 1))];
        for (int i = 0; i < ticks.Length; i++)
        {
            double value = (first + i) * step;
            ticks[i] = new Tick(value, label(value));
        }

        return ticks;
    }

    /// <summary>Powers below 1 by division: 2 / 10 is the double nearest to 0.2, and 2 · 0.1 need not be.</summary>
    private static double Scaled(double digit, int exponent) =>
        exponent < 0 ? digit / Math.Pow(10, -exponent) : digit * Math.Pow(10, exponent);
}
