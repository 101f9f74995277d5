using Ser.Features;

namespace Ser.Tests.Features.Mel;

public sealed class MelFilterbankTests
{
    [Fact]
    public void The_slopes_of_neighbours_without_norm_add_up_to_1_between_their_centres()
    {
        var plan = FeaturePlan.Emotion;
        float[] dense = MelFilterbank.Build(plan).Dense();
        double[] centres = MelScale.Frequencies(plan.MelBands + 2, plan.LowHz, plan.HighHz, plan.MelScale);
        for (int bin = 0; bin < 257; bin++)
        {
            double hz = bin * 31.25, sum = Enumerable.Range(0, 64).Sum(band => (double)dense[(band * 257) + bin]);
            if (hz >= centres[1] && hz <= centres[64])
            {
                Assert.Equal(1, sum, 1.2e-7);   // two weights, each rounded once
            }
        }
    }

    [Fact]
    public void Every_triangle_of_slaney_norm_has_unit_area()
    {
        var plan = FeaturePlan.Librosa with { FftSize = 65536, WindowLength = 2048 };
        float[] dense = MelFilterbank.Build(plan).Dense();
        double binHz = 22050.0 / 65536;
        for (int band = 0; band < 128; band++)
        {
            double area = dense.AsSpan(band * 32769, 32769).ToArray().Sum(weight => (double)weight) * binHz;
            Assert.Equal(1, area, 1e-3);        // the trapezoid sum of a corner that falls between bins: (bin / width)² ≈ 1e-4
        }
    }

    [Fact]
    public void Projection_is_the_product_with_the_dense_matrix()
    {
        var bank = MelFilterbank.Build(FeaturePlan.Librosa);
        float[] dense = bank.Dense(), power = [.. Signals.Noise(bank.Bins).Select(x => x * x)], mel = new float[bank.Bands];
        bank.Project(power, mel);
        double[] expected = new double[bank.Bands];
        for (int band = 0; band < bank.Bands; band++)
        {
            for (int bin = 0; bin < bank.Bins; bin++)
            {
                Assert.True(dense[(band * bank.Bins) + bin] >= 0);
                expected[band] += (double)dense[(band * bank.Bins) + bin] * power[bin];
            }
        }

        Assert.InRange(Signals.ErrorOfPeak(mel, expected), 0, 3e-6);   // 50 positive terms at most, half a unit each
    }

    [Fact]
    public void A_triangle_between_two_bins_is_empty_and_gives_0()
    {
        var plan = FeaturePlan.Speech with { FftSize = 64, WindowLength = 64 };
        var bank = MelFilterbank.Build(plan);
        float[] mel = new float[64];
        bank.Project([.. Enumerable.Repeat(1f, 33)], mel);
        Assert.Contains(0f, mel);
        Signals.AssertFinite(mel);
    }

    [Fact]
    public void Spans_of_another_length_are_refused()
    {
        var bank = MelFilterbank.Build(FeaturePlan.Speech);
        Assert.Throws<ArgumentException>(() => bank.Project(new float[256], new float[64]));
        Assert.Throws<ArgumentException>(() => bank.Project(new float[257], new float[63]));
    }
}
