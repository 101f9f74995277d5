using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ser.Evaluation;

/// <summary>How figures become JSON; generated at compile time, so that trimming keeps what is needed and nothing else.</summary>
[JsonSerializable(typeof(ClassificationFigures))]
internal sealed partial class FiguresJson : JsonSerializerContext
{
    public static FiguresJson Compact { get; } = new(OptionsFor(indented: false));

    public static FiguresJson Indented { get; } = new(OptionsFor(indented: true));

    private static JsonSerializerOptions OptionsFor(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        WriteIndented = indented,
        NewLine = "\n",   // the same bytes on every system
    };
}
