using Ser.Features;

namespace Ser.Tests.Features;

/// <summary>The whole analysis once more: in double, by definition, without one trick, and apart from the product's code.</summary>
internal sealed class PlainPipeline(FeaturePlan plan)
{
    public int Frames(int samples) => samples == 0 ? 0 : 1 + (samples / plan.HopLength);

    /// <summary>bins × frames.</summary>
    public double[] Power(float[] x)
    {
        int frames = Frames(x.Length), n = plan.FftSize, bins = (n / 2) + 1;
        double[] cos = [.. Enumerable.Range(0, n).Select(i => Math.Cos(2 * Math.PI * i / n))];
        double[] sin = [.. Enumerable.Range(0, n).Select(i => Math.Sin(2 * Math.PI * i / n))];
        double[] power = new double[bins * frames];
        for (int t = 0; t < frames; t++)
        {
            double[] frame = [.. Enumerable.Range(0, n).Select(i => Window(i) * At(x, (t * plan.HopLength) - (n / 2) + i))];
            for (int k = 0; k < bins; k++)
            {
                double re = 0, im = 0;
                for (int i = 0; i < n; i++)
                {
                    int turn = (int)((long)i * k % n);
                    re += frame[i] * cos[turn];
                    im -= frame[i] * sin[turn];
                }

                power[(k * frames) + t] = (re * re) + (im * im);
            }
        }

        return power;
    }

    /// <summary>bands × frames.</summary>
    public double[] MelPower(float[] x)
    {
        int frames = Frames(x.Length), bins = (plan.FftSize / 2) + 1;
        double[] power = Power(x), mel = new double[plan.MelBands * frames];
        for (int b = 0; b < plan.MelBands; b++)
        {
            double low = Edge(b), centre = Edge(b + 1), high = Edge(b + 2);
            double scale = plan.MelNormalisation == MelNormalisation.Slaney ? 2 / (high - low) : 1;
            for (int k = 0; k < bins; k++)
            {
                double hz = (double)k * plan.SampleRate / plan.FftSize;
                double weight = hz <= low || hz >= high ? 0 : hz < centre ? (hz - low) / (centre - low) : (high - hz) / (high - centre);
                for (int t = 0; t < frames; t++)
                {
                    mel[(b * frames) + t] += scale * weight * power[(k * frames) + t];
                }
            }
        }

        return mel;
    }

    /// <summary>bands × frames, in dB.</summary>
    public double[] LogMel(float[] x)
    {
        double[] db = [.. MelPower(x).Select(p => 10 * Math.Log10(Math.Max(p, plan.LogFloor)))];
        double lowest = db.Length > 0 ? db.Max() - (plan.TopDb ?? double.PositiveInfinity) : 0;
        return [.. db.Select(value => Math.Max(value, lowest))];
    }

    /// <summary>coefficients × frames.</summary>
    public double[] Mfcc(float[] x)
    {
        int frames = Frames(x.Length), n = plan.MelBands;
        double[] db = LogMel(x), mfcc = new double[plan.MfccCount * frames];
        for (int k = 0; k < plan.MfccCount; k++)
        {
            for (int t = 0; t < frames; t++)
            {
                double sum = 0;
                for (int b = 0; b < n; b++)
                {
                    sum += db[(b * frames) + t] * Math.Cos(Math.PI * k * ((2 * b) + 1) / (2.0 * n));
                }

                mfcc[(k * frames) + t] = sum * Math.Sqrt((k == 0 ? 1.0 : 2.0) / n);
            }
        }

        return mfcc;
    }

    public double[] Rms(float[] x) =>
        [.. Enumerable.Range(0, Frames(x.Length))
            .Select(t => Math.Sqrt(Positions(t).Average(i => i >= 0 && i < x.Length ? (double)x[i] * x[i] : 0)))];

    public double[] Zcr(float[] x)
    {
        return [.. Enumerable.Range(0, Frames(x.Length))
            .Select(t => (double)Positions(t).Skip(1).Count(i => Negative(i) != Negative(i - 1)) / plan.FrameLength)];

        bool Negative(int i) => x[Math.Clamp(i, 0, x.Length - 1)] < -1e-10;
    }

    private IEnumerable<int> Positions(int t) => Enumerable.Range((t * plan.HopLength) - (plan.FrameLength / 2), plan.FrameLength);

    private double Window(int i)
    {
        int at = i - ((plan.FftSize - plan.WindowLength) / 2);
        int period = plan.Window == WindowKind.HannPeriodic ? plan.WindowLength : plan.WindowLength - 1;
        return at < 0 || at >= plan.WindowLength ? 0 : plan.WindowLength == 1 ? 1 : Math.Pow(Math.Sin(Math.PI * at / period), 2);
    }

    private double At(float[] x, int i)
    {
        if (i >= 0 && i < x.Length)
        {
            return x[i];
        }

        switch (plan.Padding)
        {
            case PaddingMode.Zero:
                return 0;
            case PaddingMode.Edge:
                return i < 0 ? x[0] : x[^1];
            default:
                while (x.Length > 1 && (i < 0 || i >= x.Length))
                {
                    i = i < 0 ? -i : (2 * (x.Length - 1)) - i;
                }

                return x.Length > 1 ? x[i] : x[0];
        }
    }

    private double Edge(int i)
    {
        double low = Mel(plan.LowHz), high = Mel(plan.HighHz), mel = low + ((high - low) * i / (plan.MelBands + 1));
        if (plan.MelScale == MelScaleKind.Htk)
        {
            return 700 * (Math.Pow(10, mel / 2595) - 1);
        }

        return mel < 15 ? 200 * mel / 3 : 1000 * Math.Pow(6.4, (mel - 15) / 27);
    }

    private double Mel(double hz)
    {
        if (plan.MelScale == MelScaleKind.Htk)
        {
            return 2595 * Math.Log10(1 + (hz / 700));
        }

        return hz < 1000 ? 3 * hz / 200 : 15 + (27 * Math.Log(hz / 1000) / Math.Log(6.4));
    }
}
