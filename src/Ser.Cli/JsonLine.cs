using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ser.Cli;

/// <summary>One JSON object as a line of text.</summary>
internal static class JsonLine
{
    /// <summary>Names of files and labels as people wrote them: for what is read by programs and people, and by no web page.</summary>
    public static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="write">Writes what stands between the braces.</param>
    /// <param name="format">How characters are escaped.</param>
    public static string Of(Action<Utf8JsonWriter> write, JsonWriterOptions format = default)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, format))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
