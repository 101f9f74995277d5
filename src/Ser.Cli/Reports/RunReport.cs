using Ser.Cli.Models;
using Ser.Cli.RunFolders;
using Ser.Core;
using Ser.Evaluation;
using Ser.Inference;
using Ser.Reporting.Pages;
using Ser.Reporting.Published;

namespace Ser.Cli.Reports;

/// <summary>The report of a training run, made from the files of its folder.</summary>
internal static class RunReport
{
    private const string NoMap = "There is no map of the clips: each speaker was labelled by another form of the model, and their vectors do not compare.";
    private const string Remedy = "give a folder that 'ser train' finished, or train again";

    /// <summary>Collects what the page tells.</summary>
    /// <param name="run">A finished run.</param>
    /// <param name="source">Its recordings, where they are at hand.</param>
    /// <exception cref="UserError">A file is absent or damaged.</exception>
    public static ReportData Of(RunFolder run, ReportSource source)
    {
        using var model = EmotionModel.Load(run.Model);
        var card = model.Card;
        var test = RunTest.Read(run, Remedy);
        source = source.For(card.Corpus.Hash);
        var clips = ReportParts.Clips(test.Clips, test.Labels, test.Figures.Labels, source);
        var recordings = clips.Select(clip => source.Find(clip.File)).OfType<Corpora.Clip>().ToArray();
        var note = RunNote.Find(run.Location);
        return new ReportData
        {
            Title = card.Corpus.Name,
            Kind = "Test part of a training run",
            Figures = test.Figures,
            Clips = clips,
            Curves = RunTest.ReadHistory(run, Remedy, "", ModelSelection.IsBest(card.Recipe) ? card.Training.BestEpoch : null),
            Embeddings = recordings.Length == 0 || test.Figures.Transductive == true ? null : ReportSounds.Map(model, recordings, source.Threads, source.Progress, source.Cancel),
            Mistakes = ReportSounds.Mistakes(test.Figures.Labels, clips, clip => source.Find(clip.File), source.WithSounds),
            Published = Published(card, test.Figures, clips),
            Stamps = [.. ReportParts.Stamps(test.Figures, card.Corpus.LeakedClips)],
            LeftOut =
            [
                .. test.Figures.Transductive == true ? [NoMap] : Array.Empty<string>(),
                .. recordings.Length == 0 ? [ReportParts.NoRecordings] : source.WithSounds ? Array.Empty<string>() : [ReportParts.NoSounds],
            ],
            CommandLine = note?.CommandLine(),
            Facts = [.. ReportParts.Facts(note), .. ReportParts.Facts(card)],
            Recipe = ReportParts.Text(card.Recipe),
            Licence = card.Corpus.Licence,
        };
    }

    private static PublishedComparison? Published(ModelCard card, ClassificationFigures figures, IReadOnlyList<ReportClip> clips) => PublishedComparison.OfTest(
        card.Corpus.Name, figures.Classes.Count(row => row.Support > 0), clips.Count, clips.Select(clip => clip.Speaker).OfType<string>().Distinct().Count(),
        figures.SpeakerOverlap, figures.Transductive == true);
}
