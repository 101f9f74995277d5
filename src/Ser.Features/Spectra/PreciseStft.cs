using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ser.Features;

/// <summary>
/// The power spectra of <see cref="Stft"/>, transformed in double: each bin is exact to a few units of its own last place, however
/// far below the largest one it lies. Immutable.
/// </summary>
internal sealed class PreciseStft
{
    private const int FramesAtOnce = 4;

    private readonly FeaturePlan plan;
    private readonly DoubleFft half;
    private readonly double[] window, cos, sin;   // the two tables: e^(−2πi k / FftSize), k = 0 … FftSize / 4

    public PreciseStft(FeaturePlan plan)
    {
        this.plan = plan;
        half = new DoubleFft(plan.FftSize / 2);
        window = plan.ExactWindow();   // a window in float has side lobes at −150 dB
        cos = new double[(plan.FftSize / 4) + 1];
        sin = new double[cos.Length];
        for (int k = 0; k < cos.Length; k++)
        {
            (sin[k], cos[k]) = Math.SinCos(-2 * Math.PI * k / plan.FftSize);
        }
    }

    /// <summary>Doubles of scratch that <see cref="PowerOfEight"/> needs: twice real and imaginary parts of four frames.</summary>
    public int ScratchLength => FramesAtOnce * 2 * plan.FftSize;

    /// <summary>Floats of scratch that <see cref="PowerOfEight"/> needs: one frame.</summary>
    public int FrameLength => plan.FftSize;

    /// <summary>Power of the frames firstFrame … firstFrame + 7: FftSize / 2 + 1 rows of eight.</summary>
    public void PowerOfEight(ReadOnlySpan<float> samples, int firstFrame, Span<double> scratch, Span<float> frame, Span<float> power)
    {
        var work = MemoryMarshal.Cast<double, Vector256<double>>(scratch);
        var x = work[..plan.FftSize];
        var y = work.Slice(plan.FftSize, plan.FftSize);
        for (int four = 0; four < Stft.Lanes; four += FramesAtOnce)
        {
            for (int lane = 0; lane < FramesAtOnce; lane++)
            {
                long centre = (long)(firstFrame + four + lane) * plan.HopLength;
                Frames.Fill(samples, centre - (plan.FftSize / 2), plan.Padding, frame);
                Spread(frame, lane, x);
            }

            Power(half.Transform(x, y), power[four..]);
        }
    }

    /// <summary>Windows a frame into its lane: even samples as real parts, odd ones as imaginary parts.</summary>
    private void Spread(ReadOnlySpan<float> frame, int lane, Span<Vector256<double>> x)
    {
        var even = MemoryMarshal.Cast<Vector256<double>, double>(x[..half.Length]);
        var odd = MemoryMarshal.Cast<Vector256<double>, double>(x[half.Length..]);
        for (int i = 0, at = lane; i < frame.Length; i += 2, at += FramesAtOnce)
        {
            even[at] = frame[i] * window[i];
            odd[at] = frame[i + 1] * window[i + 1];
        }
    }

    /// <summary>Half-size spectrum of even + i · odd → squared magnitudes, as <see cref="RealFft"/> untangles it.</summary>
    private void Power(ReadOnlySpan<Vector256<double>> z, Span<float> power)
    {
        int last = half.Length;
        var zr = z[..last];
        var zi = z[last..];
        var (first, nyquist) = (zr[0] + zi[0], zr[0] - zi[0]);
        Put(first * first, power);
        Put(nyquist * nyquist, power[(last * Stft.Lanes)..]);
        for (int k = 1; k <= last - k; k++)
        {
            int m = last - k;
            var (er, ei) = ((zr[k] + zr[m]) * 0.5, (zi[k] - zi[m]) * 0.5);
            var (or, oi) = ((zi[k] + zi[m]) * 0.5, (zr[m] - zr[k]) * 0.5);
            var (tr, ti) = ((or * cos[k]) - (oi * sin[k]), (or * sin[k]) + (oi * cos[k]));
            var (ar, ai, br, bi) = (er + tr, ei + ti, er - tr, ei - ti);
            Put((br * br) + (bi * bi), power[(m * Stft.Lanes)..]);
            Put((ar * ar) + (ai * ai), power[(k * Stft.Lanes)..]);
        }
    }

    private static void Put(Vector256<double> values, Span<float> row)
    {
        for (int lane = 0; lane < FramesAtOnce; lane++)
        {
            row[lane] = (float)values[lane];
        }
    }
}
