using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Ser.Training.Configuration;

/// <summary>How nodes of JSON are written.</summary>
[JsonSerializable(typeof(JsonNode))]
internal sealed partial class JsonNodes : JsonSerializerContext;
