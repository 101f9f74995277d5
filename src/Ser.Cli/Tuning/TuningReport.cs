using System.Text.Json;
using Ser.Training.Tuning;

namespace Ser.Cli.Tuning;

/// <summary>What a search found, as <c>--json</c> writes it.</summary>
/// <param name="Best">The best trial of the last rung.</param>
/// <param name="Config">The file that holds its recipe.</param>
/// <param name="Trials">Every score, rung by rung, the best first.</param>
internal sealed record TuningReport(ReportedTrial Best, string Config, IReadOnlyList<ReportedTrial> Trials)
{
    /// <summary>Puts the scores of a finished search into their order.</summary>
    public static TuningReport Of(IReadOnlyList<Trial> trials, IReadOnlyCollection<TrialScore> scores, string config)
    {
        ReportedTrial[] all =
        [
            .. scores.GroupBy(score => score.Rung).OrderByDescending(rung => rung.Key).SelectMany(HalvingPlan.Best).Select(score => ReportedTrial.Of(trials[score.Trial - 1], score)),
        ];
        return new TuningReport(all[0], config, all);
    }

    /// <summary>The report as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, TuningJson.Default.TuningReport);
}

/// <summary>A trial on a rung.</summary>
/// <param name="Trial">Its number; 1 is the recipe that the search began with.</param>
/// <param name="Rung">Counted from 1.</param>
/// <param name="Updates">Of each of its trainings.</param>
/// <param name="Uar">Mean over the folds, 0 to 1.</param>
/// <param name="Folds">Of each fold.</param>
/// <param name="Seconds">That it took.</param>
/// <param name="Values">What was tried.</param>
internal sealed record ReportedTrial(
    int Trial, int Rung, int Updates, double Uar, IReadOnlyList<double> Folds, double Seconds, IReadOnlyDictionary<string, JsonElement> Values)
{
    /// <summary>A score with what it was measured of.</summary>
    public static ReportedTrial Of(Trial trial, TrialScore score) =>
        new(score.Trial, score.Rung, score.Updates, score.Uar, score.Folds, score.Seconds, trial.Values.ToDictionary());
}
