using System.Text.Json;
using System.Text.Json.Serialization;
using Ser.Core;

namespace Ser.Corpora;

/// <summary>What a folder says of itself in a file <c>corpus.json</c>: for corpora that borrow another one's file names.</summary>
/// <param name="Name">What the corpus is called; also the family name of its speakers.</param>
/// <param name="Licence">Terms of use.</param>
internal sealed record CorpusDescription(string? Name, string? Licence)
{
    /// <summary>Name of the file, in the folder itself.</summary>
    public const string FileName = "corpus.json";

    /// <summary>Reads the description of a folder, null where there is none.</summary>
    /// <exception cref="UserError">The file is no JSON object of texts.</exception>
    public static CorpusDescription? Of(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), CorpusDescriptionJson.Default.CorpusDescription);
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new UserError($"{path}: cannot be read ({error.Message.Split('\n')[0].TrimEnd('.')}); give an object with name and licence, or remove the file", error);
        }
    }

    /// <summary>"ravdess:01" → "demo:01".</summary>
    /// <param name="speaker">As the layout names the speaker.</param>
    /// <param name="mixture">Whether names of several corpora lie in the folder; then "demo:ravdess-01", so that nobody is merged.</param>
    public string? Rename(string? speaker, bool mixture) =>
        Name is null || speaker is null ? speaker : $"{Name.ToLowerInvariant()}:{(mixture ? speaker.Replace(':', '-') : speaker[(speaker.IndexOf(':') + 1)..])}";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CorpusDescription))]
internal sealed partial class CorpusDescriptionJson : JsonSerializerContext;
