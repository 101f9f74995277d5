using System.Buffers;
using System.Text;
using System.Text.Json;
using Ser.Corpora;

namespace Ser.Cli.Inspection;

/// <summary>An audit as one JSON object with everything that was measured.</summary>
internal static class AuditJson
{
    /// <summary>The object as indented text.</summary>
    public static string Of(AuditReport report)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, JsonLine.Readable with { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("corpus", report.Source.Name);
            json.WriteBoolean("fit", report.Source.Unfit is null);
            json.WriteString("reason", report.Source.Unfit);
            json.WriteNumber("clips", report.Clips.Count);
            json.WriteNumber("seconds", Math.Round(report.Seconds, 3));
            WriteTables(json, report);
            WriteFindings(json, report);
            WriteTexts(json, "notes", report.Source.Notes);
            json.WriteStartArray("files");
            foreach (var clip in report.Clips)
            {
                Write(json, clip);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteTables(Utf8JsonWriter json, AuditReport report)
    {
        WriteTexts(json, "labels", report.Labels);
        WriteTexts(json, "speakers", report.Speakers);
        var table = report.Table();
        json.WriteStartObject("classes");
        foreach (string label in report.Labels)
        {
            json.WriteNumber(label, report.Source.Clips.Count(clip => clip.Label == label));
        }

        json.WriteEndObject();
        json.WriteStartArray("bySpeaker");
        foreach (string? speaker in table.Keys.Select(key => key.Speaker).Distinct().Order(StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString("speaker", speaker);
            json.WriteStartObject("clips");
            foreach (string label in report.Labels)
            {
                json.WriteNumber(label, table.GetValueOrDefault((speaker, label)));
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFindings(Utf8JsonWriter json, AuditReport report)
    {
        json.WriteStartObject("counts");
        foreach (var kind in Enum.GetValues<FindingKind>())
        {
            json.WriteNumber(kind.Word(), report.Count(kind));
        }

        json.WriteEndObject();
        json.WriteStartArray("findings");
        foreach (var finding in report.Findings)
        {
            json.WriteStartObject();
            json.WriteString("kind", finding.Kind.Word());
            WriteTexts(json, "names", finding.Names);
            json.WriteString("detail", finding.Detail);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, ClipAudit clip)
    {
        json.WriteStartObject();
        json.WriteString("file", clip.Clip.Name);
        json.WriteString("label", clip.Clip.Label == AuditSource.NoLabel ? null : clip.Clip.Label);
        json.WriteString("speaker", clip.Clip.Speaker);
        if (clip.Info is { } info)
        {
            json.WriteString("format", info.Encoding);
            json.WriteNumber("rate", info.Rate);
            json.WriteNumber("channels", info.Channels);
            json.WriteNumber("seconds", Math.Round(info.Seconds, 6));
            WriteLevel(json, "peakDbfs", info.PeakDbfs);
            WriteLevel(json, "rmsDbfs", info.RmsDbfs);
            json.WriteNumber("clippedShare", Math.Round(info.ClippedShare, 6));
            json.WriteNumber("silenceShare", Math.Round(info.SilenceShare, 4));
        }

        if (clip.Fault is not null)
        {
            json.WriteString("error", clip.Fault);
        }

        if (clip.Content is not null)
        {
            json.WriteString("content", clip.Content);
        }

        if (clip.Print is not null)
        {
            json.WriteString("sound", clip.Print.Hash.ToString());
        }

        json.WriteEndObject();
    }

    /// <summary>Digital silence is null: JSON has no infinity.</summary>
    private static void WriteLevel(Utf8JsonWriter json, string name, double dbfs)
    {
        if (double.IsFinite(dbfs))
        {
            json.WriteNumber(name, Math.Round(dbfs, 2));
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
