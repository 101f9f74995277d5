using Ser.Core;

namespace Ser.Tests.Features;

/// <summary>Signals that are built where they are needed; the same numbers in every run.</summary>
internal static class Signals
{
    /// <summary>Gaussian noise of standard deviation 0.1.</summary>
    public static float[] Noise(int length, string key = "")
    {
        var random = new KeyedRandom(1, key, "test noise", length);
        float[] x = new float[length];
        foreach (ref float sample in x.AsSpan())
        {
            sample = (float)(0.1 * random.Gaussian());
        }

        return x;
    }

    /// <summary>A glottal sort of sound: twelve harmonics of 140 Hz, swelling and fading, over faint noise.</summary>
    public static float[] Voice(int length, int rate)
    {
        float[] x = Noise(length, "voice");
        for (int i = 0; i < length; i++)
        {
            double sum = 0.01 * x[i];
            for (int h = 1; h <= 12; h++)
            {
                sum += 0.3 / h * Math.Sin(2 * Math.PI * 140 * h * i / rate);
            }

            x[i] = (float)(sum * Math.Sin(Math.PI * i / length));
        }

        return x;
    }

    /// <summary>Lengths at which vector loops take every way through their tails.</summary>
    public static TheoryData<int> EveryLength => [.. Enumerable.Range(0, 258)];

    /// <summary>The largest |actual − expected|, as a fraction of the largest |expected|; 0 where both are all zero.</summary>
    public static double ErrorOfPeak(ReadOnlySpan<float> actual, ReadOnlySpan<double> expected)
    {
        Assert.Equal(expected.Length, actual.Length);
        double error = LargestError(actual, expected), peak = 0;
        foreach (double value in expected)
        {
            peak = Math.Max(peak, Math.Abs(value));
        }

        return error == 0 ? 0 : error / peak;
    }

    /// <summary>The largest |actual − expected|; infinite where a value is not finite.</summary>
    public static double LargestError(ReadOnlySpan<float> actual, ReadOnlySpan<double> expected)
    {
        Assert.Equal(expected.Length, actual.Length);
        double error = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            error = Math.Max(error, float.IsFinite(actual[i]) ? Math.Abs(actual[i] - expected[i]) : double.PositiveInfinity);
        }

        return error;
    }

    public static void AssertFinite(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            Assert.True(float.IsFinite(value));
        }
    }
}
