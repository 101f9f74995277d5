using System.Text.Json;
using Ser.Reporting.Published;

namespace Ser.Cli.Evaluation;

/// <summary>Published results in JSON.</summary>
internal static class PublishedJson
{
    /// <summary>Writes one object.</summary>
    public static void Write(Utf8JsonWriter json, PublishedComparison published)
    {
        json.WriteStartObject();
        json.WriteString("corpus", published.Corpus);
        json.WriteBoolean("sameProtocol", published.SameProtocol);
        json.WriteString("note", published.Note);
        json.WriteStartArray("results");
        foreach (var result in published.Results)
        {
            json.WriteStartObject();
            json.WriteString("work", result.Work);
            json.WriteString("source", result.Source);
            json.WriteString("protocol", result.Protocol);
            json.WriteBoolean("sameProtocol", published.SameProtocol && result.Folds == PublishedFolds.EmoBox);
            Number("uar", result.Uar);
            Number("accuracy", result.Accuracy);
            Number("macroF1", result.MacroF1);
            json.WriteString("remark", result.Remark);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();

        void Number(string key, double? value)
        {
            if (value is { } number)
            {
                json.WriteNumber(key, number);
            }
            else
            {
                json.WriteNull(key);
            }
        }
    }

    /// <summary>The object by itself; null where nothing is published.</summary>
    public static JsonElement? Of(PublishedComparison? published)
    {
        if (published is null)
        {
            return null;
        }

        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            Write(json, published);
        }

        return JsonElement.Parse(buffer.ToArray());
    }
}
