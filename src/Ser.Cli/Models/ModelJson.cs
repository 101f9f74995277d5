using System.Text.Json;
using Ser.Inference;

namespace Ser.Cli.Models;

/// <summary>A model file as one JSON object: the card as it is, with file, size and opset in front.</summary>
internal static class ModelJson
{
    private static readonly string[] Own = ["file", "bytes", "opset"];

    public static string Of(string file, ModelFile model)
    {
        using var card = JsonDocument.Parse(model.CardJson);
        return JsonLine.Of(
            json =>
            {
                json.WriteString("file", file);
                json.WriteNumber("bytes", model.Bytes);
                json.WriteNumber("opset", model.Opset);
                foreach (var property in card.RootElement.EnumerateObject())
                {
                    if (!Own.Contains(property.Name, StringComparer.Ordinal))
                    {
                        property.WriteTo(json);
                    }
                }
            },
            JsonLine.Readable);
    }
}
