using System.CommandLine;
using System.Globalization;
using System.Numerics;
using Ser.Cli.Sheets;
using Ser.Cli.Terminal;
using Ser.Core;
using Ser.Resampling;

namespace Ser.Cli.Commands;

/// <summary><c>ser resample</c>: a table of features in, a balanced one out.</summary>
internal static class ResampleCommand
{
    private const string WeightsName = "weights";

    public static Command Build(ProgramOutput output, StopSignals signals)
    {
        var table = new Argument<string>("table") { Description = $"table of features ({string.Join(' ', SheetFile.Extensions)}), as 'ser extract' writes it" };
        var target = new Option<string>("--output", "-o") { Description = "table to write, in any of these formats", Required = true, HelpName = "file" };
        var method = new Option<string>("--method", "-m") { Description = $"{string.Join(' ', ResamplingMethods.Names)}, or {WeightsName}: no row is changed", Required = true, HelpName = "name" };
        method.CompletionSources.Add([.. ResamplingMethods.Names, WeightsName]);
        var strategy = new Option<string>("--strategy", "-s")
        {
            Description = "which classes: auto, minority, majority, 'not minority', 'not majority', all, or counts such as calm=500,surprise=600",
            DefaultValueFactory = _ => "auto",
            HelpName = "classes",
        };
        strategy.CompletionSources.Add("auto", "minority", "majority", "all");
        var neighbours = CommonOptions.WholeNumber("--neighbours", ["-k"], "neighbours of its class that a new row may lie towards", 1, 10_000, 5);
        var border = CommonOptions.WholeNumber("--border-neighbours", [], "borderline-smote: neighbours that tell whether a row is at the border", 1, 10_000, 10);
        var kind = CommonOptions.WholeNumber("--kind", [], "borderline-smote: kind 1, or 2 that also goes towards other classes", 1, 2, 1);
        var shrinkage = CommonOptions.Checked(new Option<double>("--shrinkage") { Description = "random: noise on repeated rows; 0 for none, 1 for as much as a rule of thumb says", HelpName = "N" });
        var edit = CommonOptions.WholeNumber("--edit-neighbours", [], "enn, smote-enn: neighbours that have to agree with a row's class", 1, 10_000, 3);
        var rule = CommonOptions.Checked(new Option<NeighbourRule>("--edit-rule") { Description = "enn, smote-enn: all of them have to, or only the mode", HelpName = "all|mode" });
        var seed = CommonOptions.Seed("number that every random choice follows from", 1);
        var strict = new Option<bool>("--strict") { Description = "fail, and write nothing, where the method cannot do what its paper says" };
        var threads = CommonOptions.WholeNumber("--threads", ["-t"], "threads at most; the rows are the same with any number", 1, 1024, Environment.ProcessorCount);
        var json = CommonOptions.Json("what was done");
        var command = new Command("resample", "Balance the classes of a table of features: SMOTE, ADASYN, ENN and others")
        {
            table, target, method, strategy, neighbours, border, kind, shrinkage, edit, rule, seed, strict, threads, json,
        };
        Examples.Add(
            command,
            ("ser resample features.csv -m smote -o balanced.csv", "fill every class up to the largest"),
            ("ser resample features.npy -m adasyn -s calm=500,surprise=600 -o balanced.npy", "only two classes, to these counts"),
            ("ser resample features.parquet -m enn -o cleaned.parquet --json", "take away rows that their neighbours contradict"));
        string[] towardsNeighbours = [.. ResamplingMethods.Names.Where(name => name.Contains("smote", StringComparison.Ordinal)), ResamplingMethod.Adasyn.Name()];
        string[] editing = [ResamplingMethod.Enn.Name(), ResamplingMethod.SmoteEnn.Name()];
        (Option Option, string[] Methods)[] particular =
        [
            (strategy, [.. ResamplingMethods.Names]), (neighbours, towardsNeighbours), (border, [ResamplingMethod.BorderlineSmote.Name()]),
            (kind, [ResamplingMethod.BorderlineSmote.Name()]), (shrinkage, [ResamplingMethod.Random.Name()]), (edit, editing), (rule, editing),
        ];
        command.Validators.Add(result =>
        {
            if (result.GetResult(method)?.Tokens is not [var given])
            {
                return;   // that it is required is said elsewhere
            }

            string name = NameOf(given.Value);
            if (ResamplingMethods.Find(name) is null && name != WeightsName)
            {
                result.AddError($"there is no method '{name}'; choose of {string.Join(' ', ResamplingMethods.Names)} {WeightsName}");
                return;
            }

            foreach (var (option, methods) in particular.Where(pair => result.GetResult(pair.Option) is { Implicit: false } && !pair.Methods.Contains(name)))
            {
                result.AddError($"{option.Name} says nothing to --method {name}; leave it out (it belongs to {string.Join(' ', methods)})");
            }
        });
        command.SetAction(parsed =>
        {
            string name = NameOf(parsed.GetRequiredValue(method));
            var found = ResamplingMethods.Find(name);
            var options = found is null ? null : new ResamplingOptions
            {
                Method = found.Value,
                Strategy = SamplingStrategy.Parse(parsed.GetValue(strategy)!),
                Neighbours = parsed.GetValue(neighbours),
                BorderNeighbours = parsed.GetValue(border),
                BorderlineKind = parsed.GetValue(kind),
                Shrinkage = parsed.GetValue(shrinkage),
                EditNeighbours = parsed.GetValue(edit),
                EditRule = parsed.GetValue(rule),
                Seed = parsed.GetValue(seed),
                Strict = parsed.GetValue(strict),
            };
            string source = parsed.GetRequiredValue(table), goal = parsed.GetRequiredValue(target);
            SheetFile.Require(goal);
            var balance = new SheetBalance(options, parsed.GetValue(threads));
            bool asJson = parsed.GetValue(json);
            switch (SheetFile.Read(source))
            {
                case FeatureSheet<float> sheet: Run(source, sheet, goal, name, options, balance, asJson, output, signals.Token); break;
                case FeatureSheet<double> sheet: Run(source, sheet, goal, name, options, balance, asJson, output, signals.Token); break;
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static string NameOf(string method) => method.Trim().ToLowerInvariant();

    private static void Run<T>(
        string source, FeatureSheet<T> sheet, string target, string method, ResamplingOptions? options, SheetBalance balance, bool json, ProgramOutput output,
        CancellationToken cancel)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        SheetBalanceResult<T> result;
        using (var progress = new WorkLine(output))
        {
            result = balance.Run(source, sheet, progress, cancel);
        }

        if (!result.IsSplit && options is not null)
        {
            output.Warning(
                $"{source} has no column 'split': every row counts as training. Rows made before a split lie between rows of both its sides, "
                + "and the figures are too good; split first");
        }

        cancel.ThrowIfCancellationRequested();
        SheetFile.Write(target, result.Sheet);
        if (json)
        {
            output.Results.WriteLine(ToJson(target, method, options, sheet.Texts.Count, result));
        }
        else
        {
            Tell(target, method, options, result, output);
        }
    }

    private static void Tell<T>(string target, string method, ResamplingOptions? options, SheetBalanceResult<T> result, ProgramOutput output)
        where T : unmanaged
    {
        var report = result.Report;
        int width = Math.Max(5, report.Classes.Max(change => change.Label.Length));
        output.Remark($"{"class".PadRight(width)}  before   after{(options is null ? "      weight" : "   taken    made")}");
        foreach (var (i, change) in report.Classes.Index())
        {
            output.Remark(string.Create(
                CultureInfo.InvariantCulture,
                $"{change.Label.PadRight(width)}  {change.Before,6}  {change.After,6}{(options is null ? $"  {result.Weights[i],10:0.0000}" : $"  {change.Before - change.Kept,6}  {change.Made,6}")}"));
        }

        foreach (var remark in report.Remarks)
        {
            output.Warning(remark.ToString());
        }

        if (result.Unlabelled > 0)
        {
            output.Warning($"{Counted.Of(result.Unlabelled, "training row")} without a label passed through untouched");
        }

        int others = result.PassedThrough - result.Unlabelled;
        string untouched = others > 0 ? $", {others} of them not for training and untouched" : "";
        output.Remark($"{method}: {Counted.Of(result.Sheet.Texts.Count, "row")} written to {target}{untouched}");
    }

    private static string ToJson<T>(string target, string method, ResamplingOptions? options, int rows, SheetBalanceResult<T> result)
        where T : unmanaged => JsonLine.Of(json =>
    {
        json.WriteString("output", target);
        json.WriteString("method", method);
        if (options is not null)
        {
            json.WriteString("strategy", options.Strategy.ToString());
            json.WriteNumber("seed", options.Seed);
        }

        json.WriteNumber("rowsBefore", rows);
        json.WriteNumber("rowsAfter", result.Sheet.Texts.Count);
        json.WriteNumber("columns", result.Sheet.Columns.Count);
        json.WriteNumber("passedThrough", result.PassedThrough);
        json.WriteNumber("unlabelled", result.Unlabelled);
        json.WriteStartArray("classes");
        foreach (var (i, change) in result.Report.Classes.Index())
        {
            json.WriteStartObject();
            json.WriteString("label", change.Label);
            json.WriteNumber("before", change.Before);
            json.WriteNumber("after", change.After);
            json.WriteNumber("taken", change.Before - change.Kept);
            json.WriteNumber("made", change.Made);
            if (options is null)
            {
                json.WriteNumber("weight", result.Weights[i]);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("remarks");
        foreach (var remark in result.Report.Remarks)
        {
            json.WriteStartObject();
            json.WriteString("label", remark.Label);
            json.WriteString("text", remark.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
