using Ser.Cli.Terminal;
using Ser.Core;
using Ser.Corpora;
using Ser.Inference;
using Ser.Reporting.Pages;

namespace Ser.Cli.Reports;

/// <summary>The report of a model on recordings that it was not trained with.</summary>
internal static class EvaluationPage
{
    /// <summary>Writes the page of an evaluation where one was asked for.</summary>
    /// <param name="path">Where to; null: nowhere.</param>
    /// <exception cref="UserError">The file cannot be written.</exception>
    /// <inheritdoc cref="Of"/>
    public static void Write(
        string? path, EmotionModel model, string file, ModelTest test, Corpus corpus, bool withSounds, int jobs, ProgramOutput output, CancellationToken cancel)
    {
        if (path is null)
        {
            return;
        }

        using var progress = new WorkLine(output);
        ReportFile.Write(path, Of(model, file, test, corpus, new ReportSource(corpus, withSounds, jobs, progress, cancel)));
        progress.Dispose();
        output.Remark($"report: {path}");
    }

    /// <summary>Collects what the page tells.</summary>
    /// <param name="model">The model.</param>
    /// <param name="file">Its file.</param>
    /// <param name="test">How it did.</param>
    /// <param name="corpus">On what.</param>
    /// <param name="source">The same recordings.</param>
    public static ReportData Of(EmotionModel model, string file, ModelTest test, Corpus corpus, ReportSource source)
    {
        var card = model.Card;
        var labels = test.Figures.Labels;
        int[] places = [.. labels.Select(label => model.Labels.Index().FirstOrDefault(pair => pair.Item == label, (Index: -1, Item: "")).Index)];
        ReportClip[] clips = [.. test.Clips.Select(one => new ReportClip(
            one.Clip.Name, one.Clip.Label, one.Prediction.Label, [.. places.Select(place => place < 0 ? 0 : one.Prediction.Probabilities[place])], one.Clip.Speaker,
            one.Clip.Gender, one.Clip.Intensity))];
        return new ReportData
        {
            Title = corpus.Name,
            Kind = $"Evaluation of {Path.GetFileName(file)}, trained on {card.Corpus.Name}",
            Figures = test.Figures,
            Clips = clips,
            Embeddings = ReportSounds.Map(model, [.. test.Clips.Select(one => one.Clip)], source.Threads, source.Progress, source.Cancel),
            Mistakes = ReportSounds.Mistakes(labels, clips, clip => source.Find(clip.File), source.WithSounds),
            Published = test.Published,
            Stamps = [.. ReportParts.Stamps(test.Figures, card.Corpus.LeakedClips)],
            LeftOut = source.WithSounds ? [] : [ReportParts.NoSounds],
            CommandLine = RunFolders.RunNote.TypedCommandLine(),
            Facts = [.. ReportParts.Facts(card).Where(fact => fact.Name != "seed"), new("tested on", $"{corpus.Name}, {Counted.Of(test.Clips.Count, "clip")}, hash {corpus.Hash[..12]}…")],
            Licence = corpus.Licence,
        };
    }
}
