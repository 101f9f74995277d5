using Ser.Reporting;

namespace Ser.Tests.Reporting.Graphics;

public sealed class ColourMapTests
{
    [Fact]
    public void Lightness_rises_in_even_steps()
    {
        double[] lightness = [.. ColourMap.Glow.Select(Lightness)];
        double even = (lightness[^1] - lightness[0]) / 255;
        Assert.InRange(lightness[0], 5, 10);
        Assert.InRange(lightness[^1], 95, 99);
        for (int i = 1; i < lightness.Length; i++)
        {
            // A step of 0.35 L*, and rounding to eight bits moves a dark colour by as much as half of one.
            Assert.InRange(lightness[i] - lightness[i - 1], 0.01, 3 * even);
        }
    }

    [Theory]
    [InlineData(-80, 0)]
    [InlineData(-500, 0)]
    [InlineData(double.NegativeInfinity, 0)]
    [InlineData(double.NaN, 0)]
    [InlineData(-40, 128)]
    [InlineData(0, 255)]
    [InlineData(double.PositiveInfinity, 255)]
    public void Values_find_their_colour(double db, int expected) => Assert.Equal(expected, ColourMap.IndexOf(db, -80, 0));

    private static double Lightness(Rgb colour)
    {
        double y = (0.2126 * Decode(colour.Red)) + (0.7152 * Decode(colour.Green)) + (0.0722 * Decode(colour.Blue));
        return y > 216.0 / 24389 ? (116 * Math.Cbrt(y)) - 16 : y * 24389 / 27;

        static double Decode(byte value)
        {
            double encoded = value / 255.0;
            return encoded <= 0.04045 ? encoded / 12.92 : Math.Pow((encoded + 0.055) / 1.055, 2.4);
        }
    }
}
