using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ser.Evaluation;

/// <summary>An interval as [low, high] on one line, also where the rest is indented.</summary>
internal sealed class IntervalConverter : JsonConverter<Interval>
{
    public override Interval Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var array = JsonDocument.ParseValue(ref reader);
        return array.RootElement is { ValueKind: JsonValueKind.Array } ends && ends.GetArrayLength() == 2
            && ends[0].ValueKind == JsonValueKind.Number && ends[1].ValueKind == JsonValueKind.Number
            ? new Interval(ends[0].GetDouble(), ends[1].GetDouble())
            : throw new JsonException("an interval is [low, high]");
    }

    public override void Write(Utf8JsonWriter writer, Interval value, JsonSerializerOptions options)
    {
        string gap = options.WriteIndented ? ", " : ",";
        writer.WriteRawValue($"[{value.Low:R}{gap}{value.High:R}]");   // validated on the way: NaN is refused
    }
}
