using Ser.Audio.Rates;
using Ser.Core;

namespace Ser.Tests.Audio.Rates;

public sealed class RateStreamTests
{
    [Theory]
    [InlineData(48000, 16000)]
    [InlineData(16000, 48000)]
    [InlineData(24000, 16000)]
    [InlineData(44100, 16000)]
    [InlineData(24414, 16000)]
    [InlineData(11025, 16000)]
    [InlineData(16000, 16000)]
    [InlineData(768000, 100)]
    public void However_a_sound_is_cut_it_gives_the_bits_of_the_whole(int from, int to)
    {
        RateConverter converter = RateConverter.For(from, to);
        var random = new KeyedRandom(9, "stream", $"{from} {to}");
        foreach (int length in new[] { 0, 1, 100, 5_000, 60_000 })
        {
            float[] sound = [.. Enumerable.Range(0, length).Select(_ => (float)random.Uniform(-1, 1))];
            float[] expected = converter.Convert(sound);
            foreach (int most in new[] { 700, 20_000 })
            {
                Assert.Equal(expected, Run(new RateStream(converter), sound, () => (int)random.Uniform(1, most)));
            }
        }
    }

    [Fact]
    public void Memory_does_not_grow_with_the_sound()
    {
        var stream = new RateStream(RateConverter.For(48000, 16000));
        Assert.Equal(0, Allocations.Least(() => Second(stream), runs: 60));
    }

    private static void Second(RateStream stream)
    {
        for (int left = 48_000; left > 0;)
        {
            Span<float> free = stream.Free;
            int count = Math.Min(left, free.Length);
            free[..count].Fill(0.5f);
            stream.Advance(count);
            left -= count;
            while (stream.TryConvert(out _))
            {
            }
        }
    }

    private static float[] Run(RateStream stream, ReadOnlySpan<float> sound, Func<int> piece)
    {
        var output = new List<float>();
        while (sound.Length > 0)
        {
            Span<float> free = stream.Free;
            int count = Math.Min(Math.Min(piece(), sound.Length), free.Length);
            sound[..count].CopyTo(free);
            stream.Advance(count);
            sound = sound[count..];
            Take();
        }

        stream.Complete();
        Take();
        Assert.False(stream.TryConvert(out _));
        return [.. output];

        void Take()
        {
            while (stream.TryConvert(out ReadOnlySpan<float> block))
            {
                Assert.True(block.Length > 0);
                output.AddRange(block);
            }
        }
    }
}
