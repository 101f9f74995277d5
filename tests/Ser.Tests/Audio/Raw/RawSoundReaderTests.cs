using System.Buffers.Binary;
using Ser.Audio;
using Ser.Core;

namespace Ser.Tests.Audio;

public sealed class RawSoundReaderTests
{
    /// <summary>0, 1/2, −1/2 and −1: whole numbers of any width hold them exactly.</summary>
    private static readonly float[] Four = [0, 0.5f, -0.5f, -1];

    [Theory]
    [InlineData("s16le", "0000 0040 00C0 0080")]
    [InlineData("s16be", "0000 4000 C000 8000")]
    [InlineData("u8", "80 C0 40 00")]
    [InlineData("s24le", "000000 000040 0000C0 000080")]
    [InlineData("s24be", "000000 400000 C00000 800000")]
    [InlineData("s32le", "00000000 00000040 000000C0 00000080")]
    [InlineData("s32be", "00000000 40000000 C0000000 80000000")]
    [InlineData("f32le", "00000000 0000003F 000000BF 000080BF")]
    [InlineData("f32be", "00000000 3F000000 BF000000 BF800000")]
    [InlineData("f64le", "0000000000000000 000000000000E03F 000000000000E0BF 000000000000F0BF")]
    [InlineData("f64be", "0000000000000000 3FE0000000000000 BFE0000000000000 BFF0000000000000")]
    public void Every_coding_is_read(string sample, string hex)
    {
        byte[] bytes = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal(Four, ReadAll(bytes, $"{sample}:8000"));
        Assert.Equal(Four, ReadAll(bytes, $"{sample}:8000", piece: 1));   // a byte at a time
        Assert.Equal([0.25f, -0.75f], ReadAll(bytes, $"{sample}:8000:2"));
    }

    [Theory]
    [InlineData("mulaw", 0x80, 32124)]
    [InlineData("alaw", 0xAA, 32256)]
    public void The_telephone_s_bytes_are_read(string sample, byte loudest, int value) =>
        Assert.Equal([value / 32768f], ReadAll([loudest], $"{sample}:8000"));

    [Fact]
    public void What_has_arrived_is_given_at_once()
    {
        using var reader = new RawSoundReader(new Trickle(new byte[64], 6), "pipe", RawFormat.Parse("s16le:16000"));
        Assert.Equal(3, reader.Read(new float[1000]));
    }

    [Fact]
    public void A_frame_that_is_cut_at_the_end_is_left_out_with_a_word()
    {
        var words = new List<string>();
        Assert.Equal([0.5f], ReadAll([0x00, 0x40, 0x01], "s16le:8000", warn: words.Add));
        Assert.StartsWith("pipe: ends within a frame of 2 bytes, 1 left over", Assert.Single(words), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_number_is_told_with_its_time()
    {
        byte[] bytes = new byte[4 * 12_000];
        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 * 8000), float.NaN);
        var error = Assert.Throws<UserError>(() => ReadAll(bytes, "f32le:8000"));
        Assert.StartsWith("pipe: sample 8000 is NaN, at 1 s", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("s16le", "'s16le' is no form of raw sound; give sample:rate:channels, such as s16le:16000:1")]
    [InlineData("s16:16000:1", "'s16:16000:1': there is no sample 's16'; give one of s16le, s16be, u8")]
    [InlineData("s16le:0:1", "the rate is '0'; give a whole number from 1 to 768000")]
    [InlineData("s16le:1e4", "the rate is '1e4'")]
    [InlineData("s16le:16000:0", "the number of channels is '0'; give a whole number from 1 to 64")]
    [InlineData("s16le:16000:1:1", "is no form of raw sound")]
    public void A_form_that_makes_no_sense_is_named(string form, string wanted) =>
        Assert.Contains(wanted, Assert.Throws<UserError>(() => RawFormat.Parse(form)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_form_tells_rate_channels_and_bytes()
    {
        var form = RawFormat.Parse("S24LE:48000:3");
        Assert.Equal((48_000, 3, 9), (form.Rate, form.Channels, form.FrameBytes));
        Assert.Equal(1, RawFormat.Parse("u8:8000").Channels);
    }

    private static float[] ReadAll(byte[] bytes, string form, int piece = int.MaxValue, Action<string>? warn = null)
    {
        using var reader = new RawSoundReader(new Trickle(bytes, piece), "pipe", RawFormat.Parse(form), warn);
        var samples = new List<float>();
        float[] block = new float[3];   // fewer than there are
        for (int count = reader.Read(block); count > 0; count = reader.Read(block))
        {
            samples.AddRange(block.AsSpan(0, count));
        }

        return [.. samples];
    }

    /// <summary>A pipe into which little arrives at a time.</summary>
    private sealed class Trickle(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, piece)]);
    }
}
