using Ser.Features;

namespace Ser.Tests.Features.Shape;

public sealed class SpectralShapeTests
{
    private const FeatureKinds Shape =
        FeatureKinds.Centroid | FeatureKinds.Bandwidth | FeatureKinds.Rolloff | FeatureKinds.Flatness | FeatureKinds.Contrast;

    public static TheoryData<FeaturePlan> Plans => [FeaturePlan.Emotion, FeaturePlan.Speech, FeaturePlan.Torchaudio, FeaturePlan.Librosa];

    [Theory]
    [MemberData(nameof(Plans))]
    public void Every_family_is_that_of_the_twin_in_double(FeaturePlan plan)
    {
        float[] x = Signals.Voice(plan.FftSize * 5, plan.SampleRate);
        var features = new FeatureExtractor(plan).Extract(x, Shape);
        var plain = new PlainShape(plan, new PlainPipeline(plan).Power(x));

        // The transform rounds at 2e-7 of its peak, which moves the sums by less than these.
        Assert.InRange(Signals.ErrorOfPeak(features.Column("centroid"), plain.Centroid()), 0, 1e-5);
        Assert.InRange(Signals.ErrorOfPeak(features.Column("bandwidth"), plain.Bandwidth()), 0, 1e-5);
        Assert.InRange(Signals.LargestError(features.Column("flatness"), plain.Flatness()), 0, 1e-5);
        Assert.Equal(plain.Rolloff().Select(hz => (float)hz), features.Column("rolloff").ToArray());
        float[] contrast = [.. Enumerable.Range(0, 7).SelectMany(band => features.Column($"contrast_{band}").ToArray())];

        // Its spectra are in double: four values in dB of 5e-6 each remain, and the means that they are taken of.
        Assert.InRange(Signals.LargestError(contrast, plain.Contrast()), 0, 3e-5);
    }

    [Theory]
    [InlineData(440)]
    [InlineData(1000)]
    [InlineData(7777)]
    public void A_tone_has_its_centroid_and_rolloff_at_its_frequency(double hz)
    {
        var plan = FeaturePlan.Librosa;
        var features = new FeatureExtractor(plan).Extract(Tone(hz, plan.SampleRate), Shape);
        double bin = (double)plan.SampleRate / plan.FftSize;
        for (int frame = 4; frame < features.Frames - 4; frame++)   // away from the ends, which are clicks
        {
            // The window spreads a tone over four bins, evenly but for the part that falls between two of them.
            Assert.Equal(hz, features.Column("centroid")[frame], 0.25 * bin);
            Assert.Equal(hz, features.Column("rolloff")[frame], 2 * bin);
            Assert.InRange(features.Column("bandwidth")[frame], 0.3 * bin, 8 * bin);
            Assert.InRange(features.Column("flatness")[frame], 0, 1e-6);
        }
    }

    [Fact]
    public void White_noise_is_as_flat_and_wide_as_it_is_on_paper()
    {
        var features = new FeatureExtractor(FeaturePlan.Librosa).Extract(Signals.Noise(22050 * 10), Shape);
        var mean = ClipStatistics.Compute(features, [Statistic.Mean]);

        // Power of Gaussian noise is exponentially distributed: its geometric mean is e^(−γ) of its arithmetic one. 430 frames of
        // 1025 bins, each with a deviation of about 1: 0.01 is ten standard errors with all overlap allowed for.
        Assert.Equal(0.56146, mean[features.IndexOf("flatness")], 0.01);
        Assert.Equal(11025 / 2.0, mean[features.IndexOf("centroid")], tolerance: 50);                   // uniform from 0 to half the rate:
        Assert.Equal(11025 / Math.Sqrt(12), mean[features.IndexOf("bandwidth")], tolerance: 50);        // its mean and standard deviation
        Assert.Equal(0.85 * 11025, mean[features.IndexOf("rolloff")], tolerance: 50);                   // and its 85th percentile
    }

    [Theory]
    [InlineData(6400, 5)]      // band 5 starts at half the rate
    [InlineData(8000, 6)]
    [InlineData(12800, 6)]     // as librosa refuses it: the last band would start at half the rate
    [InlineData(16000, 7)]
    public void Bands_above_half_the_rate_have_no_contrast(int rate, int defined)
    {
        var features = new FeatureExtractor(FeaturePlan.Librosa.AtRate(rate)).Extract(Signals.Noise(rate), FeatureKinds.Contrast);
        for (int band = 0; band < 7; band++)
        {
            Assert.All(features.Column(band).ToArray(), band < defined
                ? value => Assert.InRange(value, 3, 60)
                : value => Assert.Equal(0, value));
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(16)]
    [InlineData(30)]
    [InlineData(480)]
    [InlineData(8192)]
    public void Every_size_and_rate_gives_finite_values(int fftSize)
    {
        foreach (int rate in new[] { 100, 401, 8000, 48000, 1_000_000 })
        {
            var plan = FeaturePlan.Librosa.AtRate(rate) with { FftSize = fftSize, WindowLength = fftSize, HopLength = fftSize };
            foreach (float[] x in new[] { Signals.Noise(3 * fftSize), new float[2], [1] })
            {
                Signals.AssertFinite(new FeatureExtractor(plan).Extract(x, Shape | FeatureKinds.Chroma).Values);
            }
        }
    }

    [Fact]
    public void Contrast_is_high_for_harmonics_and_low_for_noise()
    {
        float[] Means(float[] x) =>
            ClipStatistics.Compute(new FeatureExtractor(FeaturePlan.Librosa).Extract(x, FeatureKinds.Contrast), [Statistic.Mean]);
        float[] voice = Means(Signals.Voice(22050, 22050)), noise = Means(Signals.Noise(22050));
        for (int band = 1; band <= 3; band++)   // 200 to 1600 Hz: where the harmonics are
        {
            Assert.True(voice[band] > noise[band] + 5, $"band {band}: {voice[band]} and {noise[band]} dB");
        }
    }

    internal static float[] Tone(double hz, int rate) =>
        [.. Enumerable.Range(0, rate).Select(i => (float)(0.5 * Math.Sin(2 * Math.PI * hz * i / rate)))];
}
