using System.CommandLine;
using Ser.Cli.Configuration;
using Ser.Cli.Reports;
using Ser.Cli.RunFolders;
using Ser.Cli.Terminal;
using Ser.Core;
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
        var choices = new RecipeOptions();
        var chosen = new CorpusChoice();
        var run = new Option<string?>("--output", "-o") { Description = "folder to write: model.onnx, its test figures, tables, report.html", HelpName = "folder" };
        var threads = CommonOptions.WholeNumber("--threads", ["-t"], "threads at most; the model is the same with any number", 1, 1024, Environment.ProcessorCount);
        var json = CommonOptions.Json("the test figures");
        var leaks = new Option<bool>(LeakCheck.AllowOption) { Description = "train although the same sound stands in two parts; the model and leakage.json tell it" };
        var noSounds = CommonOptions.NoSounds();
        var tensorBoard = new Option<string?>("--tensorboard") { Description = "also write losses, UAR and learning rate of every epoch for TensorBoard, into this folder", HelpName = "folder" };
        var command = new Command("train", "Learn from labelled recordings: a model and its test figures")
        {
            run, threads, json, leaks, noSounds, tensorBoard,
        };
        chosen.AddTo(command);
        choices.AddTo(command);
        chosen.AddForTraining(command, choices.ConfigFile);
        command.Validators.Add(result =>
        {
            if (result.GetResult(run) is null && result.GetResult(choices.ConfigFile) is null)
            {
                result.AddError($"Option '{run.Name}' is required.");
            }
        });
        Examples.Add(
            command,
            ("ser train data/demo --output runs/demo", "the demo corpus, in under a minute"),
            ("ser train ~/ravdess -o runs/ravdess --seed 2", "test on other speakers of the same corpus"),
            ("ser train calls/ -o runs/calls --json > figures.json", "figures for a script"),
            ("ser train --config runs/ravdess/recipe.json -o runs/again", "the same run once more; any option changes it"),
            ("ser train calls/ -o runs/calls --init runs/ravdess", "start from what another training has learned"),
            ("ser train ~/ravdess -o runs/ravdess --tensorboard logs/ravdess", "watch it by 'tensorboard --logdir logs'"));
        command.SetAction(parsed =>
        {
            TrainingPart.Require();
            var config = choices.ReadConfig(parsed);
            config = config with
            {
                Recipe = choices.Choose(parsed, config.Recipe),
                Corpus = chosen.Choose(parsed, config.Corpus),
                Crossval = null,
                Run = config.Run with
                {
                    Output = parsed.Or(run, config.Run.Output),
                    Threads = parsed.Or(threads, config.Run.Threads ?? parsed.GetValue(threads)),
                    AllowLeaks = parsed.Or(leaks, config.Run.AllowLeaks),
                    NoSounds = parsed.Or(noSounds, config.Run.NoSounds),
                    TensorBoard = parsed.Or(tensorBoard, config.Run.TensorBoard),
                },
            };
            (var initial, config) = choices.ReadInitial(parsed, config);
            if (config.Run.Output is not { } folder)
            {
                throw new UserError($"{config.File}: names no folder to write (run.output), and the command line names none; give {run.Name}");
            }

            var corpus = CorpusChoice.Open(config.Corpus, config.File);
            return Run(corpus, CorpusChoice.OpenExtra(config.Corpus, corpus), initial, new RunFolder(folder), config, parsed.GetValue(json), output, signals);
        });
        return command;
    }

    private static int Run(
        Corpus corpus, ExtraTraining? extra, InitialModel? initial, RunFolder folder, TrainingConfig config, bool json, ProgramOutput output, StopSignals signals)
    {
        var recipe = config.Recipe;
        int threads = config.Run.Threads!.Value;
        var split = Splits.Make(corpus, recipe.Split, recipe.Seed, recipe.ValidationShare, recipe.TestShare);
        split = extra?.AddTo(split) ?? split;
        folder.Prepare();
        foreach (string line in CorpusText.Describe(corpus, split))
        {
            output.Remark(line);
        }

        if (CorpusText.Caution(split) is { } caution)
        {
            output.Warning(caution);
        }

        TrainingResult result;
        LeakReport leaks;
        InitialOverlap known;
        try
        {
            // Who asks for a split at random asks for what flatters: it is counted, warned of and stamped.
            (leaks, known) = LeakCheck.Require(split, folder, config.Run.AllowLeaks || recipe.Split == SplitRule.Random, initial, threads, output, signals.Token);
            result = Console.IsErrorRedirected ? Train(new TrainingLines(output)) : TrainingBars.Watch(Train);
        }
        catch
        {
            folder.Abandon();
            throw;
        }

        folder.WriteTraining(config.FromHere().ToText(), split, result);
        RunNote.Of(OpenedCorpus.Of(config.Corpus), threads).Write(folder.Location);
        if (result.Interrupted)
        {
            return Stopped();
        }

        output.Remark($"epoch {result.Best.Epoch} is the best: validation UAR {result.Best.ValidationUar:0.000}");
        output.Remark($"the ONNX file agrees with libtorch to {result.Agreement:0.0e+0} in probability");
        ModelTest test;
        try
        {
            using var model = EmotionModel.Load(folder.Model);
            using var progress = new WorkLine(output);
            test = ModelTest.Run(model, split.Test, threads, recipe.Seed, split.SpeakerOverlap || KnowsVoices(), zeroDivision: 0, progress, progress.Warning, signals.Token);
        }
        catch (OperationCanceledException)
        {
            return Stopped();
        }

        folder.WriteTest(test);
        TestReport.Write(test, json, $"test part: {CorpusText.Describe(split, Part.Test)}", output);
        output.Remark("");
        bool hasReport;
        using (var progress = new WorkLine(output))
        {
            hasReport = ReportFile.TryWrite(
                folder.Report, () => RunReport.Of(folder, new ReportSource(corpus, !config.Run.NoSounds, threads, progress, signals.Token)), output);
        }

        output.Remark($"model: {folder.Model}");
        if (hasReport)
        {
            output.Remark($"report: {folder.Report}");
        }

        return ExitCode.Done;

        TrainingResult Train(ITrainingObserver observer)
        {
            using var events = config.Run.TensorBoard is { } logs ? TensorBoardObserver.Open(logs, observer) : null;
            var run = new TrainingRun(recipe, threads, events ?? observer)
            {
                LeakedClips = leaks.LeakedClips + known.Clips.Count, Initial = initial, KnowsVoices = KnowsVoices(),
            };
            return run.Run(corpus, split, signals.Token);
        }

        bool KnowsVoices() => known.Speakers.Count + known.Clips.Count > 0;

        int Stopped()
        {
            output.Remark(
                $"stopped after {Counted.Of(result.History.Count, "epoch")}: {folder.Model} holds epoch {result.Best.Epoch} "
                + $"(validation UAR {result.Best.ValidationUar:0.000}), not tested");
            return signals.ExitCode;
        }
    }
}
