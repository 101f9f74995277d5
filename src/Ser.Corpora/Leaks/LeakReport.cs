using System.Text.Json;
using Ser.Core;

namespace Ser.Corpora;

/// <summary>What the guard found in a split.</summary>
/// <param name="Split">What was checked.</param>
/// <param name="Unread">Clips whose sound could not be read, and so not be compared.</param>
/// <param name="Leaks">First speakers, then sounds, then copies; each in the order of the clips.</param>
public sealed record LeakReport(Split Split, int Unread, IReadOnlyList<Leak> Leaks)
{
    /// <summary>The name under which a run folder holds <see cref="ToJson"/>.</summary>
    public const string FileName = "leakage.json";

    /// <summary>The leaks that nobody asked for.</summary>
    public IReadOnlyList<Leak> Forbidden(LeakAllowance allowance) => [.. Leaks.Where(leak => !allowance.Covers(leak.Kind))];

    /// <summary>How many clips of validation and test share sound or recording with an earlier part.</summary>
    public int LeakedClips => Leaks.Where(leak => leak.Kind != LeakKind.Speaker).Select(leak => leak.Second.Name).Distinct().Count();

    /// <summary>Refuses a split that leaks.</summary>
    /// <param name="allowance">What is asked for.</param>
    /// <param name="file">The file that holds all leaks.</param>
    /// <param name="wayOut">How it could be asked for, such as the name of an option; null where it cannot be.</param>
    /// <exception cref="UserError">There is a leak that nobody asked for; the message names the first one and what to do.</exception>
    public void Require(LeakAllowance allowance, string file, string? wayOut = null)
    {
        var forbidden = Forbidden(allowance);
        if (forbidden.Count > 0)
        {
            string count = forbidden.Count == 1 ? "1 leak" : $"{forbidden.Count} leaks";
            string remedy = forbidden.All(leak => leak.Kind == LeakKind.Speaker)
                ? "give every speaker one part"
                : "leave one clip of each pair out, or give both one part" + (wayOut is null ? "" : $", or ask for it with {wayOut}");
            throw new UserError($"{Split.Corpus.Name}: {count} between the parts, the first: {forbidden[0]}; all are in {file}: {remedy}");
        }
    }

    /// <summary>All of it, for scripts and for the record of a run.</summary>
    public string ToJson(LeakAllowance allowance)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("corpus", Split.Corpus.Hash);
            json.WriteString("split", Split.Hash);
            json.WriteNumber("clips", Split.Corpus.Clips.Count);
            json.WriteNumber("unread", Unread);
            json.WriteBoolean("speakersKnown", Split.Corpus.SpeakersKnown);
            json.WriteStartArray("leaks");
            foreach (var leak in Leaks)
            {
                json.WriteStartObject();
                json.WriteString("kind", leak.Kind.ToString().ToLowerInvariant());
                json.WriteBoolean("allowed", allowance.Covers(leak.Kind));
                if (leak.Kind == LeakKind.Sound)
                {
                    json.WriteBoolean("exact", leak.Correlation is null);
                    json.WriteNumber("correlation", Math.Round(leak.Correlation ?? 1, 4));
                }

                Write(json, "first", leak.First, leak.FirstPart);
                Write(json, "second", leak.Second, leak.SecondPart);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void Write(Utf8JsonWriter json, string name, Clip clip, Part part)
    {
        json.WriteStartObject(name);
        json.WriteString("file", clip.Name);
        json.WriteString("label", clip.Label);
        json.WriteString("speaker", clip.Speaker);
        json.WriteString("parent", clip.Parent);
        json.WriteString("part", part.ToString().ToLowerInvariant());
        json.WriteEndObject();
    }
}
