using System.CommandLine;
using Ser.Cli.RunFolders;
using Ser.Cli.Terminal;
using Ser.Cli.Tuning;
using Ser.Corpora;
using Ser.Training;
using Ser.Training.Tuning;

namespace Ser.Cli.Commands;

/// <summary><c>ser tune</c>: tries recipes on folds of the training speakers, and writes the best one. The test speakers are set aside first.</summary>
internal static class TuneCommand
{
    public static Command Build(ProgramOutput output, StopSignals signals)
    {
        const int DefaultTrials = 27, DefaultFolds = 3;
        var choices = new RecipeOptions();
        var chosen = new CorpusChoice().BehindAnother();
        var target = new Option<string?>("--output", "-o") { Description = "folder to write: trials.csv and best.json; interrupted, it goes on there", HelpName = "folder" };
        var trials = CommonOptions.WholeNumber("--trials", ["-n"], "recipes that are tried; the first is the one that the other options give", 1, 10_000, DefaultTrials);
        var folds = CommonOptions.WholeNumber("--folds", [], "folds of the training speakers that a recipe is measured on", 2, 1000, DefaultFolds);
        var space = new Option<string?>("--space") { Description = "JSON file that says which keys of a recipe are tried, and over which values [default: what --show-space writes]", HelpName = "file" };
        var show = new Option<bool>("--show-space") { Description = "write the default space to stdout, and do nothing else" };
        var threads = CommonOptions.WholeNumber("--threads", ["-t"], "threads at most; the scores are the same with any number", 1, 1024, Environment.ProcessorCount);
        var json = CommonOptions.Json("the trials and the best one");
        var command = new Command("tune", "Search for a better recipe, without a look at the test speakers")
        {
            target, trials, folds, space, show, threads, json,
        };
        chosen.AddTo(command);
        choices.AddTo(command);
        Examples.Add(
            command,
            ("ser tune ~/ravdess -o runs/tune --trials 27", "27 recipes, the best third of them longer, of those again"),
            ("ser tune --show-space > space.json", "what is searched by default, to be changed"),
            ("ser tune ~/ravdess -o runs/tune --space space.json --json", "over a space of your own"));
        command.Validators.Add(result =>
        {
            if (result.GetValue(show))
            {
                return;
            }

            if (chosen.Typed(result).Length == 0 && result.GetResult(choices.ConfigFile) is null)
            {
                result.AddError("give a folder of labelled recordings");
            }
            else if (result.GetResult(target) is null)
            {
                result.AddError("--output is missing: the folder to write");
            }
        });
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(show))
            {
                output.Results.Write(SearchSpace.Default.Text);
                return ExitCode.Done;
            }

            TrainingPart.Require();
            var searched = parsed.GetValue(space) is { } file ? SearchSpace.ReadFile(file) : SearchSpace.Default;
            var config = choices.ReadConfig(parsed);
            (var initial, config) = choices.ReadInitial(parsed, config with { Recipe = choices.Choose(parsed, config.Recipe) });
            var recipe = config.Recipe;
            var all = searched.Draw(recipe, parsed.GetValue(trials));
            var recordings = chosen.Choose(parsed, config.Corpus);
            if (recordings.Extra.Count > 0)
            {
                output.Warning($"{config.File}: a search does not train on other corpora; corpus.extra is passed over");
            }

            return Run(
                CorpusChoice.Open(recordings, config.File), initial, new TuningFolder(parsed.GetValue(target)!), recipe, all, parsed.GetValue(folds), parsed.GetValue(threads),
                parsed.GetValue(json), output, signals);
        });
        return command;
    }

    private static int Run(
        Corpus corpus, InitialModel? initial, TuningFolder folder, Recipe recipe, IReadOnlyList<Trial> trials, int foldCount, int threads, bool json, ProgramOutput output, StopSignals signals)
    {
        // The test is drawn as 'ser train' draws it, and is no part of the corpus that the folds are made of.
        var outer = Splits.Make(corpus, recipe.Split, recipe.Seed, recipe.ValidationShare, recipe.TestShare);
        recipe.RequireSpeakers(outer);
        var folds = InnerFolds.Make(outer, foldCount, recipe.Seed);
        var halving = new HalvingPlan(trials.Count, TrialTraining.UpdatesOf(recipe, outer.Train.Count));
        var finished = folder.Prepare(TuningPlan.Of(outer, folds, recipe, trials, halving));
        output.Remark(CorpusText.Size(corpus));
        output.Remark($"set aside for the test: {CorpusText.Describe(outer, Part.Test)}");
        output.Remark($"searched on {Counted.Of(folds.Count, "fold")} of the other {CorpusText.Size(folds[0].Corpus)[(corpus.Name.Length + 2)..]}");
        output.Remark(string.Join(", ", halving.Sizes.Zip(halving.Updates, (size, updates) => $"{Counted.Of(size, "trial")} of {Counted.Of(updates, "update")}")));
        if (finished.Count > 0)
        {
            output.Remark($"finished already: {finished.Count} of {Counted.Of(halving.Sizes.Sum(), "score")}");
        }

        IReadOnlyList<TrialScore> scores;
        try
        {
            if (finished.Count < halving.Sizes.Sum())
            {
                LeakCheck.RequireAll(folds[0].Corpus, [.. folds.Select(fold => (fold, new RunFolder(folder.Location)))], initial, threads, output, signals.Token);
            }

            scores = Console.IsErrorRedirected
                ? Search(new TuningLines(output, halving, folds.Count, finished))
                : TuningBars.Watch(halving, folds.Count, finished, Search);
        }
        catch (OperationCanceledException)
        {
            output.Remark($"stopped: what is finished is kept in {folder.Location}; the same command goes on with the rest");
            return signals.ExitCode;
        }

        var report = TuningReport.Of(trials, scores, folder.BestFile);
        if (json)
        {
            output.Results.WriteLine(report.ToJson());
            return ExitCode.Done;
        }

        output.Remark("");
        TuningTable.Write(report, output.Results);
        output.Remark("");
        output.Remark($"trials: {folder.TrialsFile}");
        output.Remark($"recipe: {folder.BestFile}; train with it by 'ser train ... --config {folder.BestFile}'");
        return ExitCode.Done;

        IReadOnlyList<TrialScore> Search(TuningDisplay display) =>
            new TuningSearch(trials, halving, new TrialTraining(recipe, folds, threads, display) { Initial = initial }, folder).Run(finished, display, signals.Token);
    }
}
