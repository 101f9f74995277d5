using Ser.Features;

namespace Ser.Tests.Features.TimeDomain;

public sealed class RootMeanSquareTests
{
    [Theory]
    [MemberData(nameof(Signals.EveryLength), MemberType = typeof(Signals))]
    public void Clips_of_every_length_have_the_level_of_the_twin_in_double(int length)
    {
        float[] x = Signals.Noise(length);
        foreach (int frameLength in new[] { 2, 30, 2 * Math.Max(length, 1) })
        {
            var plan = FeaturePlan.Speech with { FrameLength = frameLength, HopLength = 7 };
            float[] rms = new float[length == 0 ? 0 : 1 + (length / 7)];
            RootMeanSquare.Compute(x, frameLength, 7, rms);
            Assert.InRange(Signals.ErrorOfPeak(rms, new PlainPipeline(plan).Rms(x)), 0, 5e-7);   // 16 squares a lane, the root halves it
        }
    }

    [Fact]
    public void A_sine_has_its_amplitude_over_the_root_of_2()
    {
        float[] x = [.. Enumerable.Range(0, 4000).Select(i => (float)(0.8 * Math.Sin(2 * Math.PI * i / 40)))];
        float[] rms = new float[26];
        RootMeanSquare.Compute(x, 400, 160, rms);
        Assert.Equal(0.8 / Math.Sqrt(2), rms[10], 1e-6);
    }

    [Fact]
    public void Lengths_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("frameLength", () => RootMeanSquare.Compute([1], 3, 1, new float[2]));
        Assert.Throws<ArgumentOutOfRangeException>("frameLength", () => RootMeanSquare.Compute([1], 0, 1, new float[2]));
        Assert.Throws<ArgumentOutOfRangeException>("hopLength", () => RootMeanSquare.Compute([1], 2, 0, new float[2]));
        Assert.Throws<ArgumentException>("rms", () => RootMeanSquare.Compute([1], 2, 1, new float[1]));
    }
}
