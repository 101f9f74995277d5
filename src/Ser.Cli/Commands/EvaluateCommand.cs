using System.CommandLine;
using Ser.Cli.RunFolders;
using Ser.Cli.Terminal;
using Ser.Core;
using Ser.Corpora;
using Ser.Inference;

namespace Ser.Cli.Commands;

/// <summary><c>ser evaluate</c>: how often a model is right on a folder of labelled recordings.</summary>
internal static class EvaluateCommand
{
    public static Command Build(ProgramOutput output, StopSignals signals)
    {
        var model = new Argument<string>("model") { Description = "model.onnx of a training run" };
        var chosen = new CorpusChoice();
        var predictions = new Option<string?>("--predictions") { Description = "also write the truth and the probabilities of every clip to this CSV file", HelpName = "file" };
        var jobs = CommonOptions.Jobs();
        var json = CommonOptions.Json("the figures");
        var command = new Command("evaluate", "Measure how often a model is right on labelled recordings")
        {
            model, predictions, jobs, json,
        };
        chosen.AddTo(command);
        Examples.Add(
            command,
            ("ser evaluate runs/demo/model.onnx ~/other-corpus", "precision, recall and F1 on other people's voices"),
            ("ser evaluate model.onnx ~/calls --json | jq .uar", "one figure for a script"));
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(model), () => chosen.Open(parsed, leastClasses: 1), parsed.GetValue(predictions), jobs.WholeIn(parsed),
            parsed.GetValue(json), output, signals.Token));
        return command;
    }

    private static int Run(
        string file, Func<Corpus> open, string? predictions, int jobs, bool json, ProgramOutput output, CancellationToken cancel)
    {
        using var model = EmotionModel.Load(file);
        var corpus = open();
        foreach (string note in corpus.Notes)
        {
            output.Remark(note);
        }

        bool? overlap = SpeakerOverlap(model.Card, corpus, output);
        ModelTest test;
        using (var progress = new WorkLine(output))
        {
            test = ModelTest.Run(model, corpus.Clips, jobs, BootstrapSeed, overlap, progress, progress.Warning, cancel);
        }

        // First the figures: a place that cannot be written must not cost them.
        TestReport.Write(test, json, $"{corpus.Name}: {Counted.Of(test.Clips.Count, "clip")}", output);
        if (predictions is not null)
        {
            AtomicFile.Write(predictions, stream => Tables.WritePredictions(stream, test.Clips));
        }

        return ExitCode.Done;
    }

    /// <summary>Fixed, so that the same clips always give the same interval.</summary>
    private const long BootstrapSeed = 1;

    /// <summary>Whether somebody took part in the training too, with a warning; null where not all speakers are known.</summary>
    private static bool? SpeakerOverlap(ModelCard card, Corpus corpus, ProgramOutput output)
    {
        string[] learned = [.. card.Corpus.TrainSpeakers, .. card.Corpus.ValidationSpeakers];
        int known = corpus.Speakers.Intersect(learned, StringComparer.Ordinal).Count();
        if (known > 0)
        {
            output.Warning(
                $"{known} of {Counted.Of(corpus.Speakers.Count, "speaker")} took part in the training of this model; "
                + "the figures are too good for unseen ones");
            return true;
        }

        return corpus.SpeakersKnown && learned.Length > 0 ? false : null;
    }
}
