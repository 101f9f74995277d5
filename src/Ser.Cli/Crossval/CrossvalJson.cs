using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ser.Cli.Crossval;

/// <summary>How plan.json and crossval.json are written: camelCase, indented, the same bytes on every system.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n", RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(CrossvalPlan))]
[JsonSerializable(typeof(CrossvalReport))]
internal sealed partial class CrossvalJson : JsonSerializerContext;
