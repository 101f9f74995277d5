using System.Text;

namespace Ser.Audio.Ffmpeg;

/// <summary>What ffmpeg writes to its standard error, boiled down to two facts while it is still writing.</summary>
/// <remarks>Titles and comments of a file come by here too, of any length and content: lines are cut, and control characters dropped.</remarks>
internal sealed class FfmpegLog
{
    private const int LongestLine = 400;
    private const string Audio = ": Audio: ";

    /// <summary>ffmpeg's word for the coding of the first audio track ("aac"); null until it is seen.</summary>
    public string? Codec { get; private set; }

    /// <summary>The first error, for later ones mostly follow from it; null where there was none.</summary>
    public string? Fault { get; private set; }

    /// <summary>Reads to the end, so that ffmpeg never waits for somebody to listen.</summary>
    /// <param name="text">Written with -loglevel level+info: every message says its level in brackets.</param>
    /// <param name="input">The file as it was given to ffmpeg, which puts it before some messages.</param>
    public void ReadAll(TextReader text, string input)
    {
        var line = new StringBuilder();
        char[] block = new char[4096];
        for (int read = text.Read(block); read > 0; read = text.Read(block))
        {
            foreach (char c in block.AsSpan(0, read))
            {
                if (c == '\n')
                {
                    Take(line.ToString(), input);
                    line.Clear();
                }
                else if (line.Length < LongestLine)
                {
                    line.Append(char.IsControl(c) ? ' ' : c);
                }
            }
        }

        Take(line.ToString(), input);
    }

    private void Take(string line, string input)
    {
        int audio = line.IndexOf(Audio, StringComparison.Ordinal);
        if (Codec is null && audio >= 0 && line.StartsWith("[info]   Stream #0:", StringComparison.Ordinal))
        {
            string rest = line[(audio + Audio.Length)..];
            int end = rest.AsSpan().IndexOfAny(' ', ',');
            Codec = end < 0 ? rest : rest[..end];
        }

        foreach (string level in (ReadOnlySpan<string>)["[error] ", "[fatal] "])
        {
            // "[mov @ 0x5581b0] [error] moov atom not found": who speaks is of no use, least of all his address. Further on in a
            // line the word is a title's.
            int at = line.IndexOf(level, StringComparison.Ordinal);
            if (Fault is null && (at == 0 || (at > 0 && line[0] == '[' && line.IndexOf(']', StringComparison.Ordinal) == at - 2)))
            {
                Fault = Sentence(line[(at + level.Length)..], input);
            }
        }
    }

    private static string Sentence(string message, string input)
    {
        string own = message.Replace($"{input}: ", "", StringComparison.Ordinal).Trim().TrimEnd('.');
        return own.EndsWith("matches no streams", StringComparison.Ordinal) ? "there is no sound in it" : own;
    }
}
