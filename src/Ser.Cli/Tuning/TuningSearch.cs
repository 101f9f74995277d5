using Ser.Cli.Terminal;
using Ser.Training.Tuning;

namespace Ser.Cli.Tuning;

/// <summary>Climbs the rungs of a search; every finished trial is in the folder before the next begins.</summary>
/// <param name="trials">What is tried.</param>
/// <param name="halving">How many of them go how far.</param>
/// <param name="training">Trains them.</param>
/// <param name="folder">Takes the scores.</param>
internal sealed class TuningSearch(IReadOnlyList<Trial> trials, HalvingPlan halving, TrialTraining training, TuningFolder folder)
{
    /// <summary>Measures what is not measured yet, and writes the best recipe.</summary>
    /// <param name="finished">The scores that are there already.</param>
    /// <param name="display">Shows it.</param>
    /// <param name="cancel">Stops within an update.</param>
    /// <returns>All scores.</returns>
    /// <exception cref="OperationCanceledException">It was stopped; what was finished is in the folder.</exception>
    public IReadOnlyList<TrialScore> Run(IReadOnlyList<TrialScore> finished, TuningDisplay display, CancellationToken cancel)
    {
        var scores = finished.ToDictionary(score => (score.Rung, score.Trial));
        IReadOnlyList<TrialScore> below = [];
        for (int rung = 1; rung <= HalvingPlan.Rungs; rung++)
        {
            var climbing = halving.TrialsOf(rung, below);
            foreach (int trial in climbing.Where(trial => !scores.ContainsKey((rung, trial))))
            {
                cancel.ThrowIfCancellationRequested();
                display.Begin(trial, rung);
                var score = training.Run(trials[trial - 1], rung, halving.Updates[rung - 1], cancel);
                scores[(rung, trial)] = score;
                folder.WriteTrials(trials, scores.OrderBy(pair => pair.Key).Select(pair => pair.Value));
                display.End(score);
            }

            below = [.. climbing.Select(trial => scores[(rung, trial)])];
        }

        folder.WriteBest(trials[HalvingPlan.Best(below).First().Trial - 1].Recipe);
        return [.. scores.OrderBy(pair => pair.Key).Select(pair => pair.Value)];
    }
}
