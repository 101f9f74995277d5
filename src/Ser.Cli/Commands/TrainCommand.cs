using System.CommandLine;
using Ser.Cli.Configuration;
using Ser.Cli.Models;
using Ser.Cli.Reports;
using Ser.Cli.RunFolders;
using Ser.Cli.Terminal;
using Ser.Core;
using Ser.Corpora;
using Ser.Inference;
using Ser.Reporting;
using Ser.Training;
using Ser.Training.Fitting;

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
        var resume = new Option<string?>("--resume")
        {
            Description = "go on with the run of this folder, which was stopped, killed or ran out of disk: the model is the same as if it had not been",
            HelpName = "folder",
        };
        var keep = new Option<bool>("--keep-checkpoint") { Description = "leave the folder 'checkpoint' of the run where it is at the end" };
        var command = new Command("train", "Learn from labelled recordings: a model and its test figures")
        {
            run, resume, keep, threads, json, leaks, noSounds, tensorBoard,
        };
        chosen.AddTo(command);
        choices.AddTo(command);
        chosen.AddForTraining(command, choices.ConfigFile, resume);
        command.Validators.Add(result =>
        {
            if (result.GetResult(resume) is not null)
            {
                foreach (Option other in (Option[])[run, choices.ConfigFile])
                {
                    if (result.GetResult(other) is not null)
                    {
                        result.AddError($"{resume.Name} goes on in its own folder by its own recipe; leave {other.Name} out");
                    }
                }
            }
            else if (result.GetResult(run) is null && result.GetResult(choices.ConfigFile) is null)
            {
                result.AddError($"Option '{run.Name}' is required.");
            }
        });
        Examples.Add(
            command,
            ("ser train data/demo --output runs/demo", "the demo corpus, in under a minute"),
            ("ser train ~/ravdess -o runs/five --ensemble 5", "five networks that answer together: two to three points more"),
            ("ser train --config runs/ravdess/recipe.json -o runs/again", "the same run once more; any option changes it"),
            ("ser train --resume runs/ravdess", "go on where a run was broken off"),
            ("ser train calls/ -o runs/calls --init runs/ravdess", "start from what another training has learned"),
            ("ser train ~/ravdess -o runs/ravdess --tensorboard logs/ravdess", "watch it by 'tensorboard --logdir logs'"));
        command.SetAction(parsed =>
        {
            TrainingPart.Require();
            var resumed = parsed.GetValue(resume) is { } broken ? new RunFolder(broken) : null;
            var begun = resumed?.Checkpoints.Read(resumed) ?? choices.ReadConfig(parsed);
            var config = begun with
            {
                Recipe = choices.Choose(parsed, begun.Recipe),
                Corpus = chosen.Choose(parsed, begun.Corpus),
                Crossval = null,
                Run = begun.Run with
                {
                    Output = resumed?.Location ?? parsed.Or(run, begun.Run.Output),
                    Threads = parsed.Or(threads, begun.Run.Threads ?? parsed.GetValue(threads)),
                    AllowLeaks = parsed.Or(leaks, begun.Run.AllowLeaks),
                    NoSounds = parsed.Or(noSounds, begun.Run.NoSounds),
                    TensorBoard = parsed.Or(tensorBoard, begun.Run.TensorBoard),
                },
            };
            (var initial, config) = choices.ReadInitial(parsed, config);
            if (config.Run.Output is not { } folder)
            {
                throw new UserError($"{config.File}: names no folder to write (run.output), and the command line names none; give {run.Name}");
            }

            config = config.FromHere();
            if (resumed is not null && config.DifferenceTo(begun) is { } difference)
            {
                throw new UserError($"{resume.Name} {folder}: its {difference}; leave that out to go on, or start a new run by {run.Name}");
            }

            var corpus = CorpusChoice.Open(config.Corpus, config.File);
            return Run(
                corpus, CorpusChoice.OpenExtra(config.Corpus, corpus), initial, new RunFolder(folder), config, resumed is not null, parsed.GetValue(keep), parsed.GetValue(json), output,
                signals);
        });
        return command;
    }

    private static int Run(
        Corpus corpus, ExtraTraining? extra, InitialModel? initial, RunFolder folder, TrainingConfig config, bool resumes, bool keepsCheckpoint, bool json, ProgramOutput output,
        StopSignals signals)
    {
        var recipe = config.Recipe;
        int threads = config.Run.Threads!.Value;
        if (json && recipe.TestShare == 0)
        {
            throw new UserError("--json writes the test figures, and with --test 0 there are none; leave one of them out");
        }

        var split = Splits.Make(corpus, recipe.Split, recipe.Seed, recipe.ValidationShare, recipe.TestShare);
        split = extra?.AddTo(split) ?? split;
        recipe.RequireSpeakers(split);
        folder.Prepare();
        var checkpoints = folder.Checkpoints;
        var note = (resumes ? checkpoints.Note() : null) ?? RunNote.Of(OpenedCorpus.Of(config.Corpus), threads);
        if (!resumes)
        {
            checkpoints.Begin(config, note);
        }

        foreach (string line in CorpusText.Describe(corpus, split))
        {
            output.Remark(line);
        }

        if (CorpusText.Caution(split) is { } caution)
        {
            output.Warning(caution);
        }

        if (recipe.SpeakerNorm)
        {
            output.Warning(SpeakerNormText.Warning);
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

        folder.WriteTraining(config.ToText(), split, result);
        note.Write(folder.Location);
        if (result.Interrupted)
        {
            return Stopped();
        }

        if (recipe.Selection == Selection.Best)
        {
            foreach (var kept in result.Kept)
            {
                output.Remark($"{Member(kept)}epoch {kept.Epoch} is the best: validation UAR {kept.ValidationUar:0.000}");
            }
        }

        output.Remark($"the ONNX file agrees with libtorch to {result.Agreement:0.0e+0} in probability");
        if (split.Test.Count == 0)
        {
            output.Remark("no test part: 'ser crossval' with the same options tells what such a model is worth");
        }
        else if (!TestAndReport())
        {
            return Stopped();
        }

        if (!keepsCheckpoint)
        {
            checkpoints.Remove();
        }

        output.Remark($"model: {folder.Model}");
        if (File.Exists(folder.Report))
        {
            output.Remark($"report: {folder.Report}");
        }

        return ExitCode.Done;

        TrainingResult Train(ITrainingObserver observer)
        {
            using var events = config.Run.TensorBoard is { } logs ? TensorBoardObserver.Open(logs, observer) : null;
            return new TrainingRun(recipe, threads, events ?? observer)
            {
                LeakedClips = leaks.LeakedClips + known.Clips.Count, Initial = initial, KnowsVoices = KnowsVoices(), Checkpoints = checkpoints.States, Resumes = resumes,
            }.Run(corpus, split, signals.Token);
        }

        // False where it was stopped before the figures were there.
        bool TestAndReport()
        {
            ModelTest test;
            IReadOnlyList<MemberFigures> members;
            try
            {
                using var model = EmotionModel.Load(folder.Model);
                using var progress = new WorkLine(output);
                var adapted = result.Adaptation?.Fit(split.Test, model.Labels, threads, progress, signals.Token);
                test = ModelTest.Run(
                    model, split.Test, threads, recipe.Seed, split.SpeakerOverlap || KnowsVoices(), zeroDivision: 0, progress, progress.Warning, signals.Token,
                    adapted is null ? null : speaker => adapted.Of(speaker));
                members = MemberFigures.Test(result, adapted, test, threads, progress, signals.Token);
            }
            catch (OperationCanceledException)
            {
                return false;
            }

            folder.WriteTest(test, members);
            TestReport.Write(test, json, $"test part: {CorpusText.Describe(split, Part.Test)}", output);
            if (members.Count > 0)
            {
                output.Remark($"each network alone: UAR {string.Join(' ', members.Select(member => $"{member.Uar:0.000}"))}, all together {test.Figures.Uar:0.000}");
            }

            output.Remark("");
            using var drawing = new WorkLine(output);
            ReportFile.TryWrite(
                folder.Report, () => RunReport.Of(folder, new ReportSource(corpus, !config.Run.NoSounds, threads, drawing, signals.Token)), output);
            return true;
        }

        bool KnowsVoices() => known.Speakers.Count + known.Clips.Count > 0;

        int Stopped()
        {
            var kept = result.Kept[^1];
            output.Remark(
                $"stopped after {Counted.Of(result.History.Count, "epoch")}: {folder.Model} holds {Member(kept)}epoch {kept.Epoch}"
                + (kept.ValidationUar is { } uar ? $" (validation UAR {uar:0.000})" : "") + $", not tested; go on by: {RunNote.Text(["train", "--resume", folder.Location])}");
            return signals.ExitCode;
        }

        string Member(EpochReport report) => recipe.Members > 1 ? $"member {report.Member}, " : "";
    }
}
