using Ser.Corpora;

namespace Ser.Cli.Crossval;

/// <summary>One fold of a plan: who is trained on, who chooses the epoch, who is tested.</summary>
/// <param name="Fold">Its number, from 1.</param>
/// <param name="Name">What the protocol calls it.</param>
/// <param name="SplitRule">"speaker", "clip" or "given".</param>
/// <param name="SplitHash">Over names and parts of all clips.</param>
/// <param name="SpeakerOverlap">Whether a speaker may stand in two parts.</param>
/// <param name="TrainClips">Clips to learn from.</param>
/// <param name="ValidationClips">Clips that choose the epoch.</param>
/// <param name="TestClips">Clips that are tested.</param>
/// <param name="TrainSpeakers">Their speakers, as far as they are known.</param>
/// <param name="ValidationSpeakers">The same of the validation.</param>
/// <param name="TestSpeakers">The same of the test.</param>
/// <param name="Notes">What a reader should know.</param>
internal sealed record PlannedFold(
    int Fold, string Name, string SplitRule, string SplitHash, bool SpeakerOverlap, int TrainClips, int ValidationClips, int TestClips,
    IReadOnlyList<string> TrainSpeakers, IReadOnlyList<string> ValidationSpeakers, IReadOnlyList<string> TestSpeakers, IReadOnlyList<string> Notes)
{
    /// <summary>A fold as it is written down.</summary>
    public static PlannedFold Of(Fold fold) => new(
        fold.Number, fold.Name, fold.Split.Rule, fold.Split.Hash, fold.Split.SpeakerOverlap,
        fold.Split.Train.Count, fold.Split.Validation.Count, fold.Split.Test.Count,
        fold.Split.SpeakersOf(Part.Train), fold.Split.SpeakersOf(Part.Validation), fold.Split.SpeakersOf(Part.Test), fold.Split.Notes);
}
