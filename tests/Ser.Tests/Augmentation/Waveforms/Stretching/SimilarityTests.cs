using Ser.Augmentation.Waveforms;
using Ser.Tests.Features;

namespace Ser.Tests.Augmentation.Waveforms.Stretching;

public sealed class SimilarityTests
{
    [Fact]
    public void Products_are_those_of_plain_double_at_every_number_of_lags()
    {
        for (int lags = 1; lags <= 100; lags++)
        {
            int length = 1 + (lags * 37 % 61);
            float[] pattern = Signals.Noise(length, "pattern"), place = Signals.Noise(length + lags - 1, "place"), products = new float[lags];
            Similarity.Correlate(pattern, place, products);
            for (int lag = 0; lag < lags; lag++)
            {
                double expected = Enumerable.Range(0, length).Sum(i => (double)pattern[i] * place[lag + i]);
                Assert.Equal(expected, products[lag], 1e-7 * length);   // roundings of sums about 0.1 · 0.1
            }
        }
    }

    [Fact]
    public void A_copy_is_found_and_is_worth_one()
    {
        float[] place = Signals.Noise(900);
        for (int lag = 0; lag <= 700; lag += 53)
        {
            var (found, value) = Similarity.Best(place.AsSpan(lag, 200), place, 350, 0.05);
            Assert.Equal(lag, found);
            Assert.Equal(1, value, 1e-5);
        }
    }

    [Fact]
    public void Among_equals_the_wanted_lag_is_taken_and_silence_is_unlike_sound()
    {
        Assert.Equal((40, 1.0), Similarity.Best(new float[100], new float[200], 40, 0.05));
        Assert.InRange(Similarity.Best(new float[100], Signals.Noise(200), 40, 0).Value, -0.01, 0.01);
    }

    [Fact]
    public void Samples_too_large_for_a_product_leave_the_wanted_lag()
    {
        float[] huge = [.. Enumerable.Repeat(1e30f, 300)];
        Assert.Equal(17, Similarity.Best(huge.AsSpan(0, 100), huge, 17, 0.05).Lag);
    }
}
