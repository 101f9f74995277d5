using System.CommandLine;
using System.Globalization;
using Ser.Audio;
using Ser.Cli.Models;
using Ser.Core;
using Ser.Inference;

namespace Ser.Cli.Commands;

/// <summary><c>ser info</c>: what a sound file is and how it is recorded, or what is in a model file.</summary>
internal static class InfoCommand
{
    public static Command Build(ProgramOutput output)
    {
        var files = new Argument<string[]>("file") { Description = "sound files or models (.onnx), or - for standard input", Arity = ArgumentArity.OneOrMore };
        var json = CommonOptions.Json("one object per file (a bad file has file and error)");
        var command = new Command("info", "Tell how sound files are recorded (format, rate, length, level, clipping, silence), or what is in a model") { files, json };
        Examples.Add(
            command,
            ("ser info clip.wav", "one line per figure"),
            ("ser info *.wav --json | jq 'select(.clippedShare > 0) | .file'", "which recordings are clipped"),
            ("ser info model.onnx", "labels, features, network, calibration, corpus and speakers of a model"),
            ("ser info model.onnx --json | jq -r '.corpus.testSpeakers[]'", "speakers that a model was tested on"));
        command.SetAction(parsed => Run(parsed.GetRequiredValue(files), parsed.GetValue(json), output));
        return command;
    }

    private static int Run(string[] files, bool json, ProgramOutput output)
    {
        bool failed = false;
        var options = new AudioReadOptions { Warn = output.Warning };
        foreach (string file in files)
        {
            try
            {
                output.Results.WriteLine(
                    !ModelFile.IsModel(file) ? Sound(file, AudioFile.Inspect(file, options))
                    : json ? ModelJson.Of(file, ModelFile.Read(file))
                    : Named(file, ModelText.Of(ModelFile.Read(file))));
            }
            catch (UserError error)
            {
                failed = true;
                output.Error(error.Message);
                if (json)
                {
                    output.Results.WriteLine(ToJson(file, error.Message));
                }
            }
        }

        return failed ? ExitCode.Failed : ExitCode.Done;

        string Sound(string file, AudioInfo info) => json ? ToJson(file, info) : Named(file, ToText(info));

        string Named(string file, string text) => files.Length > 1 ? $"{file}\n{text}\n" : text;
    }

    private static string ToText(AudioInfo info) => string.Create(CultureInfo.InvariantCulture, $"""
        format     {info.Encoding}
        rate       {info.Rate} Hz
        channels   {info.Channels}
        duration   {info.Seconds:0.000} s ({info.Frames} frames)
        peak       {Level(info.PeakDbfs)}
        RMS        {Level(info.RmsDbfs)}
        clipped    {100 * info.ClippedShare:0.###} %
        silent     {100 * info.SilenceShare:0.#} %
        """);

    private static string Level(double dbfs) => double.IsNegativeInfinity(dbfs) ? "digital silence" : $"{dbfs:0.0} dBFS";

    private static string ToJson(string file, string error) => JsonLine.Of(json =>
    {
        json.WriteString("file", file);
        json.WriteString("error", error);
    });

    /// <summary>Levels of digital silence are null: JSON has no infinity.</summary>
    private static string ToJson(string file, AudioInfo info) => JsonLine.Of(json =>
    {
        json.WriteString("file", file);
        json.WriteString("format", info.Encoding);
        json.WriteNumber("rate", info.Rate);
        json.WriteNumber("channels", info.Channels);
        json.WriteNumber("seconds", info.Seconds);
        json.WriteNumber("frames", info.Frames);
        Write("peakDbfs", info.PeakDbfs);
        Write("rmsDbfs", info.RmsDbfs);
        json.WriteNumber("clippedShare", info.ClippedShare);
        json.WriteNumber("silenceShare", info.SilenceShare);

        void Write(string name, double dbfs)
        {
            if (double.IsFinite(dbfs))
            {
                json.WriteNumber(name, dbfs);
            }
            else
            {
                json.WriteNull(name);
            }
        }
    });
}
