using System.Text.Json.Serialization;

namespace Ser.Features;

/// <summary>Reads and writes plans without reflection, which would cost a tenth of a second at start-up.</summary>
/// <remarks>
/// Members that nobody knows are refused: a plan with a parameter of a later version would otherwise be applied without it.
/// </remarks>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(FeaturePlan))]
internal sealed partial class FeaturePlanJson : JsonSerializerContext;
