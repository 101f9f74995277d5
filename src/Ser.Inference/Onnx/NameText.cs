using System.Text;

namespace Ser.Inference.Onnx;

/// <summary>Names out of a file that nobody vouches for, as they may stand in a message.</summary>
internal static class NameText
{
    private const int Longest = 48;

    /// <summary>The name in quotation marks: on one line, without control characters, its end cut off where it is long.</summary>
    public static string Quote(ReadOnlySpan<byte> utf8)
    {
        string text = Encoding.UTF8.GetString(utf8.Length > Longest ? utf8[..Longest] : utf8);
        var safe = new StringBuilder(text.Length + 3).Append('\'');
        foreach (char c in text)
        {
            safe.Append(char.IsControl(c) || c is '\u2028' or '\u2029' ? '?' : c);
        }

        return safe.Append(utf8.Length > Longest ? "…'" : "'").ToString();
    }
}
