using Ser.Audio.Rates;
using Ser.Core;

namespace Ser.Tests.Audio.Rates;

public sealed class BlockTransformTests
{
    [Theory]
    [InlineData(64)]
    [InlineData(256)]
    [InlineData(1024)]
    [InlineData(4096)]
    public void Spectra_are_those_of_the_definition_in_their_own_order(int length)
    {
        float[] re = Draw(length, 0), im = Draw(length, 1);
        double[] exactRe = new double[length], exactIm = new double[length];
        Dft(re, im, exactRe, exactIm);
        var transform = new BlockTransform(length);
        float[] expected = new float[transform.SpectrumLength], spectrum = new float[transform.SpectrumLength];
        transform.Arrange(exactRe, exactIm, expected);
        transform.Forward(re, im, spectrum);

        // log₄ N passes, each rounding sums of size √N about four times by 2⁻²⁴; the largest of N errors is some five of the usual ones.
        double tolerance = 5 * Math.Sqrt(length * 4 * Math.Log(length, 4)) * Math.Pow(2, -24);
        Assert.All(expected.Zip(spectrum), pair => Assert.Equal(pair.First, pair.Second, tolerance));
    }

    [Fact]
    public void Every_frequency_has_a_place_of_its_own()
    {
        var transform = new BlockTransform(256);
        float[] spectrum = new float[transform.SpectrumLength];
        transform.Arrange([.. Enumerable.Range(0, 256).Select(k => (double)k)], [.. Enumerable.Range(256, 256).Select(k => (double)k)], spectrum);
        Assert.Equal(Enumerable.Range(0, 512).Select(k => (float)k), spectrum.Order());
    }

    [Theory]
    [InlineData(64, 1)]
    [InlineData(256, 3)]
    [InlineData(1024, 2)]
    public void Products_of_spectra_are_circular_convolutions_and_are_summed(int length, int signals)
    {
        var transform = new BlockTransform(length);
        float[] spectra = new float[signals * transform.SpectrumLength], filters = new float[spectra.Length];
        double[] expectedRe = new double[length], expectedIm = new double[length];
        for (int signal = 0; signal < signals; signal++)
        {
            float[] re = Draw(length, 10 + signal), im = Draw(length, 20 + signal), taps = Draw(length, 30 + signal);
            double[] spectrumRe = new double[length], spectrumIm = new double[length];
            Dft(taps, new float[length], spectrumRe, spectrumIm);
            int at = signal * transform.SpectrumLength;
            transform.Forward(re, im, spectra.AsSpan(at, transform.SpectrumLength));
            transform.Arrange(
                [.. spectrumRe.Select(x => x / length)], [.. spectrumIm.Select(x => x / length)], filters.AsSpan(at, transform.SpectrumLength));
            for (int n = 0; n < length; n++)
            {
                for (int k = 0; k < length; k++)
                {
                    int from = (n - k + length) % length;
                    expectedRe[n] += taps[k] * (double)re[from];
                    expectedIm[n] += taps[k] * (double)im[from];
                }
            }
        }

        float[] resultRe = new float[length], resultIm = new float[length];
        transform.InverseOfProducts(spectra, filters, new float[transform.SpectrumLength], resultRe, resultIm);

        // Sums of N products of size 1/3, rounded in two transforms of log₄ N passes; five of the usual errors, as above.
        double tolerance = 5 * Math.Sqrt(signals * length * 8 * Math.Log(length, 4)) * Math.Pow(2, -24);
        for (int n = 0; n < length; n++)
        {
            Assert.Equal(expectedRe[n], resultRe[n], tolerance);
            Assert.Equal(expectedIm[n], resultIm[n], tolerance);
        }
    }

    [Theory]
    [InlineData(16)]
    [InlineData(512)]
    [InlineData(1000)]
    public void Other_lengths_are_refused(int length) => Assert.Throws<ArgumentOutOfRangeException>(nameof(length), () => new BlockTransform(length));

    private static float[] Draw(int count, int index)
    {
        var random = new KeyedRandom(3, "transform", "test", index);
        return [.. Enumerable.Range(0, count).Select(_ => (float)random.Uniform(-1, 1))];
    }

    private static void Dft(float[] re, float[] im, double[] resultRe, double[] resultIm)
    {
        int length = re.Length;
        var turns = new (double Sin, double Cos)[length];
        for (int i = 0; i < length; i++)
        {
            turns[i] = Math.SinCos(-2 * Math.PI * i / length);
        }

        for (int k = 0; k < length; k++)
        {
            for (int n = 0; n < length; n++)
            {
                (double sin, double cos) = turns[(long)k * n % length];
                resultRe[k] += (re[n] * cos) - (im[n] * sin);
                resultIm[k] += (re[n] * sin) + (im[n] * cos);
            }
        }
    }
}
