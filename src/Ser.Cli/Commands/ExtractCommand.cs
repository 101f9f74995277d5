using System.CommandLine;
using Ser.Cli.Extraction;
using Ser.Cli.Extraction.Shards;
using Ser.Cli.Extraction.Tables;
using Ser.Cli.Terminal;
using Ser.Core;
using Ser.Features;

namespace Ser.Cli.Commands;

/// <summary><c>ser extract</c>: recordings in, a table of features out.</summary>
internal static class ExtractCommand
{
    public static Command Build(ProgramOutput output, StopSignals signals)
    {
        var inputs = new Argument<string[]>("input")
        {
            Description = "recordings, folders of them, manifests (.csv .tsv .jsonl with a column 'file'), or - for standard input",
            Arity = ArgumentArity.OneOrMore,
        };
        var target = new Option<string>("--output", "-o")
        {
            Description = $"table to write ({string.Join(' ', FeatureTable.Extensions)}); with --frames a folder, or a .npy for one recording",
            Required = true,
            HelpName = "file",
        };
        var features = new Option<string>("--features", "-f")
        {
            Description = $"which columns, with commas between them: {string.Join(' ', FeatureRequest.FamilyNames)}",
            DefaultValueFactory = _ => "mel,mfcc,zcr,rms",
            HelpName = "list",
        };
        var statistics = new Option<string>("--stats")
        {
            Description = "by what a column is summed up for a clip, with commas between them: mean std min max median p05 p25 p75 p95 skewness kurtosis",
            DefaultValueFactory = _ => "mean,std",
            HelpName = "list",
        };
        var set = new Option<string?>("--set") { Description = $"instead of --features: {FeatureRequest.NotebookName}, the 162 values of well-known public notebooks", HelpName = "name" };
        features.CompletionSources.Add([.. FeatureRequest.FamilyNames]);
        statistics.CompletionSources.Add("mean", "std", "min", "max", "median", "p05", "p25", "p75", "p95", "skewness", "kurtosis");
        set.CompletionSources.Add(FeatureRequest.NotebookName);
        var frames = new Option<bool>("--frames") { Description = "write every frame instead of one row per clip: a float32 array of columns x frames for each" };
        var root = CorpusChoice.ManifestRoot();
        var shard = new Option<string?>("--shard") { Description = "take every n-th recording, beginning with the i-th; 'ser extract merge' joins the tables", HelpName = "i/n" };
        var strict = new Option<bool>("--strict") { Description = "fail, and write nothing, where a recording cannot be read to its end" };
        var jobs = CommonOptions.Jobs();
        var json = CommonOptions.Json("what was done");
        var plan = new PlanOptions();
        var audio = new AudioOptions();
        var command = new Command("extract", "Turn recordings into a table of features: mel, MFCC, pitch and others") { inputs, target, features, statistics, set, frames };
        plan.AddTo(command);
        audio.AddTo(command);
        foreach (Option option in new Option[] { root, shard, jobs, strict, json })
        {
            command.Options.Add(option);
        }

        command.Subcommands.Add(MergeCommand.Build(output, signals));
        Examples.Add(
            command,
            ("ser extract ~/ravdess -o features.csv", "one row per clip, with label and speaker"),
            ("ser extract ~/ravdess -o features.parquet -f all --preset speech", "every feature, 25 ms windows"),
            ("ser extract clip.wav -o clip.npy --frames -f logmel,pitch", "columns x frames for NumPy"));
        command.Validators.Add(result =>
        {
            bool Given(Option option) => result.GetResult(option) is { Implicit: false };
            if (Given(set) && new Option[] { features, statistics, frames }.Concat(plan.AllButRate).FirstOrDefault(Given) is { } useless)
            {
                result.AddError($"--set has features, statistics and an analysis of its own; leave out {useless.Name}");
            }
            else if (result.GetResult(shard)?.Tokens is [var part] && Shard.Parse(part.Value) is null)
            {
                result.AddError($"--shard is '{part.Value}'; give i/n, such as 2/4, with i from 1 to n");
            }
            else if (Given(frames) && Given(statistics))
            {
                result.AddError("--frames writes every frame, which --stats would sum up; leave out one of them");
            }
        });
        command.SetAction(parsed =>
        {
            var part = parsed.GetValue(shard) is { } text ? Shard.Parse(text) : null;
            var readOptions = audio.Choose(parsed, parsed.GetValue(strict), output.Warning);
            var request = Request(plan.Choose(parsed), parsed.GetValue(features)!, parsed.GetValue(set));
            var run = new ExtractionRun(request, ClipStatistics.Parse(parsed.GetValue(statistics)!), readOptions, jobs.WholeIn(parsed));
            var source = new RecordingSource(parsed.GetRequiredValue(inputs), part, parsed.GetValue(root));
            string path = parsed.GetRequiredValue(target);
            ExtractionReport report;
            using (var progress = new WorkLine(output))
            {
                report = parsed.GetValue(frames)
                    ? WriteFrames(run, source, path, request.Name, part, readOptions.Strict, progress, signals.Token)
                    : WriteTable(run, source, path, request.Name, part, readOptions.Strict, progress, signals.Token);
            }

            Tell(report, path, request.Name, parsed.GetValue(json), output);
            return ExitCode.Done;
        });
        return command;
    }

