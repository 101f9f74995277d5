using System.CommandLine;
using Ser.Cli.Crossval;
using Ser.Cli.Crossval.Workers;
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
        var target = new Option<string>("--output", "-o") { Description = "folder to write: a run folder per fold, the figures of all; interrupted, it goes on there", Required = true, HelpName = "folder" };
        var protocol = CommonOptions.Checked(new Option<Protocol>("--protocol", "-p")
        {
            Description = "folds: --folds of them, by speaker, equal in classes and genders; loso: leave one speaker out; emobox: the six RAVDESS folds "
                + "of the EmoBox benchmark; fixed: the manifest's column 'fold' (or 'split')",
            DefaultValueFactory = _ => Protocol.Folds,
            HelpName = "name",
        });
        var folds = CommonOptions.WholeNumber("--folds", [], "folds of the protocol 'folds'", 2, 1000, 5);
        var only = CommonOptions.WholeNumber("--fold", [], "train this fold only; the others may run elsewhere: see 'ser crossval merge'", 1, 100_000, 0);
        only.DefaultValueFactory = null;
        var jobs = CommonOptions.WholeNumber("--jobs", ["-j"], "folds that are trained at the same time, each in a process of its own; the results are the same with any number", 1, 256, DefaultJobs);
        var threads = CommonOptions.WholeNumber("--threads", ["-t"], "threads at most, shared by the jobs", 1, 1024, Environment.ProcessorCount);
        var json = CommonOptions.Json("the figures of all folds");
        var worker = new Option<bool>(WorkerProcess.Option) { Hidden = true };
        var command = new Command("crossval", "Train and test on every fold of a protocol: what the recipe is worth")
        {
            target, protocol, folds, only, jobs, threads, json, worker,
        };
        chosen.AddTo(command);
        choices.AddTo(command);
        command.Subcommands.Add(CrossvalMergeCommand.Build(output));
        Examples.Add(
            command,
            ("ser crossval ~/ravdess -o runs/five", "five folds of unseen speakers"),
            ("ser crossval ~/ravdess -o runs/emobox --protocol emobox", "comparable with published results"),
            ("ser crossval ~/ravdess -o part-2 --protocol emobox --fold 2", "one fold, on one of six machines"));
        command.Validators.Add(result =>
        {
            if (result.GetResult(folds) is { Implicit: false } && result.GetResult(protocol) is { Tokens: [var name] }
                && !name.Value.Equals(nameof(Protocol.Folds), StringComparison.OrdinalIgnoreCase))
            {
                result.AddError($"--folds is for the protocol 'folds'; {name.Value.ToLowerInvariant()} has folds of its own");
            }
        });
        command.SetAction(parsed =>
        {
            var recipe = choices.Read(parsed);
            var folder = new CrossvalFolder(parsed.GetRequiredValue(target));
            var corpus = chosen.Open(parsed);
            var plan = FoldPlan.Make(corpus, parsed.GetValue(protocol), parsed.GetValue(folds), recipe.Seed, recipe.ValidationShare);
            int side = parsed.GetValue(jobs), all = parsed.GetValue(threads);
            if (parsed.GetValue(worker))
            {
                return FoldWorker.Run(Console.In, output.Results, wanted => new FoldTraining(plan, wanted, recipe, Math.Max(1, all / side), folder), signals);
            }

            int? fold = parsed.GetResult(only) is null ? null : parsed.GetValue(only);
            return Run(plan, fold, recipe, folder, side, all, parsed.GetValue(json), output, signals);
        });
        return command;
    }

    /// <summary>One: a second process reads all clips once more and needs their memory; it must be asked for.</summary>
    private const int DefaultJobs = 1;

    private static int Run(
        FoldPlan plan, int? only, Recipe recipe, CrossvalFolder folder, int jobs, int threads, bool json, ProgramOutput output, StopSignals signals)
    {
        if (only > plan.Folds.Count)
        {
            throw new UserError($"--fold is {only}, but there are {plan.Folds.Count} folds; give 1 to {plan.Folds.Count}");
        }

        var written = CrossvalPlan.Of(plan, recipe);
        var finished = folder.Prepare(written, plan.Corpus, plan).ToHashSet();
        foreach (string line in FoldPlanText.Describe(plan))
        {
            output.Remark(line);
        }

        int[] wanted = only is { } one ? [one] : [.. plan.Folds.Select(fold => fold.Number)];
        int[] pending = [.. wanted.Where(fold => !finished.Contains(fold))];
        if (pending.Length < wanted.Length)
        {
            output.Remark($"finished already: fold {string.Join(' ', wanted.Where(finished.Contains))}");
        }

        try
        {
            Train(plan, pending, recipe, folder, jobs, threads, output, signals.Token);
        }
        catch (OperationCanceledException)
        {
            int kept = plan.Folds.Count(fold => folder.Fold(fold.Number).IsComplete);
            output.Remark($"stopped: {kept} of {Counted.Of(plan.Folds.Count, "fold")} are finished and kept in {folder.Location}; the same command goes on with the rest");
            return signals.ExitCode;
        }

        if (plan.Folds.All(fold => folder.Fold(fold.Number).IsComplete))
        {
            Report(folder, written, json, output);
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
        FoldPlan plan, int[] pending, Recipe recipe, CrossvalFolder folder, int jobs, int threads, ProgramOutput output, CancellationToken cancel)
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
                new WorkerPool(jobs, display).Run(pending, Finished, cancel);
                return;
            }

            var training = new FoldTraining(plan, pending, recipe, threads, folder);
            foreach (int fold in pending)
            {
                training.Run(fold, display.Of(fold), cancel);
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
    internal static void Report(CrossvalFolder folder, CrossvalPlan plan, bool json, ProgramOutput output)
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
            return;
        }

        output.Remark("");
        CrossvalTable.Write(result, output.Results);
        output.Remark("");
        output.Remark($"figures: {folder.ReportFile}");
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
