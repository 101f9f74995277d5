using System.Text;
using System.Text.Json;
using Ser.Core;
using Ser.Inference;

namespace Ser.Tests.Inference;

/// <summary>The scanner accepts what System.Text.Json accepts, and sees the same in it.</summary>
public sealed class JsonScannerTests
{
    private const string Sample =
        """ {"a" : [1, -2.5e+10, 0, true,false , null, "x\u00e9\n\"", {}], "b\t" :{"c":[[ ]], "\ud83d\ude00":"é😀"},"n": -0, "big":12345678901, "e":1E5} """;

    public static TheoryData<string> Wrong =>
    [
        "", " ", "[1,]", "[,1]", "[1 2]", "{\"a\":1,}", "{\"a\"}", "{\"a\" 1}", "{a:1}", "{1:1}", "[01]", "[1.]", "[.5]", "[-]", "[+1]", "[1e]", "[tru]",
        "[nul]", "[\"a]", "[\"\\x\"]", "[\"\\u12g4\"]", "[\"a\nb\"]", "[1]]", "[1", "{\"a\":1", "{} {}", "[NaN]", "[1}", "{]", "//c\n1", "\u00a01",
    ];

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_no_JSON_is_refused(string text)
    {
        Assert.False(IsJson(text), "the other reader takes it");
        Assert.Throws<FormatException>(() => Whole(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void Ten_thousand_changed_texts_are_judged_as_System_Text_Json_judges_them()
    {
        byte[] sample = Encoding.UTF8.GetBytes(Sample);
        byte[] letters = "{}[]\",:\\u0eE-+.1 tn\u001f"u8.ToArray();
        int accepted = 0;
        for (int i = 0; i < 10_000; i++)
        {
            var random = new KeyedRandom(1, "json", "mutation", i);
            byte[] changed = [.. sample];
            for (int change = random.Below(3); change >= 0; change--)
            {
                changed[random.Below(changed.Length)] = letters[random.Below(letters.Length)];
            }

            bool isJson = IsJson(Encoding.UTF8.GetString(changed));
            accepted += isJson ? 1 : 0;
            Assert.True(isJson == IsTaken(changed), Encoding.UTF8.GetString(changed));
        }

        Assert.InRange(accepted, 100, 9_900);
    }

    [Fact]
    public void Names_texts_and_whole_numbers_are_read_and_the_rest_is_passed_over()
    {
        var scanner = new JsonScanner(Encoding.UTF8.GetBytes(Sample));
        Assert.True(scanner.TryEnterObject());
        Assert.True(scanner.NextName(out string name));
        Assert.Equal("a", name);
        Assert.False(scanner.TryEnterObject());
        Assert.True(scanner.TryEnterList());
        Assert.True(scanner.NextValue());
        Assert.Equal(1, scanner.WholeNumber());
        Assert.True(scanner.NextValue());
        Assert.Null(scanner.WholeNumber());
        for (int i = 0; i < 4; i++)
        {
            Assert.True(scanner.NextValue());
            Assert.Null(scanner.Text());
        }

        Assert.True(scanner.NextValue());
        Assert.Equal("xé\n\"", scanner.Text());
        Assert.True(scanner.NextValue());
        scanner.Skip();
        Assert.False(scanner.NextValue());
        Assert.True(scanner.NextName(out name));
        Assert.Equal("b\t", name);
        Assert.True(scanner.TryEnterObject());
        Assert.True(scanner.NextName(out _));
        scanner.Skip();
        Assert.True(scanner.NextName(out name));
        Assert.Equal("😀", name);
        Assert.Equal("é😀", scanner.Text());
        Assert.False(scanner.NextName(out _));
        Assert.True(scanner.NextName(out _));
        Assert.Equal(0, scanner.WholeNumber());
        Assert.True(scanner.NextName(out _));
        Assert.Null(scanner.WholeNumber());
        Assert.True(scanner.NextName(out _));
        Assert.Null(scanner.WholeNumber());
        Assert.False(scanner.NextName(out _));
        scanner.End();
    }

    [Fact]
    public void As_many_levels_as_System_Text_Json_takes_and_no_more()
    {
        Assert.True(IsTaken(Encoding.UTF8.GetBytes(Nested(64))) && IsJson(Nested(64)));
        Assert.False(IsTaken(Encoding.UTF8.GetBytes(Nested(65))) || IsJson(Nested(65)));
        Assert.False(IsTaken(Encoding.UTF8.GetBytes(new string('[', 1_000_000))));
    }

    [Fact]
    public void Half_of_a_pair_of_surrogates_is_refused_where_the_text_is_wanted() =>
        Assert.Throws<FormatException>(() => new JsonScanner("\"\\ud83d\""u8).Text());

    private static string Nested(int levels) => new string('[', levels) + new string(']', levels);

    private static void Whole(byte[] text)
    {
        var scanner = new JsonScanner(text);
        scanner.Skip();
        scanner.End();
    }

    private static bool IsTaken(byte[] text)
    {
        try
        {
            Whole(text);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static bool IsJson(string text)
    {
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName)
                {
                    _ = reader.GetString();
                }
            }

            return reader.BytesConsumed > 0 && text.Trim().Length > 0;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
