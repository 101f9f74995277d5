using System.Text.Json;
using System.Text.Json.Serialization;
using Ser.Cli.RunFolders;
using Ser.Evaluation;

namespace Ser.Cli.Crossval;

/// <summary>The content of <c>crossval.json</c>.</summary>
/// <param name="Protocol">How the tests were chosen.</param>
/// <param name="Seed">Of all draws.</param>
/// <param name="SpeakerOverlap">Whether a speaker of some test may have been trained on.</param>
/// <param name="Corpus">The recordings.</param>
/// <param name="Notes">What a reader should know.</param>
/// <param name="Uar">Unweighted average recall over the folds.</param>
/// <param name="Accuracy">Accuracy over the folds.</param>
/// <param name="MacroF1">Macro F1 over the folds.</param>
/// <param name="Skipped">Test clips that could not be read.</param>
/// <param name="Folds">Every fold with its figures.</param>
/// <param name="Pooled">Figures of all tests together, with intervals that draw speakers.</param>
/// <param name="Recipe">The recipe of every fold.</param>
internal sealed record CrossvalReport(
    string Protocol, long Seed, bool SpeakerOverlap, PlannedCorpus Corpus, IReadOnlyList<string> Notes, FoldSpread Uar, FoldSpread Accuracy,
    FoldSpread MacroF1, int Skipped, IReadOnlyList<FoldReport> Folds, JsonElement Pooled, JsonElement Recipe)
{
    /// <summary>True where all clips of a test speaker were looked at together; else null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Transductive { get; init; }

    /// <summary>What each of several networks is worth alone, mean of the folds; null where there is one network only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<MemberFigures>? Members { get; init; }

    /// <summary>What published work reaches on the same corpus, with the difference of the protocols; null where nothing is known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Published { get; init; }
}

/// <summary>A fold of <c>crossval.json</c>.</summary>
/// <param name="Fold">Its number, from 1.</param>
/// <param name="Name">What the protocol calls it.</param>
/// <param name="Folder">Its run folder, below that of the cross-validation.</param>
/// <param name="TrainSpeakers">Who is trained on, as far as it is known.</param>
/// <param name="ValidationSpeakers">Who chose the epoch.</param>
/// <param name="TestSpeakers">Who is tested.</param>
/// <param name="TrainClips">Clips to learn from.</param>
/// <param name="ValidationClips">Clips that chose the epoch.</param>
/// <param name="TestClips">Clips to test.</param>
/// <param name="BestEpoch">The epoch whose network was tested.</param>
/// <param name="ValidationUar">Its unweighted average recall on the validation part; null where there was none.</param>
/// <param name="SplitHash">Over names and parts of all clips.</param>
/// <param name="Notes">What a reader should know.</param>
/// <param name="Figures">The content of its metrics.json.</param>
internal sealed record FoldReport(
    int Fold, string Name, string Folder, IReadOnlyList<string> TrainSpeakers, IReadOnlyList<string> ValidationSpeakers,
    IReadOnlyList<string> TestSpeakers, int TrainClips, int ValidationClips, int TestClips, int BestEpoch, double? ValidationUar,
    string SplitHash, IReadOnlyList<string> Notes, JsonElement Figures);
