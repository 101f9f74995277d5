using System.Text.Json;
using Ser.Core;
using Ser.Inference.Onnx;

namespace Ser.Inference;

/// <summary>The network of a model alone: features in, probabilities out, for those who bring features of their own.</summary>
/// <remarks>
/// Inputs are the columns that <c>ser extract --frames</c> writes under the model's plan. What follows from them (MFCC, level, where the speech
/// is, standardisation) stays in the graph. The graph is cut at three or four values whose names are part of the format.
/// </remarks>
public static class FeatureModel
{
    /// <summary>Input: log-mel levels in dB, clips × bands × frames.</summary>
    public const string LogMelInput = "log_mel";

    /// <summary>Input: root of the mean square of each frame, clips × frames.</summary>
    public const string RmsInput = "rms";

    /// <summary>Input: zero-crossing rate of each frame, 0 to 1, clips × frames.</summary>
    public const string ZcrInput = "zcr";

    /// <summary>Input where the network looks at it: how periodic each frame is at each pitch, −1 to 1, clips × 48 × frames.</summary>
    public const string PitchgramInput = "pitchgram";

    /// <summary>Values of a whole model's graph: clips × 1 × frames.</summary>
    internal const string MeanSquareValue = "mean_square", CrossingsValue = "crossings";

    private const int Float = 1, Int64 = 7, PitchgramRows = 48;

    /// <summary>Cuts the analysis off a model.</summary>
    /// <param name="model">The content of a model file, as <c>ser train</c> writes it.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <returns>The content of a model file with the same card, whose inputs are features.</returns>
    /// <exception cref="UserError">The file is none of ours, or its graph does not show where the analysis ends.</exception>
    public static byte[] Cut(byte[] model, string file)
    {
        ArgumentNullException.ThrowIfNull(model);
        var whole = ModelFile.Read(model, file);
        whole.RequireSamples();
        return Cut(whole, file);
    }

    /// <summary>Cuts the analysis off a model that takes sound.</summary>
    /// <param name="model">The model, checked.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <returns>The content of a model file with the same card, whose inputs are features.</returns>
    /// <exception cref="UserError">Its graph does not show where the analysis ends.</exception>
    public static byte[] Cut(ModelFile model, string file)
    {
        ArgumentNullException.ThrowIfNull(model);
        var features = model.Card.Features;
        int bands = features.ValueKind == JsonValueKind.Object && features.TryGetProperty("melBands", out var value) && value.TryGetInt32(out int count)
            ? count
            : throw new UserError($"{file}: its card does not say how many mel bands the network takes; train the model again");

        const string axis = "channel_axis_of_rows", squared = "rms_squared";
        try
        {
            bool pitched = OnnxCut.Makes(model.Content, PitchgramInput);
            return OnnxCut.Behind(
                model.Content,
                [Input(LogMelInput, bands), Input(RmsInput), Input(ZcrInput), .. pitched ? (ProtobufWriter[])[Input(PitchgramInput, PitchgramRows)] : []],
                [
                    Node("Mul", squared, RmsInput, RmsInput),
                    Node("Unsqueeze", MeanSquareValue, squared, axis),
                    Node("Unsqueeze", CrossingsValue, ZcrInput, axis),
                ],
                [new ProtobufWriter().Number(1, 1).Number(2, Int64).Text(8, axis).Block(9, BitConverter.GetBytes(1L))],
                [LogMelInput, MeanSquareValue, CrossingsValue, .. pitched ? (string[])[PitchgramInput] : []]);
        }
        catch (InvalidDataException error)
        {
            throw new UserError($"{file}: its graph cannot be cut behind the analysis ({error.Message}); train the model again with this version", error);
        }
    }

    private static ProtobufWriter Node(string type, string output, params ReadOnlySpan<string> inputs)
    {
        var node = new ProtobufWriter();
        foreach (string input in inputs)
        {
            node.Text(1, input);
        }

        return node.Text(2, output).Text(3, output).Text(4, type);
    }

    /// <summary>clips × rows × frames, or clips × frames.</summary>
    private static ProtobufWriter Input(string name, int? rows = null)
    {
        var shape = new ProtobufWriter().Message(1, new ProtobufWriter().Text(2, "clips"));
        if (rows is { } count)
        {
            shape.Message(1, new ProtobufWriter().Number(1, count));
        }

        shape.Message(1, new ProtobufWriter().Text(2, "frames"));
        var tensor = new ProtobufWriter().Number(1, Float).Message(2, shape);
        return new ProtobufWriter().Text(1, name).Message(2, new ProtobufWriter().Message(1, tensor));
    }
}
