using Ser.Features;
using Ser.Training.Network;

namespace Ser.Tests.Training.Network;

public sealed class NormalisationTests
{
    [Fact]
    public void Standardised_rows_of_the_fitted_clips_have_mean_0_and_deviation_1()
    {
        var plan = FeaturePlan.Emotion;
        ClipRows[] clips = [.. Enumerable.Range(1, 5).Select(seed => Sounds.Rows(Sounds.Syllable(8000, 90 * seed, seed)))];
        var fitted = Normalisation.Fit(plan, Architectures.Attentive, clips);

        float[] level = [.. clips.SelectMany(clip => Enumerable.Range(0, clip.Frames).Select(t => Sounds.Frame(clip, t)[plan.MelBands]))];
        double[] scaled = [.. level.Select(value => (value - fitted.RowMean[plan.MfccCount]) / (double)fitted.RowDeviation[plan.MfccCount])];
        Assert.Equal(0, scaled.Average(), 1e-4);
        Assert.Equal(1, scaled.Average(value => value * value), 1e-4);
    }

    [Fact]
    public void Mfcc_statistics_are_those_of_the_extractor()
    {
        var plan = FeaturePlan.Emotion;
        float[] sound = Sounds.Syllable(16_000, 150, 3);
        var mfcc = new FeatureExtractor(plan).Extract(sound, FeatureKinds.Mfcc);
        var fitted = Normalisation.Fit(plan, Architectures.Attentive, [Sounds.Rows(sound)]);
        for (int coefficient = 0; coefficient < plan.MfccCount; coefficient++)
        {
            double mean = mfcc.Column(coefficient).ToArray().Average() - (coefficient == 0 ? Math.Sqrt(plan.MelBands) * Loudest(sound) : 0);
            Assert.Equal(mean, fitted.RowMean[coefficient], 1e-3 + (1e-5 * Math.Abs(mean)));   // single precision, in dB
        }
    }

    [Fact]
    public void A_row_that_never_moves_is_not_divided_by_zero()
    {
        var fitted = Normalisation.Fit(FeaturePlan.Emotion, Architectures.Attentive, [Sounds.Rows(new float[4000])]);
        Assert.All(fitted.RowDeviation.Concat(fitted.BandDeviation), deviation => Assert.True(deviation > 0));
    }

    /// <summary>Level of the loudest frame in dB. All mel levels are relative to it, which moves coefficient 0 alone.</summary>
    private static double Loudest(float[] sound)
    {
        var rms = new FeatureExtractor(FeaturePlan.Emotion).Extract(sound, FeatureKinds.Rms);
        return 20 * Math.Log10(rms.Column(0).ToArray().Max());
    }
}
