using Ser.Cli.Crossval;
using Ser.Cli.Models;
using Ser.Cli.RunFolders;
using Ser.Core;
using Ser.Reporting.Pages;

namespace Ser.Cli.Reports;

/// <summary>The report of a cross-validation: all tests together, and how far the folds lie apart.</summary>
internal static class CrossvalPage
{
    /// <summary>Collects what the page tells.</summary>
    /// <param name="folder">Where the folds are.</param>
    /// <param name="plan">Their plan.</param>
    /// <param name="result">What they give.</param>
    /// <param name="source">The recordings, where they are at hand.</param>
    /// <exception cref="UserError">A file is absent or damaged.</exception>
    public static ReportData Of(CrossvalFolder folder, CrossvalPlan plan, CrossvalResult result, ReportSource source)
    {
        source = source.For(plan.Corpus.Hash);
        var labels = result.Pooled.Labels;
        var clips = ReportParts.Clips([.. result.Folds.SelectMany(fold => fold.Clips)], labels, labels, source);
        var note = RunNote.Find(folder.Location);
        const string NoMap = "There is no map of the clips: every fold has a network of its own, and their vectors do not compare.";
        return new ReportData
        {
            Title = plan.Corpus.Name,
            Kind = $"Cross-validation, protocol {plan.Protocol}",
            Figures = result.Pooled,
            Clips = clips,
            Folds = [.. result.Folds.Select(fold => new ReportFold(fold.Plan.Name, fold.Figures, fold.Plan.TestSpeakers, fold.BestEpoch))],
            Curves =
            [
                .. result.Folds.SelectMany(fold => RunTest.ReadHistory(
                    folder.Fold(fold.Plan.Fold), FoldTest.Remedy, $"fold {fold.Plan.Name}", ModelSelection.IsBest(plan.Recipe) ? fold.BestEpoch : null)),
            ],
            Mistakes = ReportSounds.Mistakes(labels, clips, clip => source.Find(clip.File), source.WithSounds),
            Published = result.Published,
            Stamps = [.. ReportParts.Stamps(result.Pooled, leakedClips: 0)],
            LeftOut = [NoMap, .. source.Corpus is null ? [ReportParts.NoRecordings] : source.WithSounds ? (string[])[] : [ReportParts.NoSounds]],
            CommandLine = note?.CommandLine(),
            Facts =
            [
                .. ReportParts.Facts(note), new("corpus", $"{plan.Corpus.Name}, {Counted.Of(plan.Corpus.Clips, "clip")}, hash {plan.Corpus.Hash[..Math.Min(12, plan.Corpus.Hash.Length)]}…"),
                .. plan.Corpus.Extra is { } extra
                    ? [new ReportFact("extra, trained on only", $"{extra.Name}, {Counted.Of(extra.Clips, "clip")}, licence {extra.Licence ?? "not known"}")]
                    : Array.Empty<ReportFact>(),
                new("protocol", plan.Protocol), new("seed", $"{plan.Seed}"),
            ],
            Recipe = ReportParts.Text(plan.Recipe),
            Licence = plan.Corpus.Licence,
        };
    }
}
