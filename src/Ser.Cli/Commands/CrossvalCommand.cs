using System.CommandLine;
using Ser.Cli.Configuration;
using Ser.Cli.Crossval;
using Ser.Cli.Crossval.Workers;
using Ser.Cli.Models;
using Ser.Cli.Reports;
using Ser.Cli.RunFolders;
using Ser.Cli.Terminal;
using Ser.Core;
using Ser.Corpora;
using Ser.Evaluation;
using Ser.Reporting;
using Ser.Training;

namespace Ser.Cli.Commands;

/// <summary><c>ser crossval</c>: trains and tests every fold of a protocol, and says what the recipe is worth over all of them.</summary>
internal static class CrossvalCommand
{
    public static Command Build(ProgramOutput output, StopSignals signals)
    {
        var choices = new RecipeOptions(drawsTest: false);
        var chosen = new CorpusChoice();
        var target = new Option<string?>("--output", "-o") { Description = "folder to write: a run folder per fold, the figures of all; interrupted, it goes on there. Without it the figures are printed, and nothing is kept", HelpName = "folder" };
        var protocol = CommonOptions.Checked(new Option<Protocol>("--protocol", "-p")
        {
            Description = "folds: --folds of them, by speaker, equal in classes and genders; loso: leave one speaker out; emobox: the six RAVDESS folds "
                + "of the EmoBox benchmark; fixed: the manifest's column 'fold' (or 'split') [default: folds]",
            HelpName = "name",
        });
        var folds = CommonOptions.WholeNumber("--folds", [], "folds of the protocol 'folds'", 2, 1000, CrossvalConfig.DefaultFolds);
        var only = CommonOptions.WholeNumber("--fold", [], "train this fold only; the others may run elsewhere: see 'ser crossval merge'", 1, 100_000, 0);
        only.DefaultValueFactory = null;
        var jobs = CommonOptions.WholeNumber("--jobs", ["-j"], "folds that are trained at the same time, each in a process of its own; the results are the same with any number", 1, 256, DefaultJobs);
        var threads = CommonOptions.WholeNumber("--threads", ["-t"], "threads at most, shared by the jobs", 1, 1024, Environment.ProcessorCount);
        var json = CommonOptions.Json("the figures of all folds");
        var noSounds = CommonOptions.NoSounds();
        var worker = new Option<bool>(WorkerProcess.Option) { Hidden = true };
        var command = new Command("crossval", "Train and test on every fold of a protocol: what the recipe is worth")
        {
            target, protocol, folds, only, jobs, threads, json, noSounds, worker,
        };
        chosen.AddTo(command);
        choices.AddTo(command);
        chosen.AddForTraining(command, choices.ConfigFile);
        command.Subcommands.Add(CrossvalMergeCommand.Build(output));
        Examples.Add(
            command,
            ("ser crossval ~/ravdess -o runs/five", "five folds of unseen speakers"),
            ("ser crossval ~/ravdess -o runs/emobox --protocol emobox", "comparable with published results"),
            ("ser crossval ~/ravdess --config wide.json -o runs/wide", "choices of a file, such as { \"batchSize\": 64 }"),
            ("ser crossval ~/ravdess -o part-2 --protocol emobox --fold 2", "one fold, on one of six machines"));
        command.Validators.Add(result =>
        {
            if (result.GetResult(only) is not null && result.GetResult(target) is null && result.GetResult(choices.ConfigFile) is null)
            {
                result.AddError("--fold wants --output: a folder to merge it from");
            }
            else if (result.GetResult(folds) is { Implicit: false } && result.GetResult(protocol) is { Tokens: [var name] }
                && !name.Value.Equals(nameof(Protocol.Folds), StringComparison.OrdinalIgnoreCase))
            {
                result.AddError($"--folds is for the protocol 'folds'; {name.Value.ToLowerInvariant()} has folds of its own");
            }
        });
        command.SetAction(parsed =>
        {
            TrainingPart.Require();
            var config = choices.ReadConfig(parsed);
            var configured = config.Crossval ?? new CrossvalConfig();
            var recipe = choices.Choose(parsed, config.Recipe);
            config = config with
            {
                Recipe = recipe,
                Corpus = chosen.Choose(parsed, config.Corpus),
                Crossval = new CrossvalConfig { Protocol = parsed.Or(protocol, configured.Protocol), Folds = parsed.Or(folds, configured.Folds) },
                Run = config.Run with
                {
                    Output = parsed.Or(target, config.Run.Output),
                    Threads = parsed.Or(threads, config.Run.Threads ?? parsed.GetValue(threads)),
                    Jobs = parsed.Or(jobs, config.Run.Jobs ?? parsed.GetValue(jobs)),
                    NoSounds = parsed.Or(noSounds, config.Run.NoSounds),
                },
            };
            (var initial, config) = choices.ReadInitial(parsed, config);
            recipe = config.Recipe;
            int? fold = parsed.GetResult(only) is null ? null : parsed.GetValue(only);
            if (fold is not null && config.Run.Output is null)
            {
                throw new UserError($"--fold wants --output, or run.output in {config.File}: a folder to merge it from");
            }

            var corpus = CorpusChoice.Open(config.Corpus, config.File);
            var plan = FoldPlan.Make(corpus, config.Crossval!.Protocol, config.Crossval.Folds, recipe.Seed, recipe.ValidationShare);
            plan = CorpusChoice.OpenExtra(config.Corpus, corpus) is { } extra ? plan.With(extra) : plan;
            foreach (var one in plan.Folds)
            {
                recipe.RequireSpeakers(one.Split);
            }

            if (parsed.GetValue(worker))
            {
                return FoldWorker.Run(Console.In, output.Results, (wanted, folder) => new FoldTraining(plan, wanted, recipe, folder, initial), signals);
            }

            using var temporary = config.Run.Output is null ? new TemporaryCrossval() : null;
            return Run(plan, fold, config, initial, temporary?.Folder ?? new CrossvalFolder(config.Run.Output!), keep: temporary is null, parsed.GetValue(json), output, signals);
        });
        return command;
    }

