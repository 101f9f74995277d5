using System.Numerics.Tensors;

namespace Ser.Features;

/// <summary>How much a window differs from what follows it a lag later, divided by the mean over the shorter lags: d′ of YIN.</summary>
/// <remarks>
/// d(τ) = Σ (x[j] − x[j+τ])² over the window = e(0) + e(τ) − 2 r(τ), with the energies e from a running sum and the products r
/// from three transforms. d′(τ) = d(τ) / (1/τ · Σ d(1 … τ)). In single precision r is wrong by some 1e-7 of the frame's
/// energy: where a quiet window is followed by a loud sound all short lags would consist of that error. A floor of 1e-6
/// of the energy in both d and its mean turns them into d′ = 1, which is noise, and cannot be seen elsewhere.
/// </remarks>
internal sealed class DifferenceFunction
{
    private const double Floor = 1e-6;

    private readonly RealFft fft;

    public DifferenceFunction(int window, int longestLag)
    {
        (Window, LongestLag) = (window, longestLag);
        int size = (Length + 1) & ~1;
        while (!RealFft.Supports(size))
        {
            size += 2;
        }

        fft = new RealFft(size);
    }

    /// <summary>Samples that are compared.</summary>
    public int Window { get; }

    /// <summary>The last lag of d′.</summary>
    public int LongestLag { get; }

    /// <summary>Samples that a frame needs: window and longest lag.</summary>
    public int Length => Window + LongestLag;

    /// <summary>Floats of scratch that <see cref="Compute"/> needs.</summary>
    public int ScratchLength => fft.Size + (4 * fft.Bins);

    /// <summary>Takes the mean off a frame and brings its peak to 1 … 2 by a power of two, so that gain does not count.</summary>
    /// <returns>false for silence, which is a frame without finite samples or with nothing but a constant in it.</returns>
    public static bool Normalise(Span<float> frame)
    {
        double sum = 0;
        foreach (float sample in frame)
        {
            sum += sample;
        }

        float mean = (float)(sum / frame.Length);
        float before = TensorPrimitives.MaxMagnitude<float>(frame);
        if (!float.IsFinite(mean) || !float.IsFinite(before))
        {
            return false;
        }

        TensorPrimitives.Subtract(frame, mean, frame);
        float peak = MathF.Abs(TensorPrimitives.MaxMagnitude<float>(frame));
        if (!(peak > 4e-7f * MathF.Abs(before)) || !float.IsNormal(peak))   // a few rounding units: the constant is all there is
        {
            return false;
        }

        int exponent = -MathF.ILogB(peak);
        foreach (ref float sample in frame)
        {
            sample = MathF.ScaleB(sample, exponent);
        }

        return true;
    }

    /// <summary>d′ of a normalised frame.</summary>
    /// <param name="frame">Length samples.</param>
    /// <param name="scratch">ScratchLength floats.</param>
    /// <param name="normalised">Receives d′ of the lags 0 … LongestLag; that of lag 0 is 1.</param>
    /// <param name="sums">Receives Σ d(1 … τ), without the floor.</param>
    public void Compute(ReadOnlySpan<float> frame, Span<float> scratch, Span<float> normalised, Span<double> sums)
    {
        var products = Correlate(frame, scratch);
        double energy = 0, first = 0;
        for (int i = 0; i < frame.Length; i++)
        {
            energy += (double)frame[i] * frame[i];
            first = i == Window - 1 ? energy : first;
        }

        double floor = Floor * energy, later = first, sum = 0;
        (normalised[0], sums[0]) = (1, 0);
        for (int lag = 1; lag <= LongestLag; lag++)
        {
            double arriving = frame[Window + lag - 1], leaving = frame[lag - 1];
            later += (arriving * arriving) - (leaving * leaving);
            double difference = Math.Max(first + later - (2.0 * products[lag]), 0);
            sum += difference;
            sums[lag] = sum;
            normalised[lag] = (float)((difference + floor) / ((sum / lag) + floor));
        }
    }

    /// <summary>r(τ) = Σ x[j] x[j+τ] over the window.</summary>
    private ReadOnlySpan<float> Correlate(ReadOnlySpan<float> frame, Span<float> scratch)
    {
        int bins = fft.Bins;
        var signal = scratch[..fft.Size];
        var re = scratch.Slice(fft.Size, bins);
        var im = scratch.Slice(fft.Size + bins, bins);
        var windowRe = scratch.Slice(fft.Size + (2 * bins), bins);
        var windowIm = scratch.Slice(fft.Size + (3 * bins), bins);

        signal.Clear();
        frame.CopyTo(signal);
        fft.Forward(signal, re, im);
        signal[Window..].Clear();
        fft.Forward(signal, windowRe, windowIm);
        for (int k = 0; k < bins; k++)   // the whole frame times the conjugate of its window
        {
            (re[k], im[k]) = ((re[k] * windowRe[k]) + (im[k] * windowIm[k]), (im[k] * windowRe[k]) - (re[k] * windowIm[k]));
        }

        fft.Inverse(re, im, signal);
        return signal;
    }
}
