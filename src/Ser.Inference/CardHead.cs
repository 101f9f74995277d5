using System.Text;
using System.Text.Json;
using Ser.Core;
using Ser.Inference.Onnx;

namespace Ser.Inference;

/// <summary>The part of a <see cref="ModelCard"/> that labelling takes.</summary>
/// <remarks>
/// Read token by token: to deserialise the whole card costs a program that labels one clip more than all of its other work, and most of
/// the card is for people. That the rest is there is checked here, what stands in it when it is asked for.
/// </remarks>
/// <param name="Labels">What the outputs mean, in their order: two or more, no two alike.</param>
/// <param name="SampleRate">Rate in Hz at which the graph expects its samples.</param>
internal sealed record CardHead(string[] Labels, int SampleRate)
{
    private static readonly string[] OtherParts = ["tool", "features", "normalisation", "architecture", "recipe", "training", "corpus"];

    /// <summary>Reads the head of a card.</summary>
    /// <param name="json">The text under <see cref="ModelCard.MetadataKey"/>.</param>
    /// <param name="file">The model file, for the message.</param>
    /// <exception cref="UserError">The card is broken, lacks a part, contradicts itself, or comes from a newer version.</exception>
    public static CardHead Read(string json, string file)
    {
        try
        {
            return Read(Encoding.UTF8.GetBytes(json), file);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw ModelCard.Damaged(file, error);
        }
    }

    private static CardHead Read(ReadOnlySpan<byte> json, string file)
    {
        int? format = null, rate = null, analysisRate = null;
        List<string>? labels = null;
        int others = 0;   // a bit for each of OtherParts

        var reader = new Utf8JsonReader(json);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("the card is no object");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("format"u8))
            {
                format = Number(ref reader);
            }
            else if (reader.ValueTextEquals("sampleRate"u8))
            {
                rate = Number(ref reader);
            }
            else if (reader.ValueTextEquals("labels"u8))
            {
                labels = Texts(ref reader);
            }
            else
            {
                bool isAnalysis = reader.ValueTextEquals("features"u8);
                for (int i = 0; i < OtherParts.Length; i++)
                {
                    others |= reader.ValueTextEquals(OtherParts[i]) ? 1 << i : 0;
                }

                analysisRate = isAnalysis ? RateOf(reader) : analysisRate;
                reader.Skip();
            }
        }

        while (reader.Read())
        {
            // What follows the card is an error of the reader.
        }

        if (format > ModelCard.CurrentFormat)
        {
            throw ModelCard.TooNew(file, format.Value);
        }

        string? absent = format is null ? "format" : rate is null ? "sampleRate" : labels is null ? "labels" : null;
        for (int i = 0; i < OtherParts.Length; i++)
        {
            absent ??= (others & (1 << i)) == 0 ? OtherParts[i] : null;
        }

        if (absent is not null)
        {
            throw new JsonException($"no '{absent}', or not of its kind");
        }

        ModelCard.Check(format!.Value, labels!, rate!.Value, file);
        if (analysisRate is { } named && named != rate)
        {
            throw CardCheck.TwoRates(rate.Value, file);
        }

        return new CardHead([.. labels!], rate.Value);
    }

    /// <summary>The sample rate in an object that the reader stands before; the reader of the caller stays there.</summary>
    private static int? RateOf(Utf8JsonReader reader)
    {
        reader.Read();
        while (reader.TokenType == JsonTokenType.StartObject || reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("sampleRate"u8))
                {
                    return Number(ref reader) ?? -1;
                }

                reader.Skip();
            }

            reader.Read();
        }

        return null;
    }

    /// <summary>The value of a property where it is a whole number; null where it is something else.</summary>
    private static int? Number(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int value))
        {
            return value;
        }

        reader.Skip();
        return null;
    }

    /// <summary>The value of a property where it is a list of texts; null where it is something else.</summary>
    private static List<string>? Texts(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return null;
        }

        List<string>? texts = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                texts?.Add(reader.GetString()!);
            }
            else
            {
                texts = null;
                reader.Skip();
            }
        }

        return texts;
    }
}