    /// <summary>
    /// One per core: a fold on one thread does 0.57 of what it does on two (242 clips a second to 420), and on more than two it is no
    /// faster. At most four, and 2 GiB of memory for each, since every process holds the clips.
    /// </summary>
    private static int DefaultJobs
    {
        get
        {
            const int Most = 4;
            const long Memory = 2L << 30;
            long fit = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / Memory;
            return (int)Math.Clamp(Math.Min(Environment.ProcessorCount, fit), 1, Most);
        }
    }

    private static int Run(
        FoldPlan plan, int? only, TrainingConfig config, InitialModel? initial, CrossvalFolder folder, bool keep, bool json, ProgramOutput output, StopSignals signals)
    {
        var recipe = config.Recipe;
        int threads = config.Run.Threads!.Value;
        if (only > plan.Folds.Count)
        {
            throw new UserError($"--fold is {only}, but there are {plan.Folds.Count} folds; give 1 to {plan.Folds.Count}");
        }

        var written = CrossvalPlan.Of(plan, recipe);
        var finished = folder.Prepare(written, plan.Corpus, plan).ToHashSet();
        if (keep)
        {
            AtomicFile.WriteText(folder.Recipe, config.FromHere().ToText());
            RunNote.Of(OpenedCorpus.Of(config.Corpus), threads).Write(folder.Location);
        }

        foreach (string line in FoldPlanText.Describe(plan))
        {
            output.Remark(line);
        }

        if (recipe.SpeakerNorm)
        {
            output.Warning(SpeakerNormText.Warning);
        }

        int[] wanted = only is { } one ? [one] : [.. plan.Folds.Select(fold => fold.Number)];
        int[] pending = [.. wanted.Where(fold => !finished.Contains(fold))];
        if (pending.Length < wanted.Length)
        {
            output.Remark($"finished already: fold {string.Join(' ', wanted.Where(finished.Contains))}");
        }

        try
        {
            if (pending.Length > 0)
            {
                LeakCheck.RequireAll(plan.AllClips, [.. pending.Select(fold => (plan.Folds[fold - 1].Split, folder.Fold(fold)))], initial, threads, output, signals.Token);
            }

            Train(plan, pending, recipe, initial, folder, config.Run.Jobs!.Value, threads, output, signals.Token);
        }
        catch (OperationCanceledException)
        {
            int kept = plan.Folds.Count(fold => folder.Fold(fold.Number).IsComplete);
            string done = $"{kept} of {Counted.Of(plan.Folds.Count, "fold")} are finished";
            output.Remark(keep
                ? $"stopped: {done} and kept in {folder.Location}; the same command goes on with the rest"
                : $"stopped: {done}, and nothing is kept; with --output the same command would go on with the rest");
            return signals.ExitCode;
        }

        if (plan.Folds.All(fold => folder.Fold(fold.Number).IsComplete))
        {
            using var progress = new WorkLine(output);
            Report(folder, written, keep ? new ReportSource(plan.Corpus, !config.Run.NoSounds, threads, progress, signals.Token) : null, json, output);
        }
        else
        {
            var figures = ClassificationFigures.FromJson(File.ReadAllText(folder.Fold(only!.Value).Metrics));
            ReportFold(figures, json, output);
            output.Remark("");
            output.Remark($"fold {only} of {plan.Folds.Count}: {folder.Location}; join it with the others by 'ser crossval merge'");
        }

        return ExitCode.Done;
    }

