using Ser.Core;
using Ser.Corpora;
using Ser.Inference;
using Ser.Training;

namespace Ser.Cli.RunFolders;

/// <summary>What one member of an ensemble is worth alone: a row of members.csv.</summary>
/// <param name="Member">From 1, in the order in which they were trained.</param>
/// <param name="Uar">Unweighted average recall on the test part.</param>
/// <param name="Accuracy">Accuracy there.</param>
/// <param name="MacroF1">Macro F1 there.</param>
internal sealed record MemberFigures(int Member, double Uar, double Accuracy, double MacroF1)
{
    /// <summary>Tests every member on the clips that the whole was tested on; none where there is one network only.</summary>
    /// <param name="result">Of the training.</param>
    /// <param name="adapted">The models of the test speakers, where speakers are normalised; else null.</param>
    /// <param name="whole">The test of the whole.</param>
    /// <param name="jobs">Threads at most.</param>
    /// <param name="progress">Told after every clip.</param>
    /// <param name="cancel">Stops between clips.</param>
    public static IReadOnlyList<MemberFigures> Test(
        TrainingResult result, AdaptedModels? adapted, ModelTest whole, int jobs, IProgress<WorkProgress> progress, CancellationToken cancel) =>
        [.. result.Members.Select((bytes, i) => Test(i + 1, bytes, adapted, whole, jobs, progress, cancel))];

    private static MemberFigures Test(
        int member, byte[] bytes, AdaptedModels? adapted, ModelTest whole, int jobs, IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        using var model = EmotionModel.Load(bytes, $"member {member}");
        Clip[] clips = [.. whole.Clips.Select(clip => clip.Clip)];
        var figures = ModelTest.Run(
            model, clips, jobs, seed: 1, speakerOverlap: null, zeroDivision: 0, progress, warn: _ => { }, cancel,
            adapted is null ? null : speaker => adapted.Of(speaker, member)).Figures;
        return new MemberFigures(member, figures.Uar, figures.Accuracy, figures.Macro.F1);
    }

    /// <summary>The means over several tests of the same member.</summary>
    public static MemberFigures Mean(IEnumerable<MemberFigures> tests)
    {
        MemberFigures[] all = [.. tests];
        return new MemberFigures(all[0].Member, all.Average(one => one.Uar), all.Average(one => one.Accuracy), all.Average(one => one.MacroF1));
    }
}
