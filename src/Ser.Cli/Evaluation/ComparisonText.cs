using System.Globalization;
using Ser.Evaluation;
using Ser.Reporting;

namespace Ser.Cli.Evaluation;

/// <summary>Tests side by side: plain text, or Markdown.</summary>
internal static class ComparisonText
{
    private const int NameWidth = 22, ColumnWidth = 16;

    /// <summary>What a column is called: a, b … z, then numbers.</summary>
    public static string Letter(int place) => place < 26 ? $"{(char)('a' + place)}" : (place + 1).ToString(CultureInfo.InvariantCulture);

    /// <summary>Writes a table for a terminal.</summary>
    public static void Write(RunComparison comparison, TextWriter output)
    {
        for (int i = 0; i < comparison.Runs.Count; i++)
        {
            output.WriteLine($"{Letter(i)}  {TextCell.Clean(comparison.Runs[i].Name)}{Stamp(comparison.Runs[i])}");
        }

        output.WriteLine();
        foreach (string[] row in Rows(comparison))
        {
            output.WriteLine((TextCell.Left(TextCell.Cut(TextCell.Clean(row[0]), NameWidth), NameWidth)
                + string.Concat(row.Skip(1).Select(cell => TextCell.Right(cell, ColumnWidth)))).TrimEnd());
        }

        output.WriteLine();
        output.WriteLine("* the best of the line");
        foreach (var pair in comparison.Pairs)
        {
            output.WriteLine();
            foreach (string line in Describe(pair))
            {
                output.WriteLine(line);
            }
        }
    }

    /// <summary>Writes a page.</summary>
    public static void WriteMarkdown(RunComparison comparison, TextWriter output)
    {
        output.WriteLine("# Models side by side");
        output.WriteLine();
        for (int i = 0; i < comparison.Runs.Count; i++)
        {
            output.WriteLine($"- **{Letter(i)}**: {TestMarkdown.Cell(comparison.Runs[i].Name)}{Stamp(comparison.Runs[i])}");
        }

        output.WriteLine();
        string[][] rows = [.. Rows(comparison)];
        output.WriteLine($"| {string.Join(" | ", rows[0])} |");
        output.WriteLine($"|---|{string.Concat(rows[0].Skip(1).Select(_ => "---:|"))}");
        foreach (string[] row in rows.Skip(1))
        {
            output.WriteLine($"| {string.Join(" | ", row.Select(cell => cell.EndsWith('*') ? $"**{cell[..^1]}**" : TestMarkdown.Cell(cell.Trim())))} |");
        }

        foreach (var pair in comparison.Pairs)
        {
            output.WriteLine();
            output.WriteLine(TestMarkdown.Cell(string.Join(' ', Describe(pair).Select(line => line.Trim()))));
        }
    }

    private static string Stamp(MeasuredRun run) =>
        (run.Figures.SpeakerOverlap == true ? " (speakers of the test were trained on: too good for new voices)" : "")
        + (run.Figures.Transductive == true ? " (transductive, by --speaker-norm: not to be compared with figures of single clips)" : "");

    private static IEnumerable<string[]> Rows(RunComparison comparison)
    {
        var runs = comparison.Runs;
        yield return ["", .. runs.Select((_, i) => $"{Letter(i)} ")];
        yield return ["clips", .. runs.Select(run => $"{run.Figures.Samples} ")];
        foreach (var row in comparison.Rows())
        {
            yield return [row.Name, .. row.Values.Select((value, i) => value is { } number ? Figure(number) + (row.IsBest(i) ? "*" : " ") : "- ")];
            if (row.Name == "UAR" && runs.Any(run => run.Figures.Intervals is not null))
            {
                yield return ["  95 % interval", .. runs.Select(run => run.Figures.Intervals is { } ends ? $"{Figure(ends.Uar.Low)}-{Figure(ends.Uar.High)} " : "- ")];
            }
        }
    }

    private static IEnumerable<string> Describe(RunPair pair)
    {
        string other = Letter(pair.Other);
        if (pair is not { Difference: { } difference, Test: { } test })
        {
            yield return $"{other} against a: no test of the difference; {pair.Reason}.";
            yield return "  What other speakers or clips change is in the intervals alone.";
            yield break;
        }

        yield return $"{other} against a, on the same {Counted.Of(pair.Clips, "clip")}:";
        yield return $"  UAR {Signed(difference.Difference)}, 95 % interval {Signed(difference.Interval.Low)} to {Signed(difference.Interval.High)}, p {P(difference.P)} "
            + $"(bootstrap, {difference.Unit}s drawn {difference.Draws} times).";
        yield return $"  {Counted.Of(test.B, "clip")} only a has right, {test.C} only {other}: McNemar p {P(test.ExactP)} (exact).";
        yield return Verdict(difference, other);
    }

    private static string Verdict(PairedDifference difference, string other) =>
        difference.Interval.Low > 0 ? $"  {other} is better on these {difference.Unit}s and probably on others."
        : difference.Interval.High < 0 ? $"  {other} is worse on these {difference.Unit}s and probably on others."
        : $"  Which is better cannot be told: other {difference.Unit}s may turn the order round.";

    private static string Figure(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Signed(double value) => value.ToString("+0.000;-0.000;0.000", CultureInfo.InvariantCulture);

    private static string P(double p) => p < 0.001 ? "below 0.001" : p.ToString("0.000", CultureInfo.InvariantCulture);
}
