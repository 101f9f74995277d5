using System.Buffers;
using System.Text.Json;
using Ser.Inference;

namespace Ser.Cli.Verdicts;

/// <summary>One JSON object a line: file, start and end of a window, label, confidence, probabilities; or file and error.</summary>
/// <param name="output">Takes the bytes of a line in one piece.</param>
/// <param name="top">How many of the likeliest labels are shown, in their order; null for all in the model's.</param>
internal sealed class NdjsonVerdicts(Stream output, int? top) : IVerdictWriter
{
    private readonly ArrayBufferWriter<byte> line = new(1024);
    private readonly Utf8JsonWriter json = new(Stream.Null, JsonLine.Readable);

    /// <inheritdoc/>
    public void Write(Verdict verdict)
    {
        line.ResetWrittenCount();
        json.Reset(line);
        json.WriteStartObject();
        json.WriteString("file", verdict.File);
        if (verdict.Prediction is { } prediction)
        {
            Write(verdict, prediction);
        }
        else
        {
            json.WriteString("error", verdict.Error);
        }

        json.WriteEndObject();
        json.Flush();
        line.Write("\n"u8);
        output.Write(line.WrittenSpan);
        output.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => json.Dispose();

    private void Write(Verdict verdict, Prediction prediction)
    {
        if (verdict is { Start: { } start, End: { } end })
        {
            json.WriteNumber("start", start);
            json.WriteNumber("end", end);
        }

        json.WriteString("label", verdict.Label);
        json.WriteNumber("confidence", prediction.Confidence);
        json.WriteStartObject("probabilities");
        foreach (int i in Shown(prediction))
        {
            json.WriteNumber(prediction.Labels[i], prediction.Probabilities[i]);
        }

        json.WriteEndObject();
        if (prediction.Silent)
        {
            json.WriteBoolean("silence", true);
        }
    }

    private IEnumerable<int> Shown(Prediction prediction)
    {
        var all = Enumerable.Range(0, prediction.Labels.Count);
        return top is { } count ? all.OrderByDescending(i => prediction.Probabilities[i]).Take(count) : all;
    }
}
