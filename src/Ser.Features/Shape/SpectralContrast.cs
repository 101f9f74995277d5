using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ser.Features;

/// <summary>How far the peaks of a spectrum stand above its valleys, in dB, in seven bands an octave apart.</summary>
/// <remarks>
/// The values of librosa.feature.spectral_contrast: fmin 200 Hz, six bands above it, quantile 0.02 (Jiang et al., ICME 2002). Band 0
/// reaches from 0 to 200 Hz, band b from 100 · 2^b to 200 · 2^b Hz, the last one to half the rate. Peak and valley are the means of
/// the highest and lowest 2 % of the magnitudes, at least one, in decibels as of power, each limited to 80 dB below its highest
/// in the clip. A band without bins, because it lies above half the rate or falls between two bins, has 0 dB; librosa
/// refuses such a spectrum. The valleys of clean tones lie 100 dB below their peaks, so the spectra come from
/// <see cref="PreciseStft"/>.
/// </remarks>
internal sealed class SpectralContrast
{
    /// <summary>Rows: the band below 200 Hz and six octaves.</summary>
    public const int Bands = 7;

    private const double LowestHz = 200, Quantile = 0.02;
    private const float Floor = 1e-10f, TopDb = 80;

    private readonly (int First, int End, int Extremes)[] bands;   // bins of each band, and how many of them are a peak

    /// <summary>Finds the bins of each band.</summary>
    public SpectralContrast(FeaturePlan plan)
    {
        int last = plan.FftSize / 2;
        bands = new (int, int, int)[Bands];
        for (int band = 0; band < Bands; band++)
        {
            double lowHz = band == 0 ? 0 : LowestHz * (1 << (band - 1)), highHz = LowestHz * (1 << band);
            int low = FirstBin(lowHz), high = FirstBin(highHz);
            if (lowHz >= plan.SampleRate / 2.0 || low > last || Hz(low) > highHz)
            {
                continue;   // stays (0, 0, 0): no bins
            }

            // As librosa has it: a band takes in the bin below it, an edge belongs to both its bands, and all bands
            // but the last one give their highest bin away; it counts for the quantile nevertheless.
            int first = band == 0 ? low : low - 1;
            int end = band == Bands - 1 ? last + 1 : Math.Min(high <= last && Hz(high) == highHz ? high + 1 : high, last + 1);
            int extremes = Math.Max((int)Math.Round(Quantile * (end - first)), 1);
            bands[band] = (first, band == Bands - 1 ? end : end - 1, extremes);
            if (bands[band].End <= first)
            {
                bands[band] = default;
            }
        }

        double Hz(int bin) => (double)bin * plan.SampleRate / plan.FftSize;

        int FirstBin(double hz)   // the first that is not below hz
        {
            int bin = (int)(hz * plan.FftSize / plan.SampleRate);
            while (Hz(bin) < hz)
            {
                bin++;
            }

            return bin;
        }
    }

    /// <summary>Floats of scratch that <see cref="ExtremesOfEight"/> needs.</summary>
    public int ScratchLength => 2 * Stft.Lanes * bands.Max(band => band.Extremes);

    /// <summary>Mean magnitude of the peak and the valley of every band, for eight spectra side by side.</summary>
    /// <param name="power">Bins rows of eight.</param>
    /// <param name="scratch">ScratchLength floats.</param>
    /// <param name="peaks">Receives a row of eight for each band.</param>
    /// <param name="valleys">Receives a row of eight for each band.</param>
    public void ExtremesOfEight(ReadOnlySpan<float> power, Span<float> scratch, Span<float> peaks, Span<float> valleys)
    {
        var rows = MemoryMarshal.Cast<float, Vector256<float>>(power);
        var work = MemoryMarshal.Cast<float, Vector256<float>>(scratch);
        for (int band = 0; band < Bands; band++)
        {
            var (first, end, extremes) = bands[band];
            var lowest = work[..extremes];
            var highest = work.Slice(extremes, extremes);
            lowest.Fill(Vector256.Create(float.PositiveInfinity));
            highest.Fill(Vector256<float>.Zero);
            foreach (var row in rows[first..end])
            {
                KeepLowest(row, lowest);
                KeepHighest(row, highest);
            }

            MeanOfRoots(highest).CopyTo(peaks[(band * Stft.Lanes)..]);
            MeanOfRoots(lowest).CopyTo(valleys[(band * Stft.Lanes)..]);
        }
    }

    /// <summary>Means of a whole clip → contrast: peaks in dB less valleys in dB.</summary>
    /// <param name="peaks">Bands × frames; receives the contrast.</param>
    /// <param name="valleys">Bands × frames; receives them in dB.</param>
    public void ToContrast(Span<float> peaks, Span<float> valleys)
    {
        int frames = peaks.Length / Bands;
        ToDb(peaks);
        ToDb(valleys);
        System.Numerics.Tensors.TensorPrimitives.Subtract(peaks, valleys, peaks);
        for (int band = 0; band < Bands; band++)
        {
            if (bands[band].Extremes == 0)
            {
                peaks.Slice(band * frames, frames).Clear();
            }
        }
    }

    private static void ToDb(Span<float> values)
    {
        Decibels.FromPower(values, Floor, values);
        Decibels.LimitRange(values, TopDb);
    }

    /// <summary>Lets a value sink into its place among the lowest so far, which stand in ascending order in every lane.</summary>
    /// <remarks>
    /// Lanes move by minima and maxima alone, so they need not agree; where none of the eight gets in, as is most often, nothing is
    /// done. The processor's own minimum differs between machines for NaN and −0 only, and powers are neither; it saves a third of
    /// the time.
    /// </remarks>
    private static void KeepLowest(Vector256<float> value, Span<Vector256<float>> lowest)
    {
        if (Vector256.GreaterThanOrEqualAll(value, lowest[^1]))
        {
            return;
        }

        foreach (ref var kept in lowest)
        {
            var larger = Vector256.MaxNative(kept, value);
            kept = Vector256.MinNative(kept, value);
            value = larger;
        }
    }

    private static void KeepHighest(Vector256<float> value, Span<Vector256<float>> highest)
    {
        if (Vector256.LessThanOrEqualAll(value, highest[^1]))
        {
            return;
        }

        foreach (ref var kept in highest)
        {
            var smaller = Vector256.MinNative(kept, value);
            kept = Vector256.MaxNative(kept, value);
            value = smaller;
        }
    }

    /// <summary>Order of powers is order of magnitudes, so roots are taken of the few that were kept.</summary>
    private static Vector256<float> MeanOfRoots(ReadOnlySpan<Vector256<float>> powers)
    {
        var sum = Vector256<float>.Zero;
        foreach (var eight in powers)
        {
            sum += Vector256.Sqrt(eight);
        }

        return powers.IsEmpty ? sum : sum / powers.Length;
    }
}
