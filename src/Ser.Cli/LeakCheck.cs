using Ser.Cli.RunFolders;
using Ser.Cli.Terminal;
using Ser.Core;
using Ser.Corpora;
using Ser.Training;

namespace Ser.Cli;

/// <summary>The leak guard as a training run meets it.</summary>
internal static class LeakCheck
{
    /// <summary>The option of <c>ser train</c> that asks for leaks.</summary>
    public const string AllowOption = "--allow-leaks";

    /// <summary>Refuses folds that leak: there is no way to ask for them.</summary>
    /// <param name="corpus">All clips of all folds.</param>
    /// <param name="splits">The folds, with the folder of each.</param>
    /// <param name="initial">The model that every fold starts from; null for none.</param>
    /// <param name="threads">Threads at most.</param>
    /// <param name="output">Takes progress.</param>
    /// <param name="cancel">Stops between clips.</param>
    /// <exception cref="UserError">A fold leaks, or the model knows those whom it tests.</exception>
    public static void RequireAll(
        Corpus corpus, IReadOnlyList<(Split Split, RunFolder Folder)> splits, InitialModel? initial, int threads, ProgramOutput output, CancellationToken cancel)
    {
        using var progress = new WorkLine(output);
        var prints = ClipPrints.Read(corpus.Clips, threads, progress, cancel);
        var places = corpus.Clips.Index().ToDictionary(pair => pair.Item.Name, pair => pair.Index, StringComparer.Ordinal);
        foreach (var (split, folder) in splits)
        {
            // A fold can have fewer extra clips than another one.
            var own = prints.Among([.. split.Corpus.Clips.Select(clip => places[clip.Name])], threads, cancel);
            var report = LeakGuard.Check(split, own);
            var allowance = new LeakAllowance(Speakers: split.Rule == Split.ByClip, Sounds: false);
            folder.WriteLeaks(report, allowance);
            report.Require(allowance, folder.Leakage, wayOut: null);
            InitialOverlap.Of(initial, split, own).Require(allowance, wayOut: null);
        }
    }

    /// <summary>Checks a split, writes what was found into the run folder, and refuses what nobody asked for.</summary>
    /// <param name="split">What is about to be trained.</param>
    /// <param name="folder">Where leakage.json goes.</param>
    /// <param name="allowLeaks">Whether the same sound, and in parts that a manifest gives the same speaker, may stand in two parts.</param>
    /// <param name="initial">The model that the training starts from; null for none.</param>
    /// <param name="threads">Threads at most.</param>
    /// <param name="output">Takes progress and warnings.</param>
    /// <param name="cancel">Stops between clips.</param>
    /// <exception cref="UserError">There is a leak that nobody asked for.</exception>
    public static (LeakReport Report, InitialOverlap Known) Require(
        Split split, RunFolder folder, bool allowLeaks, InitialModel? initial, int threads, ProgramOutput output, CancellationToken cancel)
    {
        using var progress = new WorkLine(output);
        var prints = ClipPrints.Read(split.Corpus.Clips, threads, progress, cancel);
        var report = Require(LeakGuard.Check(split, prints), folder, allowLeaks, output);
        var known = InitialOverlap.Of(initial, split, prints);
        known.Require(new LeakAllowance(Speakers: allowLeaks || split.Rule == Split.ByClip, Sounds: allowLeaks), AllowOption);
        if (known.Speakers.Count + known.Clips.Count > 0)
        {
            output.Warning("the model of --init knows voices or sounds of validation and test: the figures are too good, and the model says so");
        }

        return (report, known);
    }

    /// <summary>The same with what is found already.</summary>
    public static LeakReport Require(LeakReport report, RunFolder folder, bool allowLeaks, ProgramOutput output)
    {
        // Who splits by clip has asked for shared voices, or has no names of speakers to avoid them.
        bool speakers = report.Split.Rule == Split.ByClip || (report.Split.Rule == Split.Given && allowLeaks);
        var allowance = new LeakAllowance(speakers, Sounds: allowLeaks);
        folder.WriteLeaks(report, allowance);
        report.Require(allowance, folder.Leakage, AllowOption);
        if (report.LeakedClips > 0)
        {
            output.Warning(
                $"{Counted.Of(report.LeakedClips, "clip")} of validation and test hold a sound that stands in an earlier part too: "
                + $"the figures are too good, and the model and {folder.Leakage} say so");
        }

        return report;
    }
}
