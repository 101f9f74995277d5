using System.CommandLine;
using Ser.Core;
using Ser.Inference;

namespace Ser.Cli.Commands;

/// <summary><c>ser export</c>: a model as another program wants it.</summary>
internal static class ExportCommand
{
    private const string Samples = "samples", Features = "features", Onnx = "onnx", Ort = "ort";

    public static Command Build(ProgramOutput output)
    {
        var model = new Argument<string>("model") { Description = "model.onnx of a training run" };
        var target = new Option<string>("--output", "-o") { Description = "file to write", Required = true, HelpName = "file" };
        var input = Choice("--input", "what the model shall take: sound, or features of ser extract --frames (the network alone)", Samples, Features);
        var format = Choice("--format", "the ONNX file, or ONNX Runtime's own format for phones and browsers", Onnx, Ort);
        var json = CommonOptions.Json("what was written");
        var command = new Command("export", "Write a model for another program: the network alone, or in another format") { model, target, input, format, json };
        Examples.Add(
            command,
            ("ser export model.onnx --input features -o network.onnx", "for a program that has its own log-mel, RMS and ZCR"),
            ("ser export model.onnx --format ort -o model.ort", "for ONNX Runtime on a phone or in a browser"));
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(model), parsed.GetRequiredValue(target), parsed.GetRequiredValue(input), parsed.GetRequiredValue(format),
            parsed.GetValue(json), output));
        return command;
    }

    private static int Run(string file, string target, string input, string format, bool json, ProgramOutput output)
    {
        if (Path.GetFullPath(file) == Path.GetFullPath(target))
        {
            throw new UserError($"{target}: is the model itself, which would be lost; name another file");
        }

        byte[] bytes = ModelFile.ReadBytes(file);
        var model = ModelFile.Read(bytes, file);
        model.RequireSamples();
        byte[] content = input == Features ? FeatureModel.Cut(model, file) : bytes;
        content = format == Ort ? OrtFormat.From(content, file) : content;
        AtomicFile.Write(target, stream => stream.Write(content));

        string[] inputs = input == Features
            ? [FeatureModel.LogMelInput, FeatureModel.RmsInput, FeatureModel.ZcrInput]
            : [ModelCard.SamplesInput];
        if (json)
        {
            output.Results.WriteLine(JsonLine.Of(line =>
            {
                line.WriteString("output", target);
                line.WriteString("format", format);
                line.WriteNumber("bytes", content.Length);
                Write("inputs", inputs);
                Write("labels", model.Card.Labels);

                void Write(string name, IEnumerable<string> values)
                {
                    line.WriteStartArray(name);
                    foreach (string value in values)
                    {
                        line.WriteStringValue(value);
                    }

                    line.WriteEndArray();
                }
            }));
        }
        else
        {
            output.Remark($"{target}: {content.Length / 1e6:0.0} MB, takes {string.Join(", ", inputs)}");
        }

        return ExitCode.Done;
    }

    /// <summary>An option with a few values, the first of which is its default.</summary>
    private static Option<string> Choice(string name, string description, params string[] values)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => values[0], HelpName = string.Join('|', values) };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !values.Contains(token.Value))
            {
                result.AddError($"{name} is '{token.Value}'; give {string.Join(" or ", values)}");
            }
        });
        return option;
    }
}
