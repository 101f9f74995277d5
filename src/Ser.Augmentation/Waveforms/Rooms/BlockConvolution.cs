using System.Buffers;
using Ser.Features;

namespace Ser.Augmentation.Waveforms;

/// <summary>Convolution of a long signal with a long response, by Fourier transforms.</summary>
/// <remarks>
/// Overlap-save with the response cut into parts as long as a block (Stockham 1966; Kulp 1988): the spectrum of each block of the signal
/// is taken once, and multiplied with that of each part. So any length is served by one size of transform.
/// </remarks>
internal static class BlockConvolution
{
    private const int LargestBlock = 4096, SmallestBlock = 64;

    /// <summary>The first samples of signal ∗ response, as many as the signal has.</summary>
    public static float[] Convolve(ReadOnlySpan<float> signal, ReadOnlySpan<float> response)
    {
        int block = SmallestBlock;
        while (block < LargestBlock && block < response.Length)
        {
            block *= 2;
        }

        var fft = new RealFft(2 * block);
        int bins = fft.Bins, parts = (response.Length + block - 1) / block;
        float[] rented = ArrayPool<float>.Shared.Rent((4 * parts * bins) + (2 * bins) + (2 * block));
        var responseRe = rented.AsSpan(0, parts * bins);
        var responseIm = rented.AsSpan(parts * bins, parts * bins);
        var blockRe = rented.AsSpan(2 * parts * bins, parts * bins);   // a ring of the last blocks' spectra
        var blockIm = rented.AsSpan(3 * parts * bins, parts * bins);
        var re = rented.AsSpan(4 * parts * bins, bins);
        var im = rented.AsSpan((4 * parts * bins) + bins, bins);
        var time = rented.AsSpan((4 * parts * bins) + (2 * bins), 2 * block);
        for (int part = 0; part < parts; part++)
        {
            Fill(time, response, part * block, block);
            fft.Forward(time, responseRe.Slice(part * bins, bins), responseIm.Slice(part * bins, bins));
        }

        float[] output = new float[signal.Length];
        for (int start = 0, number = 0; start < output.Length; start += block, number++)
        {
            int slot = number % parts;
            Fill(time, signal, start - block, 2 * block);
            fft.Forward(time, blockRe.Slice(slot * bins, bins), blockIm.Slice(slot * bins, bins));
            re.Clear();
            im.Clear();
            for (int part = 0; part < Math.Min(parts, number + 1); part++)
            {
                int at = (number - part) % parts * bins;
                SpectrumProduct.Add(
                    blockRe.Slice(at, bins), blockIm.Slice(at, bins), responseRe.Slice(part * bins, bins), responseIm.Slice(part * bins, bins), re, im);
            }

            fft.Inverse(re, im, time);
            time.Slice(block, Math.Min(block, output.Length - start)).CopyTo(output.AsSpan(start));
        }

        ArrayPool<float>.Shared.Return(rented);
        return output;
    }

    /// <summary>Copies count samples from a place that may lie before the start or reach over the end; zeros for the rest.</summary>
    private static void Fill(Span<float> time, ReadOnlySpan<float> from, int place, int count)
    {
        time.Clear();
        int skipped = Math.Max(-place, 0), first = place + skipped;
        if (first < from.Length)
        {
            from.Slice(first, Math.Min(count - skipped, from.Length - first)).CopyTo(time[skipped..]);
        }
    }
}
