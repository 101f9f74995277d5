using System.Text;
using Ser.Audio;
using Ser.Core;

namespace Ser.Tests.Audio.Wav;

/// <summary>Files that hold no sound, or none that can be trusted: one line that says where and what to do.</summary>
public sealed class WavRefusalTests
{
    private static readonly byte[] Two = WavBuilder.Bytes(1, 2);

    public static TheoryData<string, byte[], string> Broken => new()
    {
        { "is empty", [], "0 bytes" },
        { "is text", Encoding.ASCII.GetBytes("file,label\na.wav,happy\n"), "at byte 0" },
        { "in no format that is known", [1, 2, 3, 4, 5, 6, 7, 8], "01020304" },
        { "of MPEG-4", [0, 0, 0, 24, .. "ftypM4A "u8], "ffmpeg" },
        { "of kind 'AVI '", new WavBuilder { Form = "AVI " }.Format().Data(Two).Build(), "at byte 8" },
        { "is text", WavBuilder.Pcm16(1, 2)[..3], "(\"RIF\")" },
        { "ends inside its header", WavBuilder.Pcm16(1, 2)[..10], "at byte 10" },
        { "ends inside its header", WavBuilder.Pcm16(1, 2)[..20], "at byte 20" },
        { "ends inside its header", WavBuilder.Pcm16(1, 2)[..30], "at byte 30" },
        { "ends without a data chunk", new WavBuilder().Format().Build(), "at byte 36" },
        { "come before their format", new WavBuilder().Data(Two).Format().Build(), "at byte 12" },
        { "has no chunk where one should begin", [.. "RIFF____WAVE"u8, 1, 2, 3, 4, 5, 6, 7, 8], "at byte 12" },
        { "reaches beyond the end", new WavBuilder().Format().Chunk("LIST", new byte[4], 4_000_000_000).Data(Two).Build(), "at byte 36" },
        { "its fmt chunk has 14 bytes", new WavBuilder().Chunk("fmt ", new byte[14]).Data(Two).Build(), "at byte 16" },
        { "has no sub-format", new WavBuilder().Format(tag: 0xFFFE, extension: [0, 0]).Data(Two).Build(), "at byte 38" },
        { "has 0 channels", new WavBuilder().Format(channels: 0, frameBytes: 2).Data(Two).Build(), "at byte 22" },
        { "rate is 0 Hz", new WavBuilder().Format(rate: 0).Data(Two).Build(), "at byte 24" },
        { "rate is 4294967295 Hz", new WavBuilder().Format(rate: -1).Data(Two).Build(), "at byte 24" },
        { "has 0 bits", new WavBuilder().Format(bits: 0, frameBytes: 0).Data(Two).Build(), "at byte 34" },
        { "has 64 bits", new WavBuilder().Format(bits: 64).Data(Two).Build(), "at byte 34" },
        { "contradicts itself", new WavBuilder().Format(bits: 17, frameBytes: 2).Data(Two).Build(), "at byte 32" },
        { "contradicts itself", new WavBuilder().Format(bits: 16, frameBytes: 4).Data(Two).Build(), "at byte 32" },
        { "contradicts itself", new WavBuilder().Format(tag: 3, bits: 16).Data(Two).Build(), "at byte 32" },
        { "coded as 0x7A7A", new WavBuilder().Format(tag: 0x7A7A).Data(Two).Build(), "at byte 20" },
        { "coded as Microsoft ADPCM", new WavBuilder().Format(tag: 2, bits: 4).Data(Two).Build(), "convert it to PCM" },
        { "holds no samples", new WavBuilder().Format().Data([]).Build(), "at byte 44" },
        { "holds no samples", new WavBuilder().Format().Data([]).Chunk("LIST", new byte[4]).Build(), "at byte 44" },
        { "holds no samples", new WavBuilder().Format(channels: 2).Data(WavBuilder.Bytes((short)1)).Build(), "at byte 44" },
        { "sample 1 is NaN", Ieee(0, float.NaN), "at byte 48" },
        { "sample 1 is Inf", Ieee(0, float.PositiveInfinity), "at byte 48" },
        { "sample 9 is NaN", Ieee(0, 0, 0, 0, 0, 0, 0, 0, 0, float.NaN), "at byte 80" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void What_holds_no_sound_is_refused_in_one_line(string fault, byte[] file, string place)
    {
        foreach (Stream stream in new Stream[] { new MemoryStream(file), new PipeStream(file) })
        {
            var error = Assert.Throws<UserError>(() => AudioFile.Read(stream, "some/a.wav"));
            Assert.StartsWith("some/a.wav: ", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', error.Message);
            Assert.Contains(place, error.Message, StringComparison.Ordinal);
            Assert.Contains(fault, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_pipe_that_breaks_is_a_user_error_with_the_byte()
    {
        byte[] file = WavBuilder.Pcm16(new short[50_000]);
        var error = Assert.Throws<UserError>(() => AudioFile.Read(new PipeStream(file, breaksAt: 40_000), "stdin"));
        Assert.Contains("cannot be read on (the pipe broke), at byte", error.Message, StringComparison.Ordinal);
    }

    private static byte[] Ieee(params float[] samples) => new WavBuilder().Format(tag: 3, bits: 32).Data(WavBuilder.Bytes(samples)).Build();
}
