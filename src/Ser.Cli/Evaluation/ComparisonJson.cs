using System.Text.Json;
using Ser.Evaluation;

namespace Ser.Cli.Evaluation;

/// <summary>Tests side by side as one JSON object.</summary>
internal static class ComparisonJson
{
    /// <summary>The text, indented.</summary>
    public static string Of(RunComparison comparison) => JsonLine.Of(
        json =>
        {
            json.WriteStartArray("models");
            foreach (var run in comparison.Runs)
            {
                json.WriteStartObject();
                json.WriteString("name", run.Name);
                json.WritePropertyName("figures");
                JsonElement.Parse(run.Figures.ToJson(indented: false)).WriteTo(json);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("comparisons");
            foreach (var pair in comparison.Pairs)
            {
                json.WriteStartObject();
                json.WriteString("first", comparison.Runs[0].Name);
                json.WriteString("second", comparison.Runs[pair.Other].Name);
                json.WriteBoolean("sameClips", pair.Difference is not null);
                json.WriteNumber("clips", pair.Clips);
                json.WriteString("reason", pair.Reason);
                Write(json, pair.Difference);
                Write(json, pair.Test);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        },
        JsonLine.Readable with { Indented = true, NewLine = "\n" });

    private static void Write(Utf8JsonWriter json, PairedDifference? difference)
    {
        if (difference is null)
        {
            json.WriteNull("uar");
            return;
        }

        json.WriteStartObject("uar");
        json.WriteNumber("difference", difference.Difference);
        json.WriteStartArray("interval");
        json.WriteNumberValue(difference.Interval.Low);
        json.WriteNumberValue(difference.Interval.High);
        json.WriteEndArray();
        json.WriteNumber("p", difference.P);
        json.WriteString("unit", difference.Unit);
        json.WriteNumber("draws", difference.Draws);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, McNemarResult? test)
    {
        if (test is null)
        {
            json.WriteNull("mcNemar");
            return;
        }

        json.WriteStartObject("mcNemar");
        json.WriteNumber("onlyFirst", test.B);
        json.WriteNumber("onlySecond", test.C);
        json.WriteNumber("exactP", test.ExactP);
        json.WriteNumber("midP", test.MidP);
        json.WriteNumber("chiSquared", test.ChiSquared);
        json.WriteNumber("correctedP", test.CorrectedP);
        json.WriteEndObject();
    }
}
