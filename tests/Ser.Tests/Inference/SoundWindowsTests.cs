using Ser.Audio.Rates;
using Ser.Inference;

namespace Ser.Tests.Inference;

public sealed class SoundWindowsTests
{
    private const int Rate = 1000;

    [Theory]
    [InlineData(3000, "0-3")]                        // one window exactly
    [InlineData(5000, "0-3 1-4 2-5")]
    [InlineData(5499, "0-3 1-4 2-5")]                // less than half a hop is new
    [InlineData(5500, "0-3 1-4 2-5 3-5.5")]          // half a hop
    [InlineData(5999, "0-3 1-4 2-5 3-5.999")]
    [InlineData(2999, "0-2.999")]                    // shorter than a window
    [InlineData(1, "0-0.001")]
    [InlineData(0, "")]
    public void Windows_begin_hop_by_hop_and_the_rest_counts_from_half_a_hop_on(int samples, string expected) =>
        Assert.Equal(expected, string.Join(' ', Cut(Ramp(samples), Rate, new Windowing(3, 1), piece: 700).Select(window => $"{window.Start}-{window.End}")));

    [Theory]
    [InlineData(4499, "0-3")]
    [InlineData(4500, "0-3 3-4.5")]
    [InlineData(6000, "0-3 3-6")]
    public void Windows_side_by_side_leave_no_more_than_half_of_one_unheard(int samples, string expected) =>
        Assert.Equal(expected, string.Join(' ', Cut(Ramp(samples), Rate, new Windowing(3, 3), piece: 5000).Select(window => $"{window.Start}-{window.End}")));

    [Theory]
    [InlineData(1)]
    [InlineData(333)]
    [InlineData(100_000)]
    public void Each_window_holds_the_samples_of_its_place_however_the_sound_arrives(int piece)
    {
        float[] sound = Ramp(20_000);
        foreach (var window in Cut(sound, Rate, new Windowing(0.7, 0.3), piece))
        {
            int start = (int)Math.Round(window.Start * Rate);
            Assert.Equal(sound.AsSpan(start, window.Samples.Length).ToArray(), window.Samples);
            Assert.Equal((window.End - window.Start) * Rate, window.Samples.Length, 1e-6);
        }
    }

    [Theory]
    [InlineData(8000)]
    [InlineData(44_100)]
    [InlineData(48_000)]
    [InlineData(96_000)]
    public void At_another_rate_the_windows_are_those_of_the_whole_sound_converted(int inputRate)
    {
        var random = new Random(1);
        float[] sound = [.. Enumerable.Range(0, (int)(2.62 * inputRate)).Select(_ => (float)random.NextDouble() - 0.5f)];
        float[] whole = RateConverter.For(inputRate, 16_000).Convert(sound);
        var windows = Cut(sound, inputRate, new Windowing(0.5, 0.2), piece: 777, rate: 16_000);
        Assert.Equal(12, windows.Count);   // 11 whole ones to 2.5 s, and 0.12 s that is new in the last
        for (int i = 0; i < windows.Count; i++)
        {
            Assert.All(windows[i].Samples.Index(), one => Assert.Equal(whole[(i * 3200) + one.Index], one.Item, 1e-4f));   // two filters, each flat to 0.001 dB
        }
    }

    [Fact]
    public void Hours_of_sound_leave_nothing_behind()
    {
        var windows = new SoundWindows(Rate, Rate, new Windowing(3, 0.5));
        float[] minute = Ramp(60 * Rate);
        Assert.Equal(0, Allocations.Least(() =>
        {
            for (int at = 0; at < minute.Length;)
            {
                var free = windows.Free;
                int count = Math.Min(free.Length, minute.Length - at);
                minute.AsSpan(at, count).CopyTo(free);
                windows.Advance(count);
                at += count;
                while (windows.TryNext(out _))
                {
                }
            }
        }));
    }

    private static float[] Ramp(int samples) => [.. Enumerable.Range(0, samples).Select(i => (float)i)];

    private static List<(double Start, double End, float[] Samples)> Cut(float[] sound, int inputRate, Windowing windowing, int piece, int rate = Rate)
    {
        var windows = new SoundWindows(inputRate, rate, windowing);
        var cut = new List<(double, double, float[])>();
        for (int at = 0; at < sound.Length;)
        {
            var free = windows.Free;
            int count = Math.Min(Math.Min(free.Length, piece), sound.Length - at);
            sound.AsSpan(at, count).CopyTo(free);
            windows.Advance(count);
            at += count;
            Take();
        }

        windows.Complete();
        Take();
        return cut;

        void Take()
        {
            while (windows.TryNext(out var window))
            {
                cut.Add((window.StartSeconds, window.EndSeconds, window.Samples.ToArray()));
            }
        }
    }
}
