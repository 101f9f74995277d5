using System.Buffers;

namespace Ser.Features;

/// <summary>Power of the periodic part of a voice against the rest, in dB. Immutable: all threads may share one.</summary>
/// <remarks>
/// Boersma, Accurate short-term analysis of the fundamental frequency and the harmonics-to-noise ratio of a sampled sound,
/// IFA Proceedings 17, 1993: the period is where the autocorrelation of the windowed sound, divided by that of the window, is
/// highest; with r its value there, 1 at lag 0, HNR = 10 log10 (r / (1 − r)). Two things differ from the paper. The Hann window
/// holds 4.5 periods of the sound itself, not of the lowest voice, so that intonation counts less as noise. And r is
/// Σ w(t) w(t+τ) x(t) x(t+τ), divided by the root of Σ w(t) w(t+τ) x²(t) · Σ w(t) w(t+τ) x²(t+τ): never above 1, where the paper's
/// quotient scatters about 1 from some 25 dB upwards. The sound between samples is its Fourier series, no approximation.
/// </remarks>
public sealed class Harmonicity
{
    /// <summary>Nothing is reported below: r = 0.01.</summary>
    public const double LowestDb = -20;

    /// <summary>Nothing is reported above: single precision ends there.</summary>
    public const double HighestDb = 60;

    private const double PeriodsInWindow = 4.5, ShortestWindowPeriods = 3, SearchShare = 0.08;

    private readonly int rate;
    private readonly RealFft[] transforms;   // powers of two, ascending: a high voice needs short ones only

    /// <summary>Prepares transforms.</summary>
    /// <param name="rate">Samples per second, above 0.</param>
    /// <param name="lowHz">The lowest frequency that will be asked for: above 0, at least rate / 8192.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public Harmonicity(int rate, double lowHz)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rate);
        if (!(lowHz >= rate / 8192.0 && lowHz < rate))
        {
            throw new ArgumentOutOfRangeException(nameof(lowHz), lowHz, $"outside {rate / 8192.0} … {rate} Hz");
        }

        this.rate = rate;
        var sizes = new List<RealFft>();
        int needed = SizeFor(rate / lowHz);
        for (int size = 64; sizes.Count == 0 || sizes[^1].Size < needed; size *= 2)
        {
            sizes.Add(new RealFft(size));
        }

        transforms = [.. sizes];
    }

    /// <summary>HNR at a place of a clip.</summary>
    /// <param name="samples">The clip.</param>
    /// <param name="centre">Middle of the window in samples; a window that would leave the clip is moved into it.</param>
    /// <param name="f0Hz">The voice's frequency there: from lowHz to half the rate.</param>
    /// <returns>
    /// −20 … 60 dB; NaN in a clip of less than three periods and a window without sound, or with a frequency out of range or NaN.
    /// </returns>
    public double DbAt(ReadOnlySpan<float> samples, double centre, double f0Hz)
    {
        double period = rate / f0Hz, length = Math.Min(PeriodsInWindow * period, samples.Length);
        if (!(period >= 2) || SizeFor(period) > transforms[^1].Size || length < ShortestWindowPeriods * period)
        {
            return double.NaN;
        }

        var fft = transforms[0];
        for (int i = 1; fft.Size < SizeFor(period); i++)
        {
            fft = transforms[i];
        }

        double left = Math.Clamp(centre - (length / 2), 0, samples.Length - length);
        int first = (int)Math.Ceiling(left), count = Math.Min((int)Math.Floor(left + length) + 1, samples.Length) - first;
        float[] floats = ArrayPool<float>.Shared.Rent((2 * fft.Size) + (2 * fft.Bins));
        var sound = floats.AsSpan(0, count);
        samples.Slice(first, count).CopyTo(sound);
        double r = DifferenceFunction.Normalise(sound)
            ? Highest(fft, sound, new SlidingHann(left - first, length), floats.AsSpan(fft.Size), period)
            : 0;
        ArrayPool<float>.Shared.Return(floats);
        return r > 0 ? Math.Clamp(10 * Math.Log10(r / Math.Max(1 - r, 1e-9)), LowestDb, HighestDb) : double.NaN;
    }

    /// <summary>Room for the window and the longest lag behind it, so that no product comes round from the other end.</summary>
    private static int SizeFor(double period) => (int)Math.Ceiling((PeriodsInWindow + 1 + SearchShare) * period) + 4;

    /// <summary>The highest r near a period; 0 where it is nowhere positive.</summary>
    private static double Highest(RealFft fft, ReadOnlySpan<float> sound, SlidingHann window, Span<float> scratch, double period)
    {
        var signal = scratch[..fft.Size];
        var power = scratch.Slice(fft.Size, fft.Bins);
        var im = scratch.Slice(fft.Size + fft.Bins, fft.Bins);
        signal.Clear();
        window.Apply(sound, signal);
        fft.Forward(signal, power, im);
        for (int k = 0; k < power.Length; k++)
        {
            power[k] = (power[k] * power[k]) + (im[k] * im[k]);
        }

        im.Clear();
        fft.Inverse(power, im, signal);
        int first = Math.Max((int)Math.Floor(period * (1 - SearchShare)), 1), last = (int)Math.Ceiling(period * (1 + SearchShare)), at = first;
        double best = 0;
        for (int lag = first; lag <= last; lag++)
        {
            double quotient = signal[lag] / window.Product(lag).Value;
            (best, at) = quotient > best ? (quotient, lag) : (best, at);
        }

        double place = at;
        for (int step = 0; step < 3; step++)   // Newton on the quotient's logarithm; from within a sample the third step hardly moves
        {
            var (value, slope, curvature) = Series(fft.Size, power, place);
            var (windowValue, windowSlope, windowCurvature) = window.Product(place);
            double a = slope / value, b = windowSlope / windowValue;
            double bend = (curvature / value) - (a * a) - (windowCurvature / windowValue) + (b * b);
            if (!(value > 0) || !(bend < 0))
            {
                break;
            }

            place = Math.Clamp(place - ((a - b) / bend), at - 1, at + 1);
        }

        double energy = window.Energy(sound, place) * window.Energy(sound, -place);
        return energy > 0 ? Series(fft.Size, power, place).Value / Math.Sqrt(energy) : 0;
    }

    /// <summary>The autocorrelation at any lag, and its first two derivatives: a cosine for each bin of the power.</summary>
    private static (double Value, double Slope, double Curvature) Series(int size, ReadOnlySpan<float> power, double lag)
    {
        double angle = 2 * Math.PI / size;
        var (turnSin, turnCos) = Math.SinCos(angle * lag);
        double cos = turnCos, sin = turnSin, value = power[0] / 2.0, slope = 0, curvature = 0;
        for (int k = 1; k < power.Length - 1; k++)
        {
            double inPhase = power[k] * cos;
            value += inPhase;
            slope -= k * (power[k] * sin);
            curvature -= (double)k * k * inPhase;
            (cos, sin) = ((cos * turnCos) - (sin * turnSin), (cos * turnSin) + (sin * turnCos));
        }

        double scale = 2.0 / size;   // the last bin, half the rate, has no derivative that means anything; it is left out of all three
        return (value * scale, slope * scale * angle, curvature * scale * angle * angle);
    }
}
