using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ser.Cli.Tuning;

/// <summary>How plan.json and the results of a search are written: camelCase, indented, the same bytes on every system.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n", RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(TuningPlan))]
[JsonSerializable(typeof(TuningReport))]
internal sealed partial class TuningJson : JsonSerializerContext;
