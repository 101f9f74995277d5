using Ser.Core;
using Ser.Features;

namespace Ser.Tests.Features.Extraction;

public sealed class Notebook162Tests
{
    [Fact]
    public void There_are_162_names_in_the_order_of_the_notebooks()
    {
        var names = Notebook162.Names;
        Assert.Equal(162, names.Distinct().Count());
        Assert.Equal(
            [
                "zcr_mean", "chroma_00_mean", "chroma_11_mean", "mfcc_00_mean", "mfcc_19_mean", "rms_mean", "mel_power_000_mean",
                "mel_power_127_mean",
            ],
            new[] { 0, 1, 12, 13, 32, 33, 34, 161 }.Select(i => names[i]));
    }

    [Theory]
    [InlineData(16000)]
    [InlineData(22050)]
    public void Values_are_the_means_of_their_columns(int rate)
    {
        float[] x = Signals.Voice(rate / 2, rate), values = new Notebook162(rate).Compute(x);
        var plan = FeaturePlan.Librosa.AtRate(rate);
        var matrix = new FeatureExtractor(plan).Extract(x, FeatureKinds.MelPower | FeatureKinds.Default);
        Assert.Equal(162, values.Length);
        for (int i = 0; i < 162; i++)
        {
            // The matrix numbers its 128 bands with two digits or more, the notebook's names have three.
            string column = Notebook162.Names[i][..^"_mean".Length].Replace("mel_power_0", "mel_power_", StringComparison.Ordinal);
            if (!column.StartsWith("chroma", StringComparison.Ordinal))
            {
                Assert.Equal(matrix.Column(column).ToArray().Average(value => (double)value), values[i], 1e-3);
            }
        }
    }

    [Fact]
    public void Chroma_is_folded_from_magnitudes()
    {
        const int Rate = 22050;
        float[] x = Signals.Voice(Rate / 2, Rate), values = new Notebook162(Rate).Compute(x);
        float[] dense = ChromaFilterbank.Build(FeaturePlan.Librosa).Dense(), power = new Stft(FeaturePlan.Librosa).Power(x);
        int frames = power.Length / 1025;
        double[] mean = new double[12];
        for (int t = 0; t < frames; t++)
        {
            double[] raw = [.. Enumerable.Range(0, 12).Select(c =>
                Enumerable.Range(0, 1025).Sum(k => dense[(c * 1025) + k] * Math.Sqrt(power[(k * frames) + t])))];
            for (int c = 0; c < 12; c++)
            {
                mean[c] += raw[c] / raw.Max() / frames;
            }
        }

        Assert.InRange(Signals.LargestError(values.AsSpan(1, 12), mean), 0, 1e-5);
    }

    [Fact]
    public void Silence_and_nothing_are_finite()
    {
        var notebook = new Notebook162(22050);
        foreach (float[] x in new[] { [], [0.5f], new float[5000] })
        {
            Signals.AssertFinite(notebook.Compute(x));
        }

        Assert.All(notebook.Compute([]), value => Assert.Equal(0, value));
        Assert.Throws<UserError>(() => new Notebook162(99));
    }
}
