using System.CommandLine;
using System.Text;
using Ser.Audio;
using Ser.Cli.Extraction;
using Ser.Cli.Sheets;
using Ser.Cli.Verdicts;
using Ser.Core;
using Ser.Features;
using Ser.Inference;
using Ser.Reporting;

namespace Ser.Cli.Commands;

/// <summary><c>ser plot</c>: a picture of a recording, the spectrograms of several on one sheet, or a picture of a table of features.</summary>
internal static class PlotCommand
{
    public static Command Build(ProgramOutput output)
    {
        var files = new Argument<string[]>("file")
        {
            Description = "recording, - for standard input, or table of features; of several recordings, the spectrograms stand on one sheet",
            Arity = ArgumentArity.OneOrMore,
        };
        var target = new Option<string>("--output", "-o") { Description = "picture to write: .svg (light and dark) or .png", Required = true, HelpName = "file" };
        var model = new Option<string?>("--model", "-m") { Description = "draw what this model says over time; without --window in windows of 2 s, one every 0.25 s", HelpName = "file" };
        var windows = new WindowOptions();
        var plan = new PlanOptions();
        var audio = new AudioOptions();
        var command = new Command("plot", "Draw a recording: waveform, mel spectrogram, pitch, level, zero crossings; or a table of features: its rows by class") { files, target, model };
        windows.AddTo(command);
        plan.AddTo(command);
        audio.AddTo(command);
        Examples.Add(
            command,
            ("ser plot clip.wav -o clip.svg", "for a browser or a paper"),
            ("ser plot clip.wav -o clip.png --preset speech", "25 ms windows, as a bitmap"),
            ("ser plot talk.wav -o talk.svg --model model.onnx --window 3 --hop 0.5", "with the model's verdicts over time"),
            ("ser plot before.wav after.wav -o both.svg --preset emotion", "two spectrograms to compare"),
            ("ser plot balanced.csv -o balanced.svg", "its first two principal components, before and after ser resample"));
        command.Validators.Add(result =>
        {
            bool isAsked = result.GetResult(model) is { Implicit: false };
            if (!isAsked && windows.IsGiven(result))
            {
                result.AddError("--window, --hop and --smooth are for the verdicts of a model; name one with --model, or leave them out");
            }
            else if (isAsked && result.GetResult(files)?.Tokens is [{ Value: var first }, ..] tokens && (tokens.Count > 1 || SheetFile.Is(first)))
            {
                result.AddError("the verdicts of a model are drawn for one recording; name one, or leave out --model");
            }
        });
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(files), parsed.GetRequiredValue(target), plan.Choose(parsed), audio.Choose(parsed, strict: false, output.Warning),
            parsed.GetValue(model), windows.Windowing(parsed) ?? new Windowing(2, 0.25), output));
        return command;
    }

    private static int Run(
        string[] files, string target, ChosenPlan chosen, AudioReadOptions audio, string? model, Windowing windowing, ProgramOutput output)
    {
        string extension = Path.GetExtension(target).ToLowerInvariant();
        if (extension is not (".svg" or ".png"))
        {
            throw new UserError($"{target}: a picture ends in .svg or .png; choose one of them");
        }

        if (files.FirstOrDefault(SheetFile.Is) is { } sheet)
        {
            if (files.Length > 1)
            {
                throw new UserError($"{sheet}: is a table of features, which is drawn alone; give it by itself");
            }

            var table = SheetPlot.Read(sheet);
            Write(target, extension, stream => TablePlot.WritePng(table, stream), text => TablePlot.WriteSvg(table, text));
        }
        else
        {
            ClipPlotData[] clips = [.. files.Select(file => Analyse(file, chosen, AudioFile.Read(file, audio), model, windowing))];
            if (clips is [var only])
            {
                Write(target, extension, stream => ClipPlot.WritePng(only, stream), text => ClipPlot.WriteSvg(only, text));
            }
            else
            {
                Write(target, extension, stream => SpectrogramSheet.WritePng(clips, stream), text => SpectrogramSheet.WriteSvg(clips, text));
            }
        }

        output.Remark($"drawn to {target}");
        return ExitCode.Done;
    }

    private static void Write(string target, string extension, Action<Stream> asPng, Action<TextWriter> asSvg) => AtomicFile.Write(target, stream =>
    {
        if (extension == ".png")
        {
            asPng(stream);
            return;
        }

        using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        asSvg(text);
    });

    private static ClipPlotData Analyse(string file, ChosenPlan chosen, Waveform waveform, string? model, Windowing windowing)
    {
        var plan = chosen.At(waveform.Rate);
        float[] samples = waveform.AtRate(plan.SampleRate).Samples;
        var features = new FeatureExtractor(plan).Extract(samples, FeatureKinds.LogMel | FeatureKinds.Zcr | FeatureKinds.Rms);
        var pitch = new Yin(plan.SampleRate, new PitchOptions { HopLength = plan.HopLength }).Track(samples);
        string title = file == AudioFile.StandardInput ? "standard input" : Path.GetFileName(file);
        return ClipPlotData.From(title, samples, plan.SampleRate, plan, features, pitch.F0Hz) with
        {
            Verdicts = model is null ? null : VerdictTimeline.Of(model, waveform, windowing),
        };
    }
}
