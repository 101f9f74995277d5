using Ser.Audio;
using Ser.Core;

namespace Ser.Tests.Audio.Wav;

/// <summary>Every form of WAV that has samples in it; what must be refused stands in <see cref="WavRefusalTests"/>.</summary>
public sealed class WavDecoderTests
{
    private static readonly short[] Shorts = [0, 1, -1, 256, -32768, 32767, 12345];
    private static readonly float[] Floats = [.. Shorts.Select(s => s / 32768f)];

    [Fact]
    public void Integers_of_16_bits_are_divided_by_32768()
    {
        DecodedAudio audio = Read(WavBuilder.Pcm16(Shorts));
        Assert.Equal(Floats, audio.Samples);
        Assert.Equal((1, 16000, 44L), (audio.Channels, audio.Rate, audio.SamplesAt!.Value));
    }

    [Fact]
    public void Bytes_are_unsigned_around_128()
    {
        Assert.Equal([0, -1, 127 / 128f, -1 / 128f], Read(new WavBuilder().Format(bits: 8).Data([128, 0, 255, 127]).Build()).Samples);
    }

    [Fact]
    public void Integers_of_24_bits_are_exact_at_every_count_of_samples()
    {
        for (int count = 1; count <= 40; count++)   // the vector loop takes four at a time and reads 16 bytes
        {
            int[] values = [.. Enumerable.Range(0, count).Select(i => (i * 7919 * 1021 % (1 << 24)) - (1 << 23))];
            byte[] bytes = [.. values.SelectMany(v => new[] { (byte)v, (byte)(v >> 8), (byte)(v >> 16) })];
            Assert.Equal(values.Select(v => v / 8388608f), Read(new WavBuilder().Format(bits: 24).Data(bytes).Build()).Samples);
        }
    }

    [Fact]
    public void Integers_of_16_bits_are_exact_at_every_count_of_samples()
    {
        for (int count = 1; count <= 70; count++)
        {
            short[] values = [.. Enumerable.Range(0, count).Select(i => (short)(i * 7919))];
            Assert.Equal(values.Select(v => v / 32768f), Read(WavBuilder.Pcm16(values)).Samples);
        }
    }

    [Fact]
    public void Integers_of_32_bits_are_rounded_to_the_nearest_float()
    {
        int[] values = [int.MinValue, int.MaxValue, 1, -1, 123456789, 0, 16777217, -16777219, 99];
        byte[] bytes = [.. values.SelectMany(BitConverter.GetBytes)];
        Assert.Equal(values.Select(v => (float)(v / 2147483648.0)), Read(new WavBuilder().Format(bits: 32).Data(bytes).Build()).Samples);
    }

    [Theory]
    [InlineData(12, 2)]
    [InlineData(20, 3)]
    [InlineData(20, 4)]
    [InlineData(24, 4)]
    public void Odd_widths_are_left_justified_in_their_container(int bits, int container)
    {
        long[] values = [0, 1L << (bits - 2), -(1L << (bits - 1)), (1L << (bits - 1)) - 1];
        byte[] bytes = [.. values.SelectMany(v => BitConverter.GetBytes(v << ((8 * container) - bits)).Take(container))];
        float scale = 1L << (bits - 1);
        Assert.Equal(values.Select(v => v / scale), Read(new WavBuilder().Format(bits: bits, frameBytes: container).Data(bytes).Build()).Samples);
    }

    [Fact]
    public void Floats_are_taken_as_they_are_even_beyond_full_scale()
    {
        float[] values = [0.1f, -0.3f, 2.5f, -7];
        Assert.Equal(values, Read(new WavBuilder().Format(tag: 3, bits: 32).Data(WavBuilder.Bytes(values)).Build()).Samples);
        byte[] doubles = [.. values.SelectMany(v => BitConverter.GetBytes((double)v))];
        Assert.Equal(values, Read(new WavBuilder().Format(tag: 3, bits: 64).Data(doubles).Build()).Samples);
    }

    [Theory]
    [InlineData(7, 0x00, -32124)]   // the tables of ITU-T G.711 on the 16-bit scale
    [InlineData(7, 0x80, 32124)]
    [InlineData(7, 0xFF, 0)]
    [InlineData(7, 0x7F, 0)]
    [InlineData(7, 0x9A, 10876)]   // exponent 6, mantissa 5: ((5 · 8 + 132) << 6) − 132
    [InlineData(6, 0x55, -8)]
    [InlineData(6, 0xD5, 8)]
    [InlineData(6, 0x2A, -32256)]
    [InlineData(6, 0xAA, 32256)]
    public void Telephone_bytes_follow_G711(int tag, int code, int expected)
    {
        Assert.Equal([expected / 32768f], Read(new WavBuilder().Format(tag, bits: 8).Data([(byte)code]).Build()).Samples);
    }

    [Fact]
    public void Extensible_headers_name_the_coding_in_their_sub_format()
    {
        Assert.Equal(Floats, Read(new WavBuilder().ExtensibleFormat(1, 1, 16000, 16, 16).Data(WavBuilder.Bytes(Shorts)).Build()).Samples);
        byte[] twentyFourIn32 = [0, 0, 0, 0x40, 0, 0, 0, 0x80];
        Assert.Equal([0.5f, -1f], Read(new WavBuilder().ExtensibleFormat(1, 1, 16000, 32, 24).Data(twentyFourIn32).Build()).Samples);
        Assert.Equal(Floats, Read(new WavBuilder().ExtensibleFormat(3, 1, 16000, 32, 32).Data(WavBuilder.Bytes(Floats)).Build()).Samples);
    }

