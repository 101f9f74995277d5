using Ser.Cli.RunFolders;
using Ser.Core;
using Ser.Corpora;
using Ser.Inference;

namespace Ser.Cli.Crossval;

/// <summary>The folder of a cross-validation: its plan, a run folder per fold, and what they give together.</summary>
/// <param name="folder">Its path.</param>
internal sealed class CrossvalFolder(string folder)
{
    /// <summary>Its path.</summary>
    public string Location => folder;

    /// <summary>The plan.</summary>
    public string PlanFile => At("plan.json");

    /// <summary>Which fold tests which clip.</summary>
    public string FoldsFile => At("folds.csv");

    /// <summary>Every choice of the cross-validation: the same again where it is given to <c>--config</c>.</summary>
    public string Recipe => At("recipe.json");

    /// <summary>The figures of all folds.</summary>
    public string ReportFile => At("crossval.json");

    /// <summary>What all folds give together, as a page.</summary>
    public string Page => At(RunFolder.ReportName);

    /// <summary>The tests of all folds in one table.</summary>
    public string PredictionsFile => At("predictions.csv");

    /// <summary>The name of a fold's run folder.</summary>
    public static string NameOf(int fold) => $"fold-{fold}";

    /// <summary>The run folder of a fold.</summary>
    public RunFolder Fold(int fold) => new(At(NameOf(fold)));

    /// <summary>Writes down a plan, or finds the folds that were trained under it before.</summary>
    /// <returns>The numbers of the folds that are finished.</returns>
    /// <exception cref="UserError">The folder holds folds of another plan, or cannot be written.</exception>
    public IReadOnlyList<int> Prepare(CrossvalPlan plan, Corpus corpus, FoldPlan folds)
    {
        AtomicFile.PrepareFolder(folder);
        int[] finished = [.. plan.Folds.Select(fold => fold.Fold).Where(fold => Fold(fold).IsComplete)];
        if (finished.Length > 0 && File.Exists(PlanFile) && CrossvalPlan.Read(PlanFile).DifferenceTo(plan) is { } difference)
        {
            throw new UserError($"{folder}: holds folds of another cross-validation: {difference}; choose another --output, or the same options");
        }

        foreach (int fold in finished)
        {
            Require(plan, fold);
        }

        AtomicFile.WriteText(PlanFile, plan.ToText());
        AtomicFile.Write(FoldsFile, stream => Tables.WriteFolds(stream, corpus, folds));
        return finished;
    }

    /// <summary>Refuses a finished fold that was not trained as the plan says.</summary>
    /// <returns>What its model says of itself.</returns>
    /// <exception cref="UserError">It differs; the message says in what.</exception>
    public ModelCard Require(CrossvalPlan plan, int fold)
    {
        using var model = EmotionModel.Load(Fold(fold).Model);
        var card = model.Card;
        var planned = plan.Folds[fold - 1];
        string? difference = JsonDifference.First(card.Recipe, plan.Recipe) is { } recipe ? $"recipe's {recipe}"
            : card.Corpus.Hash != plan.Corpus.Hash ? $"corpus is another one ({card.Corpus.Name}, hash {card.Corpus.Hash[..12]}…, not {plan.Corpus.Hash[..12]}…)"
            : card.Corpus.SplitHash != planned.SplitHash ? $"split is another one (hash {card.Corpus.SplitHash[..12]}…, not {planned.SplitHash[..12]}…)"
            : null;
        return difference is null
            ? card
            : throw new UserError($"{At(NameOf(fold))}: was trained otherwise: its {difference}; remove it or choose another --output");
    }

    private string At(string name) => Path.Combine(folder, name);
}
