using Ser.Core;
using Ser.Training;
using Ser.Training.Tuning;

namespace Ser.Cli.Tuning;

/// <summary>The folder of a search: its plan, the score of every trial that is finished, and the best recipe.</summary>
/// <param name="folder">Its path.</param>
internal sealed class TuningFolder(string folder)
{
    /// <summary>Its path.</summary>
    public string Location => folder;

    /// <summary>The plan.</summary>
    public string PlanFile => Path.Combine(folder, "plan.json");

    /// <summary>Scores and values of the trials.</summary>
    public string TrialsFile => Path.Combine(folder, "trials.csv");

    /// <summary>The recipe of the best trial.</summary>
    public string BestFile => Path.Combine(folder, "best.json");

    /// <summary>Writes down a plan, or finds what was measured under it before.</summary>
    /// <returns>The scores that are there already.</returns>
    /// <exception cref="UserError">The folder holds trials of another plan, or cannot be written.</exception>
    public IReadOnlyList<TrialScore> Prepare(TuningPlan plan)
    {
        AtomicFile.PrepareFolder(folder);
        IReadOnlyList<TrialScore> finished = [];
        if (File.Exists(TrialsFile))
        {
            string? difference = File.Exists(PlanFile) ? TuningPlan.Read(PlanFile).DifferenceTo(plan) : "its plan.json is missing";
            finished = difference is null
                ? TrialTable.Read(TrialsFile, plan.Folds.Count)
                : throw new UserError($"{folder}: holds trials of another search: {difference}; choose another --output, or the same options");
            if (finished.FirstOrDefault(score => score.Trial < 1 || score.Trial > plan.Trials || score.Rung < 1 || score.Rung > plan.Updates.Count) is { } foreign)
            {
                throw new UserError($"{TrialsFile}: names trial {foreign.Trial} on rung {foreign.Rung}, which is none of the plan's; remove it, or choose another --output");
            }
        }

        AtomicFile.WriteText(PlanFile, plan.ToText());
        return finished;
    }

    /// <summary>Writes what is measured so far.</summary>
    public void WriteTrials(IReadOnlyList<Trial> trials, IEnumerable<TrialScore> scores) =>
        AtomicFile.Write(TrialsFile, stream => TrialTable.Write(stream, trials, scores));

    /// <summary>Writes the best recipe, for <c>ser train --config</c>.</summary>
    public void WriteBest(Recipe recipe) => AtomicFile.WriteText(BestFile, recipe.ToText());
}
