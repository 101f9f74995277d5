using System.Globalization;
using Ser.Audio.Wav;
using Ser.Core;

namespace Ser.Audio;

/// <summary>How sound without a header is coded: what a header would say.</summary>
/// <remarks>As text it is sample:rate[:channels], such as s16le:16000:1; the names of the samples are those of ffmpeg.</remarks>
public sealed record RawFormat
{
    private const int MostChannels = 64;

    private static readonly SampleForm[] Forms =
    [
        new("s16le", WavCoding.Signed16, 2, false), new("s16be", WavCoding.Signed16, 2, true), new("u8", WavCoding.Unsigned8, 1, false),
        new("s24le", WavCoding.Signed24, 3, false), new("s24be", WavCoding.Signed24, 3, true),
        new("s32le", WavCoding.Signed32, 4, false), new("s32be", WavCoding.Signed32, 4, true),
        new("f32le", WavCoding.Float32, 4, false), new("f32be", WavCoding.Float32, 4, true),
        new("f64le", WavCoding.Float64, 8, false), new("f64be", WavCoding.Float64, 8, true),
        new("mulaw", WavCoding.MuLaw, 1, false), new("alaw", WavCoding.ALaw, 1, false),
    ];

    private RawFormat(WavFormat format) => Format = format;

    /// <summary>Names of the codings that are read: signed and unsigned integers, floats, and the telephone's G.711.</summary>
    public static IReadOnlyList<string> SampleNames { get; } = Array.ConvertAll(Forms, form => form.Name);

    /// <summary>Samples of a channel in a second.</summary>
    public int Rate => Format.Rate;

    /// <summary>Samples that belong to one moment; they follow on one another.</summary>
    public int Channels => Format.Channels;

    /// <summary>Bytes of one moment.</summary>
    public int FrameBytes => Format.FrameBytes;

    /// <summary>The same, as the header of a WAV file would say it.</summary>
    internal WavFormat Format { get; }

    /// <summary>Reads sample:rate[:channels]; one channel if none is said.</summary>
    /// <exception cref="UserError">The text is no such thing; the message begins with it, in quotes.</exception>
    public static RawFormat Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Split(':');
        if (parts.Length is < 2 or > 3)
        {
            throw new UserError($"'{text}' is no form of raw sound; give sample:rate:channels, such as s16le:16000:1");
        }

        if (Array.Find(Forms, one => one.Name.Equals(parts[0], StringComparison.OrdinalIgnoreCase)) is not { } form)
        {
            throw new UserError($"'{text}': there is no sample '{parts[0]}'; give one of {string.Join(", ", SampleNames)}");
        }

        int rate = Number(text, "rate", parts[1], Waveform.HighestRate);
        int channels = parts.Length < 3 ? 1 : Number(text, "number of channels", parts[2], MostChannels);
        return new RawFormat(new WavFormat(form.Coding, form.Bytes, channels, rate, form.BigEndian, 8 * form.Bytes));
    }

    private static int Number(string text, string what, string digits, int highest) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= highest
            ? number
            : throw new UserError($"'{text}': the {what} is '{digits}'; give a whole number from 1 to {highest}");

    private sealed record SampleForm(string Name, WavCoding Coding, int Bytes, bool BigEndian);
}
