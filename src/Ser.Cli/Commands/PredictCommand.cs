using System.CommandLine;
using System.CommandLine.Parsing;
using Ser.Audio;
using Ser.Cli.Verdicts;
using Ser.Core;

namespace Ser.Cli.Commands;

/// <summary><c>ser predict</c>: the emotion in each of some recordings, or in a sound while it goes on.</summary>
internal static class PredictCommand
{
    public static Command Build(ProgramOutput output, StopSignals signals)
    {
        var inputs = new Argument<string[]>("input")
        {
            Description = "recordings of any format, rate and length; folders of them; patterns such as 'calls/**/*.wav'; @list.txt with a path a line; - for standard input",
            Arity = ArgumentArity.OneOrMore,
        };
        var raw = new Option<string?>("--raw") { Description = $"the input has no header: sample:rate:channels, such as s16le:16000:1 ({string.Join(' ', RawFormat.SampleNames)})", HelpName = "form" };
        var jobs = CommonOptions.Jobs();
        var choice = new VerdictOptions();
        var windows = new WindowOptions();
        var command = new Command("predict", "Label recordings with the emotion that is heard in them") { inputs };
        choice.AddTo(command);
        windows.AddTo(command);
        command.Options.Add(raw);
        command.Options.Add(jobs);
        Examples.Add(
            command,
            ("ser predict clip.wav --model runs/demo/model.onnx", "label, confidence, and the probability of every label"),
            ("ser predict 'calls/**/*.wav' -m model.onnx | cut -f 1,2", "files and labels; in a pipe, tabs part the columns"),
            ("ser predict ~/calls -m model.onnx --json --keep-going", "a line for each file as soon as it is known"),
            ("ser predict talk.mp3 -m model.onnx --window 3 --hop 1 --csv", "how it goes over time"),
            ("ser predict --raw s16le:16000 --window 3 --hop 0.5 -", "while somebody speaks, behind arecord -f S16_LE -r 16000 |"));
        command.Validators.Add(result => Check(result, inputs, raw));
        command.SetAction(parsed => new PredictionJob(
            choice.Choose(parsed, new PredictionRequest
            {
                Inputs = parsed.GetRequiredValue(inputs),
                Jobs = jobs.WholeIn(parsed),
                Windowing = windows.Windowing(parsed),
                Raw = parsed.GetValue(raw) is { } form ? RawFormat.Parse(form) : null,
            }),
            output, signals).Run());
        return command;
    }

    private static void Check(CommandResult result, Argument<string[]> inputs, Option<string?> raw)
    {
        string[] named = [.. (result.GetResult(inputs)?.Tokens ?? []).Select(token => token.Value)];
        if (named.Count(input => input == ClipSources.StandardInput) > 1)
        {
            result.AddError("standard input is named twice, and there is only one");
        }
        else if (result.GetResult(raw) is { Tokens: [var form] })
        {
            CheckRaw(result, form.Value, named);
        }
    }

    private static void CheckRaw(CommandResult result, string form, string[] named)
    {
        try
        {
            _ = RawFormat.Parse(form);
        }
        catch (UserError error)
        {
            result.AddError($"--raw: {error.Message}");
        }

        if (named.FirstOrDefault(Directory.Exists) is { } folder)
        {
            result.AddError($"'{folder}' is a folder, and --raw is for sound without a header; name files or -");
        }
    }
}
