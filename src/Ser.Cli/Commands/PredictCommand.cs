using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ser.Cli.Terminal;
using Ser.Inference;
using Ser.Reporting;

namespace Ser.Cli.Commands;

/// <summary><c>ser predict</c>: the emotion in each of some recordings.</summary>
internal static class PredictCommand
{
    public static Command Build(ProgramOutput output, StopSignals signals)
    {
        var files = new Argument<string[]>("file") { Description = "recordings of any format, sample rate and length", Arity = ArgumentArity.OneOrMore };
        var model = new Option<string>("--model", "-m") { Description = "model.onnx of a training run", Required = true, HelpName = "file" };
        var jobs = CommonOptions.Jobs();
        var json = CommonOptions.Json("one object per file");
        var command = new Command("predict", "Label recordings with the emotion that is heard in them") { files, model, jobs, json };
        Examples.Add(
            command,
            ("ser predict clip.wav --model runs/demo/model.onnx", "label, confidence, and the probability of every label"),
            ("ser predict calls/*.wav -m model.onnx | cut -f 1,2", "files and labels; in a pipe, tabs part the columns"),
            ("ser predict clip.wav -m model.onnx --json | jq -r .label", "the label alone, for a script"));
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(files), parsed.GetRequiredValue(model), parsed.GetValue(jobs), parsed.GetValue(json), output, signals.Token));
        return command;
    }

    private static int Run(string[] files, string modelFile, int jobs, bool json, ProgramOutput output, CancellationToken cancel)
    {
        using var model = EmotionModel.LoadAhead(modelFile);
        IReadOnlyList<FilePrediction> results;
        using (var progress = new WorkLine(output))
        {
            results = BatchPrediction.Run(model, files, jobs, progress, progress.Warning, cancel);
        }

        if (json)
        {
            foreach (var result in results)
            {
                output.Results.WriteLine(ToJson(result));
            }
        }
        else
        {
            WriteTable([.. results.Where(result => result.Prediction is not null)], model.Labels, output.Results);
        }

        foreach (var failed in results.Where(result => result.Error is not null))
        {
            output.Error(failed.Error!);
        }

        return results.All(result => result.Error is null) ? ExitCode.Done : ExitCode.Failed;
    }

    private static void WriteTable(FilePrediction[] results, IReadOnlyList<string> labels, TextWriter output)
    {
        if (results.Length == 0)
        {
            return;
        }

        if (Console.IsOutputRedirected)
        {
            PredictionText.WriteTabbedHeader(output, labels);
            foreach (var result in results)
            {
                PredictionText.WriteTabbed(output, result.File, labels, result.Prediction!.Probabilities);
            }

            return;
        }

        int width = results.Max(result => PredictionText.NameWidth(result.File));
        PredictionText.WriteAlignedHeader(output, labels, width);
        foreach (var result in results)
        {
            PredictionText.WriteAligned(output, result.File, labels, result.Prediction!.Probabilities, width);
        }
    }

    /// <summary>file, label, confidence, probabilities; or file, error.</summary>
    private static string ToJson(FilePrediction result) => JsonLine.Of(
        json =>
        {
            json.WriteString("file", result.File);
            if (result.Prediction is not { } prediction)
            {
                json.WriteString("error", result.Error);
                return;
            }

            json.WriteString("label", prediction.Label);
            json.WriteNumber("confidence", prediction.Confidence);
            json.WriteStartObject("probabilities");
            foreach (var (label, probability) in prediction.Labels.Zip(prediction.Probabilities))
            {
                json.WriteNumber(label, probability);
            }

            json.WriteEndObject();
        },
        new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
