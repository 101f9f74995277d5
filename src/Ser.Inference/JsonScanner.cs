using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Ser.Inference;

/// <summary>Reads JSON forwards, value by value, and checks every byte that it passes (RFC 8259).</summary>
/// <remarks>
/// System.Text.Json does all of this and more; but a program that labels one clip would wait 25 ms until it is loaded and compiled, a
/// quarter of its life. What is rare, a text with escapes in it, is left to it.
/// </remarks>
/// <param name="text">UTF-8.</param>
internal ref struct JsonScanner(ReadOnlySpan<byte> text)
{
    private const int Deepest = 64;

    private readonly ReadOnlySpan<byte> text = text;
    private int at;
    private int depth;
    private bool isFirst;      // of the members of the innermost object or list
    private bool hasEscapes;   // the text that was passed last

    /// <summary>Steps into an object, if that is what comes.</summary>
    public bool TryEnterObject() => TryEnter('{');

    /// <summary>Steps into a list, if that is what comes.</summary>
    public bool TryEnterList() => TryEnter('[');

    /// <summary>Reads the next name of the object that was entered, or steps out at its end.</summary>
    /// <param name="name">The name; empty at the end.</param>
    /// <exception cref="FormatException">This is no JSON.</exception>
    public bool NextName(out string name)
    {
        name = "";
        if (!NextMember('}'))
        {
            return false;
        }

        name = Text() ?? throw Fault("a name");
        Expect(':');
        return true;
    }

    /// <summary>Steps to the next value of the list that was entered, or out at its end.</summary>
    /// <exception cref="FormatException">This is no JSON.</exception>
    public bool NextValue() => NextMember(']');

    /// <summary>Passes over a value.</summary>
    /// <returns>The value where it is a whole number of 32 bits; null where it is something else.</returns>
    /// <exception cref="FormatException">This is no JSON.</exception>
    public int? WholeNumber()
    {
        SkipSpace();
        int start = at;
        Skip();
        return Utf8Parser.TryParse(text[start..at], out int value, out int used) && used == at - start ? value : null;
    }

    /// <summary>Passes over a value.</summary>
    /// <returns>The value where it is a text; null where it is something else.</returns>
    /// <exception cref="FormatException">This is no JSON.</exception>
    public string? Text()
    {
        SkipSpace();
        int start = at;
        bool isText = Peek() == '"';
        Skip();
        if (!isText)
        {
            return null;
        }

        var content = text[(start + 1)..(at - 1)];
        return hasEscapes ? Unescape(text[start..at]) : Encoding.UTF8.GetString(content);
    }

    /// <summary>Passes over a value, whatever it is.</summary>
    /// <exception cref="FormatException">This is no JSON.</exception>
    public void Skip()
    {
        SkipSpace();
        switch (Peek())
        {
            case '{':
                for (_ = TryEnterObject(); NextName(out _);)
                {
                    Skip();
                }

                break;
            case '[':
                for (_ = TryEnterList(); NextValue();)
                {
                    Skip();
                }

                break;
            case '"':
                SkipText();
                break;
            case 't':
                SkipWord("true"u8);
                break;
            case 'f':
                SkipWord("false"u8);
                break;
            case 'n':
                SkipWord("null"u8);
                break;
            default:
                SkipNumber();
                break;
        }
    }

    /// <summary>Makes sure that nothing follows.</summary>
    /// <exception cref="FormatException">Something does.</exception>
    public void End()
    {
        SkipSpace();
        if (at < text.Length)
        {
            throw Fault("the end");
        }
    }

    private static string Unescape(ReadOnlySpan<byte> quoted)
    {
        try
        {
            var reader = new Utf8JsonReader(quoted);
            reader.Read();
            return reader.GetString()!;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new FormatException(error.Message, error);   // half of a pair of surrogates
        }
    }

    private bool TryEnter(char open)
    {
        SkipSpace();
        if (Peek() != open)
        {
            return false;
        }

        at++;
        isFirst = true;
        return ++depth <= Deepest ? true : throw Fault("fewer levels");
    }

    private bool NextMember(char close)
    {
        SkipSpace();
        if (Peek() == close)
        {
            at++;
            depth--;
            isFirst = false;
            return false;
        }

        if (!isFirst)
        {
            Expect(',');
        }

        isFirst = false;
        return true;
    }

    private void SkipText()
    {
        Expect('"');
        hasEscapes = false;
        for (int read; (read = Peek()) != '"';)
        {
            if (read < ' ')
            {
                throw Fault("a text");
            }

            at++;
            if (read == '\\')
            {
                hasEscapes = true;
                SkipEscape();
            }
        }

        at++;
    }

    private void SkipEscape()
    {
        int escaped = Peek();
        if (!"\"\\/bfnrtu"u8.Contains((byte)escaped))
        {
            throw Fault("an escape");
        }

        at++;
        for (int digit = 0; escaped == 'u' && digit < 4; digit++, at++)
        {
            if (!char.IsAsciiHexDigit((char)Peek()))
            {
                throw Fault("four digits");
            }
        }
    }

    private void SkipWord(ReadOnlySpan<byte> word)
    {
        if (!text[at..].StartsWith(word))
        {
            throw Fault("a value");
        }

        at += word.Length;
    }

    private void SkipNumber()
    {
        Pass('-');
        if (!Pass('0'))
        {
            SkipDigits();
        }

        if (Pass('.'))
        {
            SkipDigits();
        }

        if (Pass('e') || Pass('E'))
        {
            _ = Pass('+') || Pass('-');
            SkipDigits();
        }
    }

    private void SkipDigits()
    {
        int start = at;
        while (Peek() is >= '0' and <= '9')
        {
            at++;
        }

        if (at == start)
        {
            throw Fault("a value");
        }
    }

    private void SkipSpace()
    {
        while (Peek() is ' ' or '\t' or '\r' or '\n')
        {
            at++;
        }
    }

    private void Expect(char wanted)
    {
        SkipSpace();
        if (!Pass(wanted))
        {
            throw Fault($"'{wanted}'");
        }
    }

    private bool Pass(char wanted)
    {
        bool isThere = Peek() == wanted;
        at += isThere ? 1 : 0;
        return isThere;
    }

    /// <summary>The byte that comes; −1 at the end.</summary>
    private readonly int Peek() => at < text.Length ? text[at] : -1;

    private readonly FormatException Fault(string wanted) => new($"{wanted} is missing at byte {at}");
}
