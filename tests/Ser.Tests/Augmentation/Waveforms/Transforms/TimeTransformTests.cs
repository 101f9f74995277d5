using Ser.Audio;
using Ser.Augmentation.Chains;

namespace Ser.Tests.Augmentation.Waveforms.Transforms;

/// <summary>Shift, mask and speed.</summary>
public sealed class TimeTransformTests
{
    private const int Rate = 1000;

    [Theory]
    [InlineData("shift(seconds=0.002)", new float[] { 0, 0, 1, 2, 3 })]
    [InlineData("shift(seconds=-0.002)", new float[] { 3, 4, 5, 0, 0 })]
    [InlineData("shift(seconds=0.002,fill=wrap)", new float[] { 4, 5, 1, 2, 3 })]
    [InlineData("shift(seconds=-0.002,fill=wrap)", new float[] { 3, 4, 5, 1, 2 })]
    [InlineData("shift(seconds=0.012,fill=wrap)", new float[] { 4, 5, 1, 2, 3 })]
    [InlineData("shift(seconds=60)", new float[] { 0, 0, 0, 0, 0 })]
    [InlineData("shift(seconds=-60)", new float[] { 0, 0, 0, 0, 0 })]
    [InlineData("shift(seconds=0)", new float[] { 1, 2, 3, 4, 5 })]
    [InlineData("timemask(seconds=0.002,at=0)", new float[] { 0, 0, 3, 4, 5 })]
    [InlineData("timemask(seconds=0.002,at=1)", new float[] { 1, 2, 3, 0, 0 })]
    [InlineData("timemask(seconds=9,at=0)", new float[] { 0, 0, 3, 4, 5 })]
    [InlineData("timemask(seconds=0,at=0.5)", new float[] { 1, 2, 3, 4, 5 })]
    public void Samples_go_where_they_should(string chain, float[] expected) => Assert.Equal(expected, Apply(chain, [1, 2, 3, 4, 5]));

    [Fact]
    public void Speed_moves_the_pitch_and_the_duration_by_the_same_factor()
    {
        // 100 Hz at 1.25 times the speed are 125 Hz; zero crossings count them.
        float[] tone = [.. Enumerable.Range(0, 2000).Select(i => (float)Math.Sin((2 * Math.PI * 100 * i / Rate) + 0.1))];
        float[] fast = Apply("speed(rate=1.25)", tone);
        Assert.Equal(1600, fast.Length);
        Assert.Equal(400, Crossings(fast), 2.0);
        Assert.Equal(2 * 125, Crossings(fast[400..1400]), 1.0);
    }

    private static double Crossings(float[] samples) => samples.Zip(samples.Skip(1)).Count(pair => pair.First < 0 != pair.Second < 0);

    private static float[] Apply(string chain, float[] samples) => DrawnChain.Parse(chain).Apply(new Waveform(samples, Rate)).Samples;
}
