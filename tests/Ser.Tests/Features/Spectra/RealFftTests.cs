using System.Numerics;
using MathNet.Numerics.IntegralTransforms;
using Ser.Features;

namespace Ser.Tests.Features.Spectra;

public sealed class RealFftTests
{
    // Rounding in float grows with the number of passes, at most 11 here: each adds about 6e-8 of the root mean square,
    // and the largest bin of noise is several times that. Tables in float would give 1e-5 at 4096.
    private const double OfPeak = 2e-6;

    public static TheoryData<int> Sizes =>
        [2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 6, 10, 12, 18, 30, 50, 90, 400, 480, 960, 1000, 1200];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_spectrum_of_noise_is_that_of_the_defining_sum_in_double(int size)
    {
        float[] x = Signals.Noise(size);
        var (re, im) = Forward(x);
        double[] wantRe = new double[re.Length], wantIm = new double[re.Length];
        for (int k = 0; k < re.Length; k++)
        {
            for (int i = 0; i < size; i++)
            {
                var (s, c) = Math.SinCos(-2 * Math.PI * ((long)i * k % size) / size);
                wantRe[k] += x[i] * c;
                wantIm[k] += x[i] * s;
            }
        }

        AssertClose(wantRe, wantIm, re, im);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(512)]
    [InlineData(2048)]
    public void The_spectrum_is_that_of_MathNet(int size)
    {
        float[] x = Signals.Noise(size, "MathNet");
        var (re, im) = Forward(x);
        Complex[] witness = [.. x.Select(value => new Complex(value, 0))];
        Fourier.Forward(witness, FourierOptions.AsymmetricScaling);   // this one scales neither forward nor by a root
        AssertClose([.. witness.Take(re.Length).Select(z => z.Real)], [.. witness.Take(re.Length).Select(z => z.Imaginary)], re, im);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Inverse_undoes_forward(int size)
    {
        float[] x = Signals.Noise(size, "inverse"), back = new float[size];
        var (re, im) = Forward(x);
        new RealFft(size).Inverse(re, im, back);
        Assert.InRange(Signals.ErrorOfPeak(back, [.. x.Select(value => (double)value)]), 0, OfPeak);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_energy_of_the_spectrum_is_that_of_the_signal(int size)
    {
        float[] x = Signals.Noise(size, "Parseval");
        var (re, im) = Forward(x);
        double energy = 0;
        for (int k = 0; k < re.Length; k++)
        {
            double power = ((double)re[k] * re[k]) + ((double)im[k] * im[k]);
            energy += k == 0 || k == re.Length - 1 ? power : 2 * power;   // bins between the ends stand for two
        }

        double expected = x.Sum(value => (double)value * value);
        Assert.Equal(1, energy / size / expected, 2 * OfPeak);            // twice, as it is a square
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void An_impulse_has_a_flat_spectrum(int size)
    {
        float[] x = new float[size];
        x[0] = 0.5f;
        var (re, im) = Forward(x);
        Assert.All(re, value => Assert.Equal(0.5f, value));   // exact: nothing is added to it but zeros
        Assert.All(im, value => Assert.Equal(0f, value));
    }

    [Fact]
    public void A_whole_number_of_periods_fills_one_bin()
    {
        float[] x = [.. Enumerable.Range(0, 512).Select(i => (float)Math.Cos(2 * Math.PI * 37 * i / 512))];
        var (re, im) = Forward(x);
        for (int k = 0; k < re.Length; k++)
        {
            Assert.Equal(k == 37 ? 256 : 0, re[k], 256 * OfPeak);
            Assert.Equal(0, im[k], 256 * OfPeak);
        }
    }

    [Fact]
    public void The_spectrum_of_a_sum_is_the_sum_of_the_spectra()
    {
        float[] a = Signals.Noise(512, "a"), b = Signals.Noise(512, "b");
        var (sumRe, sumIm) = Forward([.. a.Zip(b, (x, y) => (2 * x) + y)]);
        var (aRe, aIm) = Forward(a);
        var (bRe, bIm) = Forward(b);
        AssertClose(
            [.. aRe.Zip(bRe, (x, y) => (2.0 * x) + y)], [.. aIm.Zip(bIm, (x, y) => (2.0 * x) + y)], sumRe, sumIm);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-2)]
    [InlineData(511)]
    [InlineData(14)]
    [InlineData(131072)]
    public void A_size_without_a_transform_is_refused(int size)
    {
        Assert.False(RealFft.Supports(size));
        Assert.Throws<ArgumentOutOfRangeException>(nameof(size), () => new RealFft(size));
    }

    [Fact]
    public void Spans_of_another_length_are_refused()
    {
        var fft = new RealFft(8);
        Assert.Throws<ArgumentException>(() => fft.Forward(new float[7], new float[5], new float[5]));
        Assert.Throws<ArgumentException>(() => fft.Forward(new float[8], new float[4], new float[5]));
        Assert.Throws<ArgumentException>(() => fft.Inverse(new float[5], new float[6], new float[8]));
    }

    private static (float[] Re, float[] Im) Forward(float[] x)
    {
        var fft = new RealFft(x.Length);
        float[] re = new float[fft.Bins], im = new float[fft.Bins];
        fft.Forward(x, re, im);
        return (re, im);
    }

    private static void AssertClose(double[] wantRe, double[] wantIm, float[] re, float[] im)
    {
        double peak = wantRe.Zip(wantIm, (r, i) => Math.Sqrt((r * r) + (i * i))).Max();
        double error = Math.Max(Signals.LargestError(re, wantRe), Signals.LargestError(im, wantIm)) / peak;
        TestContext.Current.TestOutputHelper?.WriteLine($"error {error:0.0e0} of peak");
        Assert.InRange(error, 0, OfPeak);
    }
}
