using System.Text.Json;
using System.Text.Json.Serialization;
using Ser.Core;

namespace Ser.Corpora;

/// <summary>What has to be known of a download that was broken off to go on with it.</summary>
/// <param name="Url">Where it comes from.</param>
/// <param name="Validator">The strong ETag or else the date of the file, which tell whether it is still the same; null where the server told neither.</param>
/// <param name="Bytes">How long it is; null where the server did not tell.</param>
internal sealed record DownloadNote(string Url, string? Validator, long? Bytes)
{
    /// <summary>The note of a response.</summary>
    public static DownloadNote Of(Uri url, HttpResponseMessage response, long? bytes)
    {
        string? etag = response.Headers.ETag is { IsWeak: false } tag ? tag.Tag : null;
        return new DownloadNote(url.AbsoluteUri, etag ?? response.Content.Headers.LastModified?.ToString("R"), bytes);
    }

    /// <summary>Reads a note; null where there is none that makes sense.</summary>
    public static DownloadNote? Read(string file)
    {
        try
        {
            return File.Exists(file) ? JsonSerializer.Deserialize(File.ReadAllBytes(file), DownloadNoteJson.Default.DownloadNote) : null;
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;   // then the download begins anew, which is always right
        }
    }

    /// <summary>Writes the note.</summary>
    /// <exception cref="UserError">It cannot be written.</exception>
    public void Write(string file) => AtomicFile.WriteText(file, JsonSerializer.Serialize(this, DownloadNoteJson.Default.DownloadNote));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DownloadNote))]
internal sealed partial class DownloadNoteJson : JsonSerializerContext;
