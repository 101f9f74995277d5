using System.Numerics;

namespace Ser.Tests.Augmentation.Waveforms;

/// <summary>Formants by linear prediction (Markel and Gray 1976): autocorrelation method, roots of the predictor's polynomial.</summary>
internal static class Formants
{
    /// <summary>The medians, over frames of 40 ms every 20 ms, of the lowest resonances of a vowel at 16 kHz.</summary>
    public static double[] Measure(ReadOnlySpan<float> samples, int count)
    {
        const int Frame = 640, Order = 14;
        var found = new List<double[]>();
        for (int start = 1600; start + Frame + 1600 < samples.Length; start += Frame / 2)
        {
            double[] x = new double[Frame];
            for (int i = 0; i < Frame; i++)
            {
                // The source falls by 6 dB an octave, which pre-emphasis makes good.
                x[i] = (samples[start + i] - (0.97 * samples[start + i - 1])) * (0.54 - (0.46 * Math.Cos(2 * Math.PI * i / (Frame - 1))));
            }

            double[] hz = [.. Roots(Predictor(x, Order)).Where(root => root.Imaginary > 0)
                .Select(root => (Hz: root.Phase * Vowels.Rate / (2 * Math.PI), Bandwidth: -Math.Log(root.Magnitude) * Vowels.Rate / Math.PI))
                .Where(pole => pole.Hz > 150 && pole.Bandwidth < 400).Select(pole => pole.Hz).Order()];
            if (hz.Length >= count)
            {
                found.Add(hz);
            }
        }

        Assert.True(found.Count > 10, $"formants in {found.Count} frames only");
        return [.. Enumerable.Range(0, count).Select(formant => Median([.. found.Select(frame => frame[formant])]))];
    }

    public static double Median(double[] values)
    {
        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }

    /// <summary>Levinson's recursion: 1, a₁ … of the polynomial whose roots are the poles.</summary>
    private static double[] Predictor(double[] x, int order)
    {
        double[] r = [.. Enumerable.Range(0, order + 1).Select(lag => Enumerable.Range(0, x.Length - lag).Sum(i => x[i] * x[i + lag]))];
        double[] a = new double[order + 1];
        a[0] = 1;
        double error = r[0] * (1 + 1e-9);
        for (int m = 1; m <= order; m++)
        {
            double sum = 0;
            for (int j = 0; j < m; j++)
            {
                sum += a[j] * r[m - j];
            }

            double k = -sum / error;
            double[] next = (double[])a.Clone();
            for (int j = 1; j <= m; j++)
            {
                next[j] = a[j] + (k * a[m - j]);
            }

            (a, error) = (next, error * (1 - (k * k)));
        }

        return a;
    }

    /// <summary>Durand and Kerner's iteration.</summary>
    private static Complex[] Roots(double[] polynomial)
    {
        int n = polynomial.Length - 1;
        Complex[] roots = [.. Enumerable.Range(0, n).Select(i => Complex.FromPolarCoordinates(0.9, (2 * Math.PI * i / n) + 0.3))];
        for (int step = 0; step < 200; step++)
        {
            double moved = 0;
            for (int i = 0; i < n; i++)
            {
                Complex value = 1, others = 1;
                for (int j = 1; j <= n; j++)
                {
                    value = (value * roots[i]) + polynomial[j];
                }

                for (int j = 0; j < n; j++)
                {
                    others *= i == j ? 1 : roots[i] - roots[j];
                }

                var move = value / others;
                roots[i] -= move;
                moved = Math.Max(moved, move.Magnitude);
            }

            if (moved < 1e-12)
            {
                break;
            }
        }

        return roots;
    }
}
