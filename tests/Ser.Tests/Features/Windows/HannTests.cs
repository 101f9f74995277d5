using Ser.Features;

namespace Ser.Tests.Features.Windows;

public sealed class HannTests
{
    [Fact]
    public void Four_samples_are_those_on_paper()
    {
        Assert.Equal([0f, 0.5f, 1f, 0.5f], Hann.Periodic(4));
        Assert.Equal([0f, 0.75f, 0.75f, 0f], Hann.Symmetric(4));
    }

    [Fact]
    public void A_window_of_one_sample_is_1()
    {
        Assert.Equal([1f], Hann.Periodic(1));
        Assert.Equal([1f], Hann.Symmetric(1));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(512)]
    public void Periodic_windows_half_overlapped_add_up_to_1(int length)
    {
        float[] window = Hann.Periodic(length);
        for (int i = 0; i < length / 2; i++)
        {
            Assert.Equal(1, window[i] + window[i + (length / 2)], 1.2e-7);   // one rounding of each
        }
    }

    [Fact]
    public void No_window_is_shorter_than_a_sample()
    {
        Assert.Throws<ArgumentOutOfRangeException>("length", () => Hann.Periodic(0));
        Assert.Throws<ArgumentOutOfRangeException>("length", () => Hann.Symmetric(-1));
    }
}
