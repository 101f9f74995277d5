namespace Ser.Features;

/// <summary>A Hann window of any length at any place between samples, and what it makes of two times a lag apart.</summary>
/// <param name="left">Where the window begins, in samples from the first sample of the sound: −1 … 0.</param>
/// <param name="length">Its length in samples.</param>
internal readonly struct SlidingHann(double left, double length)
{
    /// <summary>Multiplies a sound with the window.</summary>
    public void Apply(ReadOnlySpan<float> sound, Span<float> windowed)
    {
        var weights = new Rotation(2 * Math.PI / length, -left);
        for (int i = 0; i < sound.Length; i++)
        {
            windowed[i] = (float)(sound[i] * 0.5 * (1 - weights.NextCos()));
        }
    }

    /// <summary>Σ w(t) w(t+lag) x²(t): energy of a sound where both the window and the window a lag away let it through.</summary>
    public double Energy(ReadOnlySpan<float> sound, double lag)
    {
        int from = (int)Math.Max(Math.Ceiling(left - lag), 0), to = (int)Math.Min(Math.Floor(left + length - lag) + 1, sound.Length);
        var here = new Rotation(2 * Math.PI / length, from - left);
        var there = new Rotation(2 * Math.PI / length, from - left + lag);
        double sum = 0;
        for (int i = from; i < to; i++)
        {
            sum += (double)sound[i] * sound[i] * ((1 - here.NextCos()) * (1 - there.NextCos()));
        }

        return sum / 4;
    }

    /// <summary>Autocorrelation of the window, 1 at lag 0 (Boersma's equation 8), and its first two derivatives.</summary>
    public (double Value, double Slope, double Curvature) Product(double lag)
    {
        double u = lag / length, rest = 1 - u;
        var (sin, cos) = Math.SinCos(2 * Math.PI * u);
        double raised = (2 + cos) / 3;
        return (
            (rest * raised) + (sin / (2 * Math.PI)),
            (cos - raised - (rest * 2 * Math.PI / 3 * sin)) / length,
            ((-2 * Math.PI / 3 * sin) - (rest * 4 * Math.PI * Math.PI / 3 * cos)) / (length * length));
    }

    /// <summary>Cosines of evenly spaced angles; each from the one before, which in double is right to 1e-12 over a window.</summary>
    private struct Rotation(double step, double start)
    {
        private readonly double stepCos = Math.Cos(step), stepSin = Math.Sin(step);
        private double cos = Math.Cos(step * start), sin = Math.Sin(step * start);

        public double NextCos()
        {
            double now = cos;
            (cos, sin) = ((cos * stepCos) - (sin * stepSin), (cos * stepSin) + (sin * stepCos));
            return now;
        }
    }
}
