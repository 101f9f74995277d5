using Ser.Cli.RunFolders;
using Ser.Core;
using Ser.Evaluation;

namespace Ser.Cli.Crossval;

/// <summary>A finished fold, read from its run folder.</summary>
/// <param name="Plan">Who was trained on and who was tested.</param>
/// <param name="BestEpoch">The epoch whose network was tested.</param>
/// <param name="ValidationUar">Its unweighted average recall on the validation part; null where there was none.</param>
/// <param name="Figures">Of the test.</param>
/// <param name="Labels">Columns of the probabilities.</param>
/// <param name="Clips">The tested clips.</param>
internal sealed record FoldTest(
    PlannedFold Plan, int BestEpoch, double? ValidationUar, ClassificationFigures Figures, IReadOnlyList<string> Labels, IReadOnlyList<TestedClip> Clips)
{
    /// <summary>What each of several networks is worth alone; none where there is one.</summary>
    public IReadOnlyList<MemberFigures> Members { get; init; } = [];

    /// <summary>What to do where a file of a fold is damaged.</summary>
    public const string Remedy = "remove the folder of this fold and run it again";

    /// <summary>Reads a fold.</summary>
    /// <exception cref="UserError">It is not finished, was trained otherwise than planned, or a file is damaged.</exception>
    public static FoldTest Read(CrossvalFolder folder, CrossvalPlan plan, int fold)
    {
        var card = folder.Require(plan, fold);
        var test = RunTest.Read(folder.Fold(fold), Remedy);
        return new FoldTest(plan.Folds[fold - 1], card.Training.BestEpoch, card.Training.ValidationUar, test.Figures, test.Labels, test.Clips)
        {
            Members = RunTest.ReadMembers(folder.Fold(fold), Remedy),
        };
    }
}
