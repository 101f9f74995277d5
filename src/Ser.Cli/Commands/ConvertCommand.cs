using System.CommandLine;
using Ser.Audio;
using Ser.Audio.Wav;
using Ser.Cli.Conversion;
using Ser.Cli.Extraction;
using Ser.Cli.Terminal;
using Ser.Core;

namespace Ser.Cli.Commands;

/// <summary><c>ser convert</c>: recordings in, mono WAV files of one rate out.</summary>
internal static class ConvertCommand
{
    private static readonly (string Name, WavEncoding Encoding)[] Encodings =
        [("pcm16", WavEncoding.Pcm16), ("pcm24", WavEncoding.Pcm24), ("float", WavEncoding.Ieee32)];

    public static Command Build(ProgramOutput output, StopSignals signals)
    {
        var inputs = new Argument<string[]>("input")
        {
            Description = "recordings, folders of them, manifests (.csv with a column 'file'), or - for standard input",
            Arity = ArgumentArity.OneOrMore,
        };
        var target = new Option<string>("--output", "-o")
        {
            Description = "folder to write to, with the tree of the input; for one recording also a .wav",
            Required = true,
            HelpName = "file|folder",
        };
        var rate = CommonOptions.WholeNumber("--rate", ["-r"], "samples per second of what is written", 100, Waveform.HighestRate, 16_000);
        var encoding = new Option<string>("--encoding", "-e")
        {
            Description = "how samples are stored",
            DefaultValueFactory = _ => Encodings[0].Name,
            HelpName = string.Join('|', Encodings.Select(known => known.Name)),
        };
        encoding.CompletionSources.Add([.. Encodings.Select(known => known.Name)]);
        encoding.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !Encodings.Any(known => known.Name == token.Value))
            {
                result.AddError($"--encoding is '{token.Value}'; give {string.Join(" or ", Encodings.Select(known => known.Name))}");
            }
        });
        var strict = new Option<bool>("--strict") { Description = "fail, and write nothing, where a recording cannot be read to its end" };
        var jobs = CommonOptions.Jobs();
        var json = CommonOptions.Json("what was done");
        var audio = new AudioOptions();
        var command = new Command("convert", "Turn recordings into mono WAV files of one rate") { inputs, target, rate, encoding };
        audio.AddTo(command);
        foreach (Option option in new Option[] { jobs, strict, json })
        {
            command.Options.Add(option);
        }

        Examples.Add(
            command,
            ("ser convert ~/ravdess -o ~/ravdess-16k", "a corpus at 16 kHz, 16 bit, one channel"),
            ("ser convert talk.m4a -o talk.wav --rate 24000", "one file of any format"),
            ("ser convert takes/*.flac -o clean -e float --trim-silence 30 --normalize rms", "cut, levelled, nothing rounded"));
        command.SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(target);
            var chosen = Encodings.First(known => known.Name == parsed.GetValue(encoding));
            bool isStrict = parsed.GetValue(strict);
            var plan = ConversionPlan.Of(parsed.GetRequiredValue(inputs), path);
            ConversionReport report;
            using (var progress = new WorkLine(output))
            {
                var run = new ConversionRun(parsed.GetValue(rate), chosen.Encoding, audio.Choose(parsed, isStrict, progress.Warning), jobs.WholeIn(parsed));
                report = Write(run, plan, path, isStrict, progress, signals.Token);
            }

            Tell(report, path, parsed.GetValue(rate), chosen.Name, parsed.GetValue(json), output);
            return ExitCode.Done;
        });
        return command;
    }

    private static ConversionReport Write(ConversionRun run, ConversionPlan plan, string path, bool strict, WorkLine progress, CancellationToken cancel)
    {
        if (plan.IsSingle)
        {
            // The file itself is written beside its place and renamed.
            var single = run.Run(plan.Files, _ => plan.Output, progress, cancel);
            Refuse(single, strict);
            return single;
        }

        using var folder = new StagedFolder(plan.Output, path);
        var report = run.Run(plan.Files, file => folder.Place(file.Relative), progress, cancel);
        Refuse(report, strict);
        folder.Complete();
        return report;
    }

    private static void Refuse(ConversionReport report, bool strict)
    {
        if (report.Skipped.Count > 0 && (strict || report.Written == 0))
        {
            string error = report.Skipped[0].Error;
            throw new UserError(report.Skipped.Count == 1 ? error : $"{error} ({report.Skipped.Count} recordings cannot be read)");
        }
    }

    private static void Tell(ConversionReport report, string path, int rate, string encoding, bool json, ProgramOutput output)
    {
        foreach (string line in LeftOut.Describe([.. report.Skipped.Select(skipped => skipped.Error)]))
        {
            output.Warning(line);
        }

        if (report.Clipped > 0)
        {
            output.Warning($"{report.Clipped} samples were louder than {encoding} can be, and clipped; --encoding float keeps them, --normalize peak makes room");
        }

        if (json)
        {
            output.Results.WriteLine(ToJson(report, path, rate, encoding));
        }
        else
        {
            output.Remark($"{Counted.Of(report.Written, "file")} written to {path}{(report.Skipped.Count > 0 ? $", {report.Skipped.Count} left out" : "")}");
        }
    }

    private static string ToJson(ConversionReport report, string path, int rate, string encoding) => JsonLine.Of(line =>
    {
        line.WriteString("output", path);
        line.WriteNumber("rate", rate);
        line.WriteString("encoding", encoding);
        line.WriteNumber("files", report.Written);
        line.WriteNumber("seconds", Math.Round(report.Seconds, 6));
        line.WriteNumber("clippedSamples", report.Clipped);
        line.WriteStartArray("skipped");
        foreach (var (_, recording, error) in report.Skipped)
        {
            line.WriteStartObject();
            line.WriteString("file", recording.Name);
            line.WriteString("error", error);
            line.WriteEndObject();
        }

        line.WriteEndArray();
    });
}
