using Ser.Features;

namespace Ser.Tests.Features.TimeDomain;

public sealed class ZeroCrossingsTests
{
    [Theory]
    [MemberData(nameof(Signals.EveryLength), MemberType = typeof(Signals))]
    public void Clips_of_every_length_have_the_counts_of_the_twin(int length)
    {
        float[] x = Signals.Noise(length);
        foreach (int frameLength in new[] { 2, 30, 128, 2 * Math.Max(length, 1) })
        {
            var plan = FeaturePlan.Speech with { FrameLength = frameLength, HopLength = 7 };
            Assert.Equal(new PlainPipeline(plan).Zcr(x).Select(value => (float)value), Rate(x, frameLength, 7));
        }
    }

    [Fact]
    public void What_is_within_the_threshold_counts_as_a_positive_zero()
    {
        Assert.Equal(0f, Rate([1, -1e-10f * 0.999f, 1, -0f, 1], 8, 8)[0]);
        Assert.Equal(2 / 8f, Rate([1, -1e-9f, 1, 0, 1], 8, 8)[0]);
    }

    [Fact]
    public void The_threshold_is_the_one_in_double()
    {
        // 1e-10f is a little above 1e-10, so its negative lies below −1e-10 and is negative.
        Assert.Equal(1 / 4f, Rate([1, -1e-10f], 4, 4)[0]);
        Assert.Equal(0f, Rate([1, MathF.BitIncrement(-1e-10f)], 4, 4)[0]);
    }

    [Fact]
    public void The_sample_before_the_frame_has_no_part_in_it()
    {
        // Frame 1 holds samples 2 to 5; the change is between samples 1 and 2.
        float[] rate = Rate([1, 1, -1, -1, -1, -1, -1, -1], 4, 4);
        Assert.Equal([0f, 0f, 0f], rate);
    }

    [Fact]
    public void Lengths_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("frameLength", () => ZeroCrossings.Rate([1], 3, 1, new float[2]));
        Assert.Throws<ArgumentOutOfRangeException>("hopLength", () => ZeroCrossings.Rate([1], 2, 0, new float[2]));
        Assert.Throws<ArgumentException>("rate", () => ZeroCrossings.Rate([1], 2, 1, new float[1]));
    }

    private static float[] Rate(float[] x, int frameLength, int hopLength)
    {
        float[] rate = new float[x.Length == 0 ? 0 : 1 + (x.Length / hopLength)];
        ZeroCrossings.Rate(x, frameLength, hopLength, rate);
        return rate;
    }
}
