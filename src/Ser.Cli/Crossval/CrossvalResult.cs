using System.Text.Json;
using Ser.Cli.Evaluation;
using Ser.Cli.RunFolders;
using Ser.Core;
using Ser.Corpora;
using Ser.Evaluation;
using Ser.Reporting.Published;

namespace Ser.Cli.Crossval;

/// <summary>What all folds give together. It is taken from their folders alone, so it is the same wherever and in whatever order they ran.</summary>
/// <param name="plan">The plan of the folds.</param>
/// <param name="folds">All of them, in order.</param>
internal sealed class CrossvalResult(CrossvalPlan plan, IReadOnlyList<FoldTest> folds)
{
    /// <summary>All folds.</summary>
    public IReadOnlyList<FoldTest> Folds => folds;

    /// <summary>Unweighted average recall over the folds.</summary>
    public FoldSpread Uar { get; } = FoldSpread.Of([.. folds.Select(fold => fold.Figures.Uar)]);

    /// <summary>Accuracy over the folds.</summary>
    public FoldSpread Accuracy { get; } = FoldSpread.Of([.. folds.Select(fold => fold.Figures.Accuracy)]);

    /// <summary>Macro F1 over the folds.</summary>
    public FoldSpread MacroF1 { get; } = FoldSpread.Of([.. folds.Select(fold => fold.Figures.Macro.F1)]);

    /// <summary>What each of several networks is worth alone, mean of the folds; none where there is one network only.</summary>
    public IReadOnlyList<MemberFigures> Members { get; } =
        [.. folds.SelectMany(fold => fold.Members).GroupBy(one => one.Member).Where(tests => tests.Count() == folds.Count).Select(MemberFigures.Mean)];

    /// <summary>Figures of all tests together.</summary>
    public ClassificationFigures Pooled { get; } = Measure(plan, folds);

    /// <summary>What published work reaches on the same corpus; null where nothing is known.</summary>
    public PublishedComparison? Published { get; } = PublishedComparison.OfFolds(
        plan.Corpus.Name, plan.Corpus.Labels.Count, IsWholeEmoBox(plan), plan.SpeakerOverlap, plan.IsTransductive);

    /// <summary>Test clips that could not be read.</summary>
    public int Skipped { get; } = folds.Sum(fold => fold.Plan.TestClips - fold.Clips.Count);

    /// <summary>Reads the folds of a plan that are all finished.</summary>
    /// <exception cref="UserError">One is not, or is damaged.</exception>
    public static CrossvalResult Read(CrossvalFolder folder, CrossvalPlan plan) =>
        new(plan, [.. plan.Folds.Select(fold => FoldTest.Read(folder, plan, fold.Fold))]);

    /// <summary>Writes crossval.json and predictions.csv.</summary>
    public void Write(CrossvalFolder folder)
    {
        AtomicFile.Write(folder.PredictionsFile, stream => Tables.WriteFoldPredictions(stream, folds));
        AtomicFile.WriteText(folder.ReportFile, ToJson() + "\n");
    }

    /// <summary>The content of crossval.json.</summary>
    public string ToJson()
    {
        var report = new CrossvalReport(
            plan.Protocol, plan.Seed, plan.SpeakerOverlap, plan.Corpus, plan.Notes, Uar, Accuracy, MacroF1, Skipped,
            [.. folds.Select(fold => new FoldReport(
                fold.Plan.Fold, fold.Plan.Name, CrossvalFolder.NameOf(fold.Plan.Fold), fold.Plan.TrainSpeakers, fold.Plan.ValidationSpeakers,
                fold.Plan.TestSpeakers, fold.Plan.TrainClips, fold.Plan.ValidationClips, fold.Plan.TestClips, fold.BestEpoch, fold.ValidationUar,
                fold.Plan.SplitHash, fold.Plan.Notes, JsonElement.Parse(fold.Figures.ToJson(indented: false))))],
            JsonElement.Parse(Pooled.ToJson(indented: false)),
            plan.Recipe)
        {
            Transductive = Pooled.Transductive,
            Members = Members.Count == 0 ? null : Members,
            Published = PublishedJson.Of(Published),
        };
        return JsonSerializer.Serialize(report, CrossvalJson.Default.CrossvalReport);
    }

    /// <summary>Whether the folds are EmoBox' with all of their clips: it has no other protocol's folds, and none that are smaller.</summary>
    private static bool IsWholeEmoBox(CrossvalPlan plan) =>
        plan.Protocol.Equals(nameof(Protocol.Emobox), StringComparison.OrdinalIgnoreCase) && plan.Corpus.Clips == KnownDatasets.Find(plan.Corpus.Name)?.Total;

    private static ClassificationFigures Measure(CrossvalPlan plan, IReadOnlyList<FoldTest> folds)
    {
        TestedClip[] clips = [.. folds.SelectMany(fold => fold.Clips)];
        var labels = Emotions.Order(folds[0].Labels.Concat(clips.Select(clip => clip.Truth)));
        if (folds.FirstOrDefault(fold => !fold.Labels.SequenceEqual(labels)) is { } other)
        {
            throw new UserError($"fold {other.Plan.Fold} knows other classes ({string.Join(' ', other.Labels)}) than the corpus; run it again");
        }

        var index = labels.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        int[] truth = [.. clips.Select(clip => index[clip.Truth])];
        int[] predicted = [.. clips.Select(clip => index[clip.Predicted])];
        var figures = ClassificationFigures.Measure(labels, truth, predicted, [.. clips.Select(clip => clip.Probabilities)]) with
        {
            SpeakerOverlap = plan.SpeakerOverlap, Transductive = plan.IsTransductive ? true : null,
        };
        return SpeakerBootstrap.Add(figures, truth, predicted, [.. clips.Select(clip => clip.Speaker)], plan.Seed);
    }
}