    private static void Train(
        FoldPlan plan, int[] pending, Recipe recipe, InitialModel? initial, CrossvalFolder folder, int jobs, int threads, ProgramOutput output, CancellationToken cancel)
    {
        if (pending.Length == 0)
        {
            return;
        }

        if (Console.IsErrorRedirected)
        {
            Watched(new FoldsLines(output, pending.Length));
        }
        else
        {
            FoldsBars.Watch(pending.Length, Watched);
        }

        void Watched(FoldsDisplay display)
        {
            if (jobs > 1 && pending.Length > 1)
            {
                new WorkerPool(jobs, threads, folder, display).Run(pending, Finished, cancel);
                return;
            }

            var training = new FoldTraining(plan, pending, recipe, folder, initial);
            foreach (int fold in pending)
            {
                training.Run(fold, threads, display.Of(fold), cancel);
                Finished(fold);
            }

            void Finished(int fold) => display.OnFinished(fold, Verdict(folder, fold));
        }
    }

    private static string Verdict(CrossvalFolder folder, int fold)
    {
        var figures = ClassificationFigures.FromJson(File.ReadAllText(folder.Fold(fold).Metrics));
        return $"UAR {figures.Uar:0.000}, accuracy {figures.Accuracy:0.000} on {Counted.Of(figures.Samples, "clip")}";
    }

    /// <summary>Writes and prints what all folds give together.</summary>
    /// <param name="folder">Where the folds are.</param>
    /// <param name="plan">Their plan.</param>
    /// <param name="source">What the page is made with; null: nothing is kept, and there is no page.</param>
    /// <param name="json">Figures as JSON instead of a table.</param>
    /// <param name="output">Where to.</param>
    internal static void Report(CrossvalFolder folder, CrossvalPlan plan, ReportSource? source, bool json, ProgramOutput output)
    {
        var result = CrossvalResult.Read(folder, plan);
        result.Write(folder);
        if (result.Skipped > 0)
        {
            output.Warning($"{Counted.Of(result.Skipped, "clip")} could not be read and {(result.Skipped == 1 ? "was" : "were")} left out");
        }

        if (json)
        {
            output.Results.WriteLine(result.ToJson());
        }
        else
        {
            output.Remark("");
            CrossvalTable.Write(result, output.Results);
            output.Remark("");
        }

        bool hasPage = source is not null && ReportFile.TryWrite(folder.Page, () => CrossvalPage.Of(folder, plan, result, source), output);
        if (!json)
        {
            output.Remark(source is not null ? $"figures: {folder.ReportFile}" : "nothing is kept; --output keeps models, figures and predictions of every fold");
        }

        if (hasPage && !json)
        {
            output.Remark($"report: {folder.Page}");
        }
    }

    private static void ReportFold(ClassificationFigures figures, bool json, ProgramOutput output)
    {
        if (json)
        {
            output.Results.WriteLine(figures.ToJson(indented: true));
            return;
        }

        output.Remark("");
        FiguresText.Write(figures, output.Results, Console.IsOutputRedirected ? FiguresText.DefaultWidth : Console.WindowWidth);
    }
}
