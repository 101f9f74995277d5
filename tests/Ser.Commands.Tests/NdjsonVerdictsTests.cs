using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ser.Cli.Verdicts;
using Ser.Inference;

namespace Ser.Tests.Commands;

/// <summary>Lines are, byte for byte, what System.Text.Json would write.</summary>
public sealed class NdjsonVerdictsTests
{
    public static TheoryData<string> Names =>
        ["clip.wav", "a b/ü.flac", "tab\t.wav", "quote\".wav", "back\\slash", "日本/😀.mp3", "\u0001\u007f", "<&'>+`", "", "\ud800 half", "line\u2028end"];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_verdict_is_written_as_System_Text_Json_writes_it(string name)
    {
        float[] probabilities = [1e-7f, 0.1f, 0.899999f, float.Epsilon];
        string[] labels = ["sad", name + "x", "happy", "calm"];
        var verdict = new Verdict(name, new Prediction(labels, probabilities) { Silent = true }, null) { Label = name, Start = 0.1 + 0.2, End = 1e21 };
        Assert.Equal(
            Expected(json =>
            {
                json.WriteString("file", name);
                json.WriteNumber("start", 0.1 + 0.2);
                json.WriteNumber("end", 1e21);
                json.WriteString("label", name);
                json.WriteNumber("confidence", 0.899999f);
                json.WriteStartObject("probabilities");
                for (int i = 0; i < labels.Length; i++)
                {
                    json.WriteNumber(labels[i], probabilities[i]);
                }

                json.WriteEndObject();
                json.WriteBoolean("silence", true);
            }),
            Written(verdict, top: null));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_error_is_written_as_System_Text_Json_writes_it(string name) =>
        Assert.Equal(
            Expected(json =>
            {
                json.WriteString("file", name);
                json.WriteString("error", $"{name}: no");
            }),
            Written(new Verdict(name, null, $"{name}: no"), top: null));

    [Theory]
    [InlineData(1, """{"b":0.5}""")]
    [InlineData(2, """{"b":0.5,"a":0.3}""")]
    [InlineData(9, """{"b":0.5,"a":0.3,"c":0.2}""")]
    public void The_likeliest_come_first_where_only_some_are_wanted(int top, string expected)
    {
        var verdict = new Verdict("f", new Prediction(["a", "b", "c"], [0.3f, 0.5f, 0.2f]), null) { Label = "b" };
        Assert.Equal($$"""{"file":"f","label":"b","confidence":0.5,"probabilities":{{expected}}}""" + "\n", Written(verdict, top));
    }

    private static string Written(Verdict verdict, int? top)
    {
        using var stream = new MemoryStream();
        using var writer = new NdjsonVerdicts(stream, top);
        writer.Write(verdict);
        string first = Encoding.UTF8.GetString(stream.ToArray());
        writer.Write(verdict);
        Assert.Equal(first + first, Encoding.UTF8.GetString(stream.ToArray()));
        return first;
    }

    private static string Expected(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }
}
