using System.CommandLine;
using Ser.Augmentation.Chains;
using Ser.Cli.Augmentation;
using Ser.Cli.Extraction;
using Ser.Cli.Terminal;
using Ser.Core;
using Ser.Corpora;

namespace Ser.Cli.Commands;

/// <summary><c>ser augment</c>: recordings in, varied copies and a manifest out.</summary>
internal static class AugmentCommand
{
    private const double LowestPeak = -60;

    public static Command Build(ProgramOutput output, StopSignals signals)
    {
        var inputs = new Argument<string[]>("input")
        {
            Description = "recordings, folders of them, or manifests (.csv with a column 'file')",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var target = new Option<string>("--output", "-o") { Description = "folder to write: copies as WAV, and manifest.csv", Required = true, HelpName = "folder" };
        var chain = new Option<string?>("--chain", "-c") { Description = "what is done to a copy, in this order; see below", HelpName = "text" };
        var copies = CommonOptions.WholeNumber("--copies", ["-n"], "copies of each recording", 1, 1000, 1);
        var seed = CommonOptions.Seed("number that every draw follows from", 1);
        var only = new Option<string?>("--only") { Description = "make copies of these labels only, with commas between them", HelpName = "labels" };
        var splitFrom = new Option<string?>("--split-from") { Description = "split.csv of a run: copies are made of its training part only", HelpName = "file" };
        var originals = new Option<bool>("--originals") { Description = "put the recordings themselves into the folder too, so that it can be trained on alone" };
        var peak = CommonOptions.Checked(new Option<double>("--peak") { Description = $"highest peak of a copy in dBFS, {LowestPeak} to 0; what would pass it is made quieter as a whole", HelpName = "dB" });
        var encoding = new Option<string>("--encoding") { Description = $"how samples are stored: {string.Join(", ", CopyEncoding.Names)}", DefaultValueFactory = _ => CopyEncoding.Names[0], HelpName = "name" };
        encoding.CompletionSources.Add([.. CopyEncoding.Names]);
        var replay = new Option<string?>("--replay") { Description = "manifest.csv of an earlier run: make the same files again", HelpName = "file" };
        var strict = new Option<bool>("--strict") { Description = "fail at the first recording that cannot be read to its end, and write no manifest" };
        var jobs = CommonOptions.Jobs();
        var json = CommonOptions.Json("what was done");
        var command = new Command("augment", "Make varied copies of recordings: noise, tempo, pitch, rooms and others")
        {
            inputs, target, chain, copies, seed, only, splitFrom, originals, peak, encoding, replay, strict, jobs, json,
        };
        Examples.Add(
            command,
            ("ser augment ~/ravdess -o aug -c \"noise(snr=5..40,p=0.5) stretch(rate=0.8..1.25)\" -n 2", "two copies of each"),
            ("ser augment ~/ravdess -o aug -c \"pitch(semitones=-3..3)\" --only calm --originals", "more of a rare class"),
            ("ser augment -o again --replay aug/manifest.csv", "the same bytes again"));
        HelpSection.Add(
            command,
            [
                "Transforms: name(parameter=5) is fixed, name(parameter=5..40) is drawn evenly for",
                "each copy, name(p=0.5) is applied with a chance of one half.",
                .. ChainHelp.Lines(TransformCatalogue.OnSound),
                "specaugment, vtlp and mixup act on features: 'ser train --augment' has them.",
            ]);
        command.Validators.Add(result =>
        {
            bool Given(Option option) => result.GetResult(option) is { Implicit: false };
            string? Text(Option option) => result.GetResult(option)?.Tokens is [var token] ? token.Value : null;
            if (Given(replay) && new Option[] { chain, copies, seed, only, splitFrom, originals, peak, encoding }.FirstOrDefault(Given) is { } useless)
            {
                result.AddError($"--replay does what the manifest says; leave out {useless.Name}");
            }
            else if (!Given(replay) && !Given(chain))
            {
                result.AddError("give --chain, such as --chain \"noise(snr=5..40)\", or --replay");
            }
            else if (!Given(replay) && result.GetResult(inputs) is not { Tokens.Count: > 0 })
            {
                result.AddError("give recordings, or folders of them");
            }
            else if (result.GetResult(inputs)?.Tokens.Any(token => token.Value == RecordingSource.StandardInput) == true)
            {
                result.AddError("a copy needs a name, and standard input has none; give files");
            }
            else if (Text(encoding) is { } name && CopyEncoding.Find(name) is null)
            {
                result.AddError($"--encoding is '{name}'; give {string.Join(" or ", CopyEncoding.Names)}");
            }
            else if (Text(peak) is { } level && double.TryParse(level, out double limit) && limit is < LowestPeak or > 0)
            {
                result.AddError($"--peak is '{level}'; give dBFS from {LowestPeak} to 0");
            }
            else if (Text(chain) is { } text && Fault(text) is { } fault)
            {
                result.AddError(fault);
            }
        });
        command.SetAction(parsed =>
        {
            string folder = parsed.GetRequiredValue(target);
            var recordings = List(parsed.GetValue(inputs) ?? [], folder);
            var plan = parsed.GetValue(replay) is { } manifest
                ? CopyPlan.Again(manifest, recordings, folder)
                : CopyPlan.Of(recordings, new CopyRequest(
                    Open(parsed.GetValue(chain)!), parsed.GetValue(copies), parsed.GetValue(seed), parsed.GetValue(encoding)!, folder,
                    parsed.GetValue(originals), Labels(parsed.GetValue(only)), parsed.GetValue(splitFrom) is { } table ? SplitTable.Read(table) : null));
            RefuseOverlap(plan, folder);
            var run = new AugmentRun(folder, parsed.GetValue(peak), parsed.GetValue(strict), jobs.WholeIn(parsed));
            return Run(run, plan, folder, parsed.GetValue(replay), parsed.GetValue(json), output, signals);
        });
        return command;
    }

    private static int Run(AugmentRun run, CopyPlan plan, string folder, string? replayed, bool json, ProgramOutput output, StopSignals signals)
    {
        foreach (string note in plan.Notes)
        {
            output.Remark(note);
        }

        // An older manifest would soon tell of files that are no longer what it says; the one that is replayed is read by now.
        string manifest = Path.Combine(folder, AugmentManifest.FileName);
        AtomicFile.PrepareFolder(folder);
        if (replayed is null || !RealPath.Comparer.Equals(Path.GetFullPath(replayed), Path.GetFullPath(manifest)))
        {
            File.Delete(manifest);
        }

        CopyReport report;
        try
        {
            using var progress = new WorkLine(output);
            report = run.Run(plan, progress, progress.Warning, signals.Token);
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            output.Error($"stopped; the copies that were made stand in {folder}, without a manifest");
            return signals.ExitCode;
        }

        AugmentManifest.Write(folder, report.Rows);
        foreach (string line in LeftOut.Describe([.. report.Skipped.Select(skipped => skipped.Error)]))
        {
            output.Warning(line);
        }

        if (report.Differing > 0)
        {
            output.Warning($"{Counted.Of(report.Differing, "file")} differ from what {replayed} says: another version of ser or another processor made them");
        }

        Tell(report, manifest, json, output);
        return replayed is not null && (report.Skipped.Count > 0 || report.Differing > 0) ? ExitCode.Failed : ExitCode.Done;
    }

    private static void Tell(CopyReport report, string manifest, bool json, ProgramOutput output)
    {
        int originals = report.Rows.Count(row => row.IsOriginal), copies = report.Rows.Count - originals, limited = report.Rows.Count(row => row.PeakGain < 0);
        if (json)
        {
            output.Results.WriteLine(JsonLine.Of(writer =>
            {
                writer.WriteString("manifest", manifest);
                writer.WriteNumber("copies", copies);
                writer.WriteNumber("originals", originals);
                writer.WriteNumber("limited", limited);
                writer.WriteNumber("differing", report.Differing);
                writer.WriteStartArray("skipped");
                foreach (var (name, error) in report.Skipped)
                {
                    writer.WriteStartObject();
                    writer.WriteString("file", name);
                    writer.WriteString("error", error);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            }));
            return;
        }

        output.Remark(
            $"{(copies == 1 ? "1 copy" : $"{copies} copies")}{(originals > 0 ? $" and {Counted.Of(originals, "original")}" : "")} written, told in {manifest}"
            + (report.Skipped.Count > 0 ? $"; {Counted.Of(report.Skipped.Count, "recording")} left out" : ""));
        if (limited > 0)
        {
            output.Remark($"{(limited == 1 ? "1 copy was" : $"{limited} copies were")} made quieter, so that no peak passes the limit (peak_gain in the manifest)");
        }
    }

    private static Recording[] List(string[] inputs, string folder)
    {
        if (inputs.FirstOrDefault(input => Directory.Exists(input) && RealPath.IsWithin(RealPath.Of(folder), RealPath.Of(input))) is { } above)
        {
            throw new UserError($"{folder}: lies in {above}, whose recordings would be mixed with their copies; give another --output");
        }

        return inputs.Length == 0 ? [] : [.. new RecordingSource(inputs).Read()];
    }

    private static void RefuseOverlap(CopyPlan plan, string folder)
    {
        string real = RealPath.Of(folder);
        if (plan.Jobs.FirstOrDefault(job => RealPath.IsWithin(RealPath.Of(job.Parent.File), real)) is { } inside)
        {
            throw new UserError($"{inside.Parent.File}: lies in {folder}, where copies would be mixed with recordings; give another --output");
        }
    }

    private static HashSet<string> Labels(string? only) =>
        [.. (only ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Emotions.Fold)];

    private static AugmentationChain Open(string text)
    {
        var chain = AugmentationChain.Parse(text).ForSound();
        chain.Open();
        return chain;
    }

    /// <summary>What is wrong with a chain; null where it can be read.</summary>
    private static string? Fault(string text)
    {
        try
        {
            AugmentationChain.Parse(text).ForSound();
            return null;
        }
        catch (UserError error)
        {
            return error.Message;
        }
    }
}
