using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Ser.Inference;

namespace Ser.Cli.Verdicts;

/// <summary>One JSON object a line: file, start and end of a window, label, confidence, probabilities; or file and error.</summary>
/// <remarks>
/// The few kinds of values are written here: until System.Text.Json is loaded and compiled, a clip would have been labelled. What needs
/// escapes is left to it.
/// </remarks>
/// <param name="output">Takes the bytes of a line in one piece.</param>
/// <param name="top">How many of the likeliest labels are shown, in their order; null for all in the model's.</param>
internal sealed class NdjsonVerdicts(Stream output, int? top) : IVerdictWriter
{
    private const int MostDigits = 32;   // a double takes 24 bytes

    private readonly MemoryStream line = new(1024);

    /// <inheritdoc/>
    public void Write(Verdict verdict)
    {
        line.SetLength(0);
        line.Write("{\"file\":"u8);
        Write(verdict.File);
        if (verdict.Prediction is { } prediction)
        {
            Write(verdict, prediction);
        }
        else
        {
            line.Write(",\"error\":"u8);
            Write(verdict.Error!);
        }

        line.Write("}\n"u8);
        line.WriteTo(output);
        output.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => line.Dispose();

    private void Write(Verdict verdict, Prediction prediction)
    {
        if (verdict is { Start: { } start, End: { } end })
        {
            line.Write(",\"start\":"u8);
            Write(start);
            line.Write(",\"end\":"u8);
            Write(end);
        }

        line.Write(",\"label\":"u8);
        Write(verdict.Label);
        line.Write(",\"confidence\":"u8);
        Write(prediction.Confidence);
        line.Write(",\"probabilities\":{"u8);
        int count = Math.Min(top ?? int.MaxValue, prediction.Labels.Count);
        int[]? order = top is null ? null : PredictionOrder(prediction);
        for (int shown = 0; shown < count; shown++)
        {
            int i = order is null ? shown : order[shown];
            line.Write(shown > 0 ? ","u8 : ""u8);
            Write(prediction.Labels[i]);
            line.WriteByte((byte)':');
            Write(prediction.Probabilities[i]);
        }

        line.WriteByte((byte)'}');
        if (prediction.Silent)
        {
            line.Write(",\"silence\":true"u8);
        }
    }

    private static int[] PredictionOrder(Prediction prediction) =>
        [.. Enumerable.Range(0, prediction.Labels.Count).OrderByDescending(i => prediction.Probabilities[i])];

    private void Write(float number)
    {
        Span<byte> digits = stackalloc byte[MostDigits];
        line.Write(number.TryFormat(digits, out int count, default, CultureInfo.InvariantCulture) ? digits[..count] : throw new UnreachableException());
    }

    private void Write(double number)
    {
        Span<byte> digits = stackalloc byte[MostDigits];
        line.Write(number.TryFormat(digits, out int count, default, CultureInfo.InvariantCulture) ? digits[..count] : throw new UnreachableException());
    }

    private void Write(string text)
    {
        if (!IsPlain(text))
        {
            WriteEscaped(text);
            return;
        }

        line.WriteByte((byte)'"');
        line.Write(Encoding.ASCII.GetBytes(text));
        line.WriteByte((byte)'"');
    }

    private void WriteEscaped(string text)
    {
        using var json = new Utf8JsonWriter(line, JsonLine.Readable);
        json.WriteStringValue(text);
    }

    /// <summary>Whether a text stands in JSON as it is.</summary>
    private static bool IsPlain(string text)
    {
        foreach (char letter in text)
        {
            if (letter is < ' ' or > '~' or '"' or '\\')
            {
                return false;
            }
        }

        return true;
    }
}
