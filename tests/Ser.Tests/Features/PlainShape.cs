using Ser.Features;

namespace Ser.Tests.Features;

/// <summary>Shape of spectra once more: in double, by definition, one frame at a time, and apart from the product's code.</summary>
/// <param name="plan">The analysis.</param>
/// <param name="power">bins × frames, from <see cref="PlainPipeline.Power"/>.</param>
internal sealed class PlainShape(FeaturePlan plan, double[] power)
{
    private int Bins => (plan.FftSize / 2) + 1;

    private int Frames => power.Length / Bins;

    public double[] Centroid() => PerFrame(Mean);

    public double[] Bandwidth() => PerFrame(x =>
    {
        double mean = Mean(x), sum = x.Sum();
        return sum == 0 ? 0 : Math.Sqrt(x.Select((value, k) => value / sum * Math.Pow(Hz(k) - mean, 2)).Sum());
    });

    public double[] Rolloff() => PerFrame(x =>
    {
        double threshold = 0.85 * x.Sum();
        return Hz(Enumerable.Range(0, x.Length).FirstOrDefault(k => x[..(k + 1)].Sum() >= threshold, x.Length - 1));
    });

    public double[] Flatness() => PerFrame(x =>
    {
        double[] floored = [.. x.Select(value => Math.Max(value * value, 1e-10))];
        return Math.Exp(floored.Average(Math.Log)) / floored.Average();
    });

    /// <summary>7 × frames, as librosa.feature.spectral_contrast tells it: masks, sorted copies, two whole-clip decibel scales.</summary>
    public double[] Contrast()
    {
        double[][] peaks = [.. Enumerable.Range(0, 7).Select(b => PerFrame(x => Extreme(x, b, highest: true)))];
        double[][] valleys = [.. Enumerable.Range(0, 7).Select(b => PerFrame(x => Extreme(x, b, highest: false)))];
        double[] peakDb = Db([.. peaks.SelectMany(row => row)]), valleyDb = Db([.. valleys.SelectMany(row => row)]);
        return [.. peakDb.Zip(valleyDb, (peak, valley) => peak - valley)];
    }

    private static double[] Db(double[] values)
    {
        double[] db = [.. values.Select(value => 10 * Math.Log10(Math.Max(value, 1e-10)))];
        return [.. db.Select(value => Math.Max(value, db.Max() - 80))];
    }

    private double Extreme(double[] x, int band, bool highest)
    {
        double low = band == 0 ? 0 : 100 * Math.Pow(2, band), high = 200 * Math.Pow(2, band);
        var mask = Enumerable.Range(0, Bins).Where(k => Hz(k) >= low && Hz(k) <= high).ToList();
        if (band > 0)
        {
            mask.Insert(0, mask[0] - 1);
        }

        if (band == 6)
        {
            mask.AddRange(Enumerable.Range(mask[^1] + 1, Bins - 1 - mask[^1]));
        }

        int count = Math.Max((int)Math.Round(0.02 * mask.Count), 1);
        var values = (band == 6 ? mask : mask[..^1]).Select(k => x[k]);
        return (highest ? values.OrderDescending() : values.Order()).Take(count).Average();
    }

    private double Mean(double[] x) => x.Sum() == 0 ? 0 : x.Select((value, k) => value * Hz(k)).Sum() / x.Sum();

    private double Hz(int k) => (double)k * plan.SampleRate / plan.FftSize;

    /// <summary>One number of each magnitude spectrum.</summary>
    private double[] PerFrame(Func<double[], double> number) =>
        [.. Enumerable.Range(0, Frames)
            .Select(t => number([.. Enumerable.Range(0, Bins).Select(k => Math.Sqrt(power[(k * Frames) + t]))]))];
}
