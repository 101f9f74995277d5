using System.CommandLine;
using Ser.Cli.RunFolders;
using Ser.Cli.Terminal;
using Ser.Corpora;
using Ser.Inference;
using Ser.Reporting;
using Ser.Training;

namespace Ser.Cli.Commands;

/// <summary><c>ser train</c>: a folder of labelled recordings in, a run folder with a model and its test figures out.</summary>
internal static class TrainCommand
{
    public static Command Build(ProgramOutput output, StopSignals signals)
    {
        var defaults = new Recipe();
        var folders = new Argument<string[]>("folder")
        {
            Description = "recordings: a RAVDESS folder, or one with a subfolder per emotion; several are merged",
            Arity = ArgumentArity.OneOrMore,
        };
        var run = new Option<string>("--output", "-o") { Description = "run folder to write: model.onnx, figures, tables", Required = true, HelpName = "folder" };
        var seed = new Option<long>("--seed") { Description = "seed of the split and of every draw", DefaultValueFactory = _ => defaults.Seed, HelpName = "N" };
        var epochs = CommonOptions.WholeNumber("--epochs", ["-e"], "passes over the training part; 0: as many as the corpus needs", 0, 1_000_000, 0);
        var batch = CommonOptions.WholeNumber("--batch-size", [], "clips per update", 2, 65_536, defaults.BatchSize);
        var validation = CommonOptions.Share("--validation", "share of the speakers that chooses the epoch", defaults.ValidationShare);
        var test = CommonOptions.Share("--test", "share of the speakers that the figures are measured on", defaults.TestShare);
        var threads = CommonOptions.WholeNumber("--threads", ["-t"], "threads at most; the model does not depend on them", 1, 1024, Environment.ProcessorCount);
        var json = CommonOptions.Json("the test figures");
        var command = new Command("train", "Learn from a folder of labelled recordings")
        {
            folders, run, seed, epochs, batch, validation, test, threads, json,
        };
        Examples.Add(
            command,
            ("ser train data/demo --output runs/demo", "the demo corpus, in under a minute"),
            ("ser train ~/ravdess -o runs/ravdess --seed 2", "another draw of speakers"),
            ("ser train calls/ -o runs/calls --json > figures.json", "figures for a script"));
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(folders),
            new RunFolder(parsed.GetRequiredValue(run)),
            defaults with
            {
                Seed = parsed.GetValue(seed),
                Epochs = parsed.GetValue(epochs),
                BatchSize = parsed.GetValue(batch),
                ValidationShare = parsed.GetValue(validation),
                TestShare = parsed.GetValue(test),
            },
            parsed.GetValue(threads), parsed.GetValue(json), output, signals));
        return command;
    }

    private static int Run(string[] folders, RunFolder folder, Recipe recipe, int threads, bool json, ProgramOutput output, StopSignals signals)
    {
        var corpus = CorpusFolder.Open(folders);
        var split = Splits.Make(corpus, recipe.Seed, recipe.ValidationShare, recipe.TestShare);
        folder.Prepare();
        Describe(corpus, split, output);

        var result = Console.IsErrorRedirected
            ? Train(new TrainingLines(output))
            : TrainingBars.Watch(Train);
        folder.WriteTraining(recipe, split, result);
        if (result.Interrupted)
        {
            output.Remark(
                $"stopped after {result.History.Count} epochs: {folder.Model} holds epoch {result.Best.Epoch} (validation UAR {result.Best.ValidationUar:0.000}), not tested");
            return signals.ExitCode;
        }

        output.Remark(
            $"epoch {result.Best.Epoch} is the best (validation UAR {result.Best.ValidationUar:0.000}); the ONNX file agrees with libtorch to {result.Agreement:0.0e+0} in probability");
        using var model = EmotionModel.Load(folder.Model);
        ModelTest test;
        using (var progress = new WorkLine())
        {
            test = ModelTest.Run(model, split.Test, threads, recipe.Seed, progress, output.Remark, signals.Token);
        }

        folder.WriteTest(test);
        TestReport.Write(test, json, $"test part: {Speakers(split, Part.Test)}", output);
        output.Remark($"model: {folder.Model}");
        return ExitCode.Done;

        TrainingResult Train(ITrainingObserver observer) => new TrainingRun(recipe, threads, observer).Run(corpus, split, signals.Token);
    }

    private static void Describe(Corpus corpus, Split split, ProgramOutput output)
    {
        output.Remark($"{corpus.Name}: {corpus.Clips.Count} clips, {corpus.Labels.Count} classes ({string.Join(", ", corpus.Labels)})");
        foreach (string note in corpus.Notes.Concat(split.Notes))
        {
            output.Remark(note);
        }

        output.Remark($"split by {split.Rule}, seed {split.Seed}: train {Speakers(split, Part.Train)}; validation {Speakers(split, Part.Validation)}; test {Speakers(split, Part.Test)}");
    }

    /// <summary>Such as: 240 clips of 4 speakers (ravdess:03 …).</summary>
    private static string Speakers(Split split, Part part)
    {
        int clips = split.Parts.Count(other => other == part);
        var speakers = split.SpeakersOf(part);
        return speakers.Count == 0
            ? $"{clips} clips"
            : part == Part.Train
                ? $"{clips} clips of {speakers.Count} speakers"
                : $"{clips} clips of {speakers.Count} unseen speakers ({string.Join(' ', speakers)})";
    }
}
