using System.Globalization;
using System.Text.Json;

namespace Ser.Cli.Tuning;

/// <summary>The end of a search as text: who reached the last rung, and what the best one has that the recipe had not.</summary>
internal static class TuningTable
{
    private const int MostTrials = 10, KeyWidth = 30, ValueWidth = 12;

    /// <summary>Writes the table.</summary>
    public static void Write(TuningReport report, TextWriter output)
    {
        output.WriteLine($"{"trial",5} {"updates",9} {"UAR",8}");
        int last = report.Best.Rung;
        var shown = report.Trials.Where(trial => trial.Rung == last).Take(MostTrials).ToArray();
        var first = report.Trials.First(trial => trial.Trial == 1);   // where it came furthest
        foreach (var trial in shown.Contains(first) ? shown : [.. shown, first])
        {
            string remark = trial.Trial == 1 ? "  the recipe as it was" : "";
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{trial.Trial,5} {trial.Updates,9} {trial.Uar,8:0.000}{remark}"));
        }

        output.WriteLine();
        if (report.Best.Trial == 1)
        {
            output.WriteLine("no trial is better than the recipe as it was");
            return;
        }

        output.WriteLine($"{$"trial {report.Best.Trial} has",-KeyWidth} {"before",ValueWidth} {"now",ValueWidth}");
        foreach (var (key, now) in report.Best.Values)
        {
            var before = first.Values[key];
            if (!JsonElement.DeepEquals(before, now))
            {
                output.WriteLine($"{key,-KeyWidth} {before.ToString(),ValueWidth} {now.ToString(),ValueWidth}");
            }
        }
    }
}
