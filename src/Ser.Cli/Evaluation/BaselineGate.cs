using Ser.Core;
using Ser.Evaluation;

namespace Ser.Cli.Evaluation;

/// <summary>
/// The gate that forbids UAR to fall below that of an earlier test: it is missed where the drop is larger than allowed, and the 95 %
/// interval of the drop lies above 0, so that other speakers, or other clips, do not explain it.
/// </summary>
/// <param name="Baseline">The earlier test.</param>
/// <param name="MostDrop">The drop that is allowed, 0 to 1.</param>
internal sealed record BaselineGate(MeasuredRun Baseline, double MostDrop)
{
    /// <summary>As in <see cref="Gate"/>.</summary>
    private const double Rounding = 1e-12;

    /// <summary>Compares.</summary>
    /// <exception cref="UserError">The baseline has other classes, or is transductive where the test is not.</exception>
    public GateResult Check(ModelTest test)
    {
        string[] classes = Occurring(test.Figures), before = Occurring(Baseline.Figures);
        if (!classes.SequenceEqual(before, StringComparer.Ordinal))
        {
            throw new UserError(
                $"{Baseline.Name}: was measured on other classes ({string.Join(' ', before)}) than this test ({string.Join(' ', classes)}); make the baseline anew");
        }

        if (Baseline.Figures.Transductive == true && test.Figures.Transductive != true)
        {
            throw new UserError($"{Baseline.Name}: was measured by --speaker-norm, with all clips of a speaker at once, and this test takes them one by one; make the baseline anew");
        }

        string? reason = Baseline.WhyNoClips;
        var pairs = Baseline.Clips is { } clips ? PairedClips.Of(clips, MeasuredClips.Of(test), out reason) : null;
        var difference = pairs?.Difference();
        double own = test.Figures.Uar, then = Baseline.Figures.Uar, drop = then - own;
        var interval = difference?.Interval ?? Apart(then, Baseline.Figures.Intervals?.Uar, own, test.Figures.Intervals?.Uar);
        bool isLarger = drop > MostDrop + Rounding, isNoise = interval.Low <= 0;

        var (size, limit) = GateText.Pair(Math.Abs(drop), MostDrop);
        string found = drop > Rounding ? $"{size} below" : drop < -Rounding ? $"{size} above" : "equal";
        string basis = difference is not null ? $"the same clips, {difference.Unit}s drawn" : $"two intervals put together ({reason})";
        string verdict = isLarger && isNoise ? $"; more than allowed, but other {difference?.Unit ?? test.Figures.Intervals?.Unit ?? "clip"}s would explain it" : "";
        return new GateResult(
            $"UAR at most {limit} below {GateText.Figure(then)} of {Baseline.Name}",
            !isLarger || isNoise,
            $"it is {GateText.Figure(own)}, {found}{GateText.Range(interval, " of the drop")}{verdict}; {basis}")
        {
            Value = drop, Limit = MostDrop, Interval = interval,
        };
    }

    /// <summary>
    /// The interval of a difference of two figures that were measured apart: the distances to their nearer ends added as squares (Zou and Donner
    /// 2008, doi:10.1002/sim.3095). A figure without an interval counts as exact.
    /// </summary>
    internal static Interval Apart(double first, Interval? ofFirst, double second, Interval? ofSecond)
    {
        var a = ofFirst ?? new Interval(first, first);
        var b = ofSecond ?? new Interval(second, second);
        double difference = first - second;
        return new Interval(
            difference - double.Hypot(first - a.Low, b.High - second),
            difference + double.Hypot(a.High - first, second - b.Low));
    }

    private static string[] Occurring(ClassificationFigures figures) =>
        [.. figures.Classes.Where(row => row.Support > 0).Select(row => row.Label).Order(StringComparer.Ordinal)];
}