    [Fact]
    public void RIFX_has_the_most_significant_byte_first()
    {
        byte[] bytes = [0x40, 0x00, 0x80, 0x00];
        Assert.Equal([0.5f, -1f], Read(new WavBuilder { Riff = "RIFX" }.Format().Data(bytes).Build()).Samples);
        byte[] three = [0x40, 0x00, 0x00, 0x80, 0x00, 0x01];
        Assert.Equal([0.5f, -1f + (1 / 8388608f)], Read(new WavBuilder { Riff = "RIFX" }.Format(bits: 24).Data(three).Build()).Samples);
        byte[] single = [0x3F, 0x00, 0x00, 0x00];
        Assert.Equal([0.5f], Read(new WavBuilder { Riff = "RIFX" }.Format(tag: 3, bits: 32).Data(single).Build()).Samples);
    }

    [Fact]
    public void RF64_keeps_the_size_of_its_samples_apart()
    {
        byte[] ds64 = [.. BitConverter.GetBytes(0L), .. BitConverter.GetBytes(14L), .. BitConverter.GetBytes(7L), 0, 0, 0, 0];
        byte[] file = new WavBuilder { Riff = "RF64" }.Chunk("ds64", ds64).Format()
            .Data(WavBuilder.Bytes(Shorts), uint.MaxValue).Chunk("LIST", new byte[10]).Build(uint.MaxValue);
        Assert.Equal(Floats, Read(file).Samples);
    }

    [Theory]
    [InlineData("LIST", 26)]
    [InlineData("bext", 602)]
    [InlineData("FLLR", 4044)]
    [InlineData("JUNK", 20_000)]
    [InlineData("odd ", 7)]
    public void Other_chunks_before_the_samples_are_passed_over(string name, int size)
    {
        byte[] after = new WavBuilder().Format().Chunk(name, new byte[size]).Data(WavBuilder.Bytes(Shorts)).Build();
        byte[] before = new WavBuilder().Chunk(name, new byte[size]).Format().Data(WavBuilder.Bytes(Shorts)).Build();
        foreach (byte[] file in new[] { after, before })
        {
            Assert.Equal(Floats, Read(file).Samples);
            Assert.Equal(Floats, AudioFile.ReadChannels(new PipeStream(file), "pipe").Samples);
        }
    }

    [Fact]
    public void A_forgotten_pad_byte_does_not_hide_the_samples()
    {
        Assert.Equal(Floats, Read(new WavBuilder().Format().Chunk("odd ", new byte[7], pad: false).Data(WavBuilder.Bytes(Shorts)).Build()).Samples);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(0xFFFFFFFFu)]
    [InlineData(0xFFFFFFDBu)]
    [InlineData(0x7FFFF000u)]
    [InlineData(0x80000000u)]
    public void A_size_that_a_pipe_never_filled_in_means_up_to_the_end(uint size)
    {
        byte[] file = new WavBuilder().Format().Data(WavBuilder.Bytes(Shorts), size).Build(size);
        var options = new AudioReadOptions { Strict = true };
        Assert.Equal(Floats, AudioFile.Read(new MemoryStream(file), "a.wav", options).Samples);
        Assert.Equal(Floats, AudioFile.Read(new PipeStream(file), "pipe", options).Samples);
    }

    [Fact]
    public void Long_sound_from_a_pipe_equals_the_same_from_a_file()
    {
        short[] values = [.. Enumerable.Range(0, 150_001).Select(i => (short)(i * 31))];
        byte[] file = WavBuilder.Pcm16(values);
        float[] expected = [.. values.Select(v => v / 32768f)];
        Assert.Equal(expected, Read(file).Samples);
        Assert.Equal(expected, AudioFile.ReadChannels(new PipeStream(file), "pipe").Samples);
        Assert.Equal(expected, AudioFile.ReadChannels(new PipeStream(file, piece: 1), "pipe").Samples);
    }

    [Fact]
    public void A_stream_is_read_from_where_it_stands()
    {
        byte[] wav = WavBuilder.Pcm16(Shorts);
        using var stream = new MemoryStream([1, 2, 3, .. wav]) { Position = 3 };
        Assert.Equal(Floats, AudioFile.Read(stream, "part").Samples);
    }

    [Fact]
    public void A_truncated_file_gives_its_whole_frames_and_one_warning()
    {
        byte[] file = new WavBuilder().Format(channels: 2).Data(WavBuilder.Bytes(1, 2, 3, 4, 5), 400).Build();
        foreach (Stream stream in new Stream[] { new MemoryStream(file), new PipeStream(file) })
        {
            var warnings = new List<string>();
            Assert.Equal(4, AudioFile.ReadChannels(stream, "a.wav", new AudioReadOptions { Warn = warnings.Add }).Samples.Length);
            Assert.StartsWith("a.wav: its header says 400 bytes of samples, but there are 10, at byte 54", Assert.Single(warnings), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Strict_reading_refuses_a_truncated_file()
    {
        byte[] file = new WavBuilder().Format().Data(WavBuilder.Bytes(1, 2, 3), 400).Build();
        var error = Assert.Throws<UserError>(() => AudioFile.Read(new MemoryStream(file), "a.wav", new AudioReadOptions { Strict = true }));
        Assert.Contains("at byte 50", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_data_chunks_the_first_is_the_sound()
    {
        Assert.Equal(Floats, Read(new WavBuilder().Format().Data(WavBuilder.Bytes(Shorts)).Data(WavBuilder.Bytes(9, 9)).Build()).Samples);
    }

    private static DecodedAudio Read(byte[] file) => AudioFile.ReadChannels(new MemoryStream(file), "a.wav");
}
