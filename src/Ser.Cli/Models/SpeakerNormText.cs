using System.Text.Json;

namespace Ser.Cli.Models;

/// <summary>What has to be said of models and figures of <c>--speaker-norm</c>.</summary>
internal static class SpeakerNormText
{
    /// <summary>Before a training: what its figures will be, and what the file is not.</summary>
    public const string Warning =
        "--speaker-norm: the test figures are transductive (each test speaker is normalised over all of that speaker's clips) and must not be compared with others; "
        + "model.onnx itself labels clip by clip, without";

    /// <summary>Before a test of a model alone.</summary>
    public const string Without = "this model was trained with --speaker-norm; here it labels clip by clip, without: the figures of its run are not its own";

    /// <summary>Whether a recipe, as cards and plans hold it, normalises by speaker.</summary>
    public static bool IsOn(JsonElement recipe) =>
        recipe.ValueKind == JsonValueKind.Object && recipe.TryGetProperty("speakerNorm", out var on) && on.ValueKind == JsonValueKind.True;
}
