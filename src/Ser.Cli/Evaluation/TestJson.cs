using System.Text.Json;
using Ser.Core;
using Ser.Evaluation;
using Ser.Reporting.Published;

namespace Ser.Cli.Evaluation;

/// <summary>A test as one JSON object: the figures of metrics.json, then what they come from, the overlap, and the gates.</summary>
internal static class TestJson
{
    /// <summary>The text, indented, without a line feed at its end.</summary>
    public static string Of(ModelTest test, string corpus, string model)
    {
        var figures = JsonElement.Parse(test.Figures.ToJson(indented: false));
        return JsonLine.Of(
            json =>
            {
                foreach (var property in figures.EnumerateObject())
                {
                    property.WriteTo(json);
                }

                json.WriteString("corpus", corpus);
                json.WriteString("model", model);
                List(json, "skipped", test.Skipped, json.WriteStringValue);
                Write(json, test.Overlap);
                Write(json, test.Details);
                if (test.Published is { } published)
                {
                    json.WritePropertyName("published");
                    PublishedJson.Write(json, published);
                }

                List(json, "gates", test.Gates, gate => Write(json, gate));
            },
            JsonLine.Readable with { Indented = true, NewLine = "\n" });
    }

    private static void Write(Utf8JsonWriter json, TrainingOverlap? overlap)
    {
        if (overlap is null)
        {
            return;
        }

        json.WriteStartObject("overlap");
        json.WriteString("stamp", overlap.Stamp);
        Names("speakers", overlap.Speakers);
        Names("clips", overlap.Clips);
        json.WriteEndObject();

        void Names(string key, IReadOnlyList<string>? names)
        {
            if (names is null)
            {
                json.WriteNull(key);
            }
            else
            {
                List(json, key, names, json.WriteStringValue);
            }
        }
    }

    private static void Write(Utf8JsonWriter json, TestDetails details)
    {
        json.WriteStartObject("breakdowns");
        foreach (var breakdown in details.Breakdowns)
        {
            List(json, breakdown.By, breakdown.Groups, group =>
            {
                json.WriteStartObject();
                json.WriteString("group", group.Group);
                json.WriteNumber("clips", group.Clips);
                json.WriteNumber("uar", group.Uar);
                json.WriteNumber("accuracy", group.Accuracy);
                json.WriteNumber("macroF1", group.MacroF1);
                json.WriteEndObject();
            });
        }

        json.WriteEndObject();
        List(json, "confusions", details.Confusions, confusion =>
        {
            json.WriteStartObject();
            json.WriteString("truth", confusion.Truth);
            json.WriteString("predicted", confusion.Predicted);
            json.WriteNumber("clips", confusion.Clips);
            json.WriteNumber("share", confusion.Share);
            json.WriteNumber("cost", confusion.Cost);
            json.WriteEndObject();
        });
        List(json, "mistakes", details.Mistakes, clip =>
        {
            json.WriteStartObject();
            json.WriteString("file", clip.Clip.Name);
            json.WriteString("truth", clip.Clip.Label);
            json.WriteString("predicted", clip.Prediction.Label);
            json.WriteNumber("confidence", clip.Prediction.Confidence);
            json.WriteEndObject();
        });
    }

    private static void Write(Utf8JsonWriter json, GateResult gate)
    {
        json.WriteStartObject();
        json.WriteString("gate", gate.Gate);
        json.WriteBoolean("held", gate.Held);
        Number("value", gate.Value);
        Number("limit", gate.Limit);
        json.WritePropertyName("interval");
        if (gate.Interval is { } interval)
        {
            json.WriteStartArray();
            json.WriteNumberValue(interval.Low);
            json.WriteNumberValue(interval.High);
            json.WriteEndArray();
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteString("finding", gate.Finding);
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

    private static void List<T>(Utf8JsonWriter json, string key, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(key);
        foreach (var item in items)
        {
            write(item);
        }

        json.WriteEndArray();
    }
}
