using Ser.Features;

namespace Ser.Tests.Features.Spectra;

public sealed class DecibelsTests
{
    [Fact]
    public void Powers_of_all_sizes_are_within_5_millionths_of_a_dB()
    {
        // Half a unit in the last place of a float below 128 is 3.8e-6; the rest is the series and its rounding.
        float[] power = [.. Enumerable.Range(-100_000, 200_000).Select(i => (float)Math.Pow(10, i / 8000.0))];
        Assert.InRange(Signals.LargestError(FromPower(power, 1e-30f), [.. power.Select(p => 10 * Math.Log10(p))]), 0, 5e-6);
    }

    [Theory]
    [InlineData(1f, 0f)]
    [InlineData(0.5f, -3.0103f)]
    [InlineData(1000f, 30f)]
    [InlineData(0f, -100f)]
    [InlineData(1e-12f, -100f)]
    public void A_worked_number_comes_out(float power, float db)
    {
        Assert.Equal(db, FromPower([power], 1e-10f)[0], 5e-6);
    }

    [Theory]
    [MemberData(nameof(Signals.EveryLength), MemberType = typeof(Signals))]
    public void A_value_does_not_depend_on_its_place_in_the_vectors(int length)
    {
        float[] power = [.. Signals.Noise(length).Select(x => x * x)];
        float[] db = FromPower(power, 1e-10f);
        Assert.Equal(power.Select(p => FromPower([p], 1e-10f)[0]), db);
        Assert.InRange(Signals.LargestError(db, [.. power.Select(p => 10 * Math.Log10(Math.Max(p, 1e-10f)))]), 0, 5e-6);
    }

    [Fact]
    public void A_floor_that_is_no_normal_number_and_a_span_of_another_length_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("floor", () => FromPower([1], 0));
        Assert.Throws<ArgumentOutOfRangeException>("floor", () => FromPower([1], 1e-40f));
        Assert.Throws<ArgumentOutOfRangeException>("floor", () => FromPower([1], -1));
        Assert.Throws<ArgumentException>("db", () => Decibels.FromPower(new float[2], 1e-10f, new float[1]));
    }

    private static float[] FromPower(float[] power, float floor)
    {
        float[] db = new float[power.Length];
        Decibels.FromPower(power, floor, db);
        return db;
    }
}