    private static FeatureRequest Request(ChosenPlan plan, string features, string? set)
    {
        if (set is not (null or FeatureRequest.NotebookName))
        {
            throw new UserError($"there is no set '{set}'; choose {FeatureRequest.NotebookName}");
        }

        var (kinds, pitch) = FeatureRequest.ParseFamilies(features);
        return new FeatureRequest(plan, kinds, pitch, Notebook: set is not null);
    }

    private static ExtractionReport WriteTable(
        ExtractionRun run, RecordingSource source, string target, string preset, Shard? shard, bool strict, WorkLine progress, CancellationToken cancel)
    {
        using var table = FeatureTable.Create(target, source.TextColumns, run.Columns, preset);
        var report = run.WriteTable(source, table, progress, cancel);
        Refuse(report, shard, strict);
        table.Complete();
        if (shard is not null)
        {
            int recordings = report.Written + report.Skipped.Count;
            new ShardNote(shard.Number, shard.Count, preset, run.Fingerprint, recordings, [.. report.Skipped.Select(skipped => skipped.Place)]).Write(target);
        }

        return report;
    }

    private static ExtractionReport WriteFrames(
        ExtractionRun run, RecordingSource source, string target, string preset, Shard? shard, bool strict, WorkLine progress, CancellationToken cancel)
    {
        bool single = source.SingleFile is not null && Path.GetExtension(target).Equals(".npy", StringComparison.OrdinalIgnoreCase);
        using var folder = new FrameFolder(target, single, preset);
        var report = run.WriteFrames(source, folder, progress, cancel);
        Refuse(report, shard, strict);
        folder.Complete();
        return report;
    }

    private static void Tell(ExtractionReport report, string target, string preset, bool json, ProgramOutput output)
    {
        foreach (string line in LeftOut.Describe([.. report.Skipped.Select(skipped => skipped.Error)]))
        {
            output.Warning(line);
        }

        if (json)
        {
            output.Results.WriteLine(ToJson(report, target, preset));
        }
        else
        {
            output.Remark($"{Counted.Of(report.Written, "clip")} written to {target}{(report.Skipped.Count > 0 ? $", {report.Skipped.Count} left out" : "")}");
        }
    }

    /// <summary>A table without any clip helps nobody, but a shard without any may belong to others that have some.</summary>
    private static void Refuse(ExtractionReport report, Shard? shard, bool strict)
    {
        if (report.Skipped.Count > 0 && (strict || (report.Written == 0 && shard is null)))
        {
            string error = report.Skipped[0].Error;
            throw new UserError(report.Skipped.Count == 1 ? error : $"{error} ({report.Skipped.Count} recordings cannot be read)");
        }
    }

    private static string ToJson(ExtractionReport report, string target, string preset) => JsonLine.Of(json =>
    {
        json.WriteString("output", target);
        json.WriteString("preset", preset);
        json.WriteNumber("clips", report.Written);
        json.WriteStartArray("skipped");
        foreach (var (_, recording, error) in report.Skipped)
        {
            json.WriteStartObject();
            json.WriteString("file", recording.Name);
            json.WriteString("error", error);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
