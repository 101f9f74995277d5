using System.Buffers;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Ser.Features;

/// <summary>Power spectra of the windowed frames of a clip. Immutable: all threads may share one.</summary>
/// <remarks>
/// Eight frames are transformed side by side, one in each lane of a vector. What a frame gets does not depend on its
/// neighbours, so a clip that is cut elsewhere has the same frames, to the bit.
/// </remarks>
public sealed class Stft
{
    internal const int Lanes = 8;

    private const byte FirstHalves = 0x44, SecondHalves = 0xEE;   // of each 128 bits of two vectors, as shufps counts them

    private readonly FeaturePlan plan;
    private readonly RealFft fft;
    private readonly float[] window;
    private readonly int first, end;   // the part of a frame that the window lets through, widened to whole pairs of samples

    /// <summary>Prepares window and transform.</summary>
    /// <exception cref="Ser.Core.UserError">The properties of the plan do not fit each other.</exception>
    public Stft(FeaturePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        this.plan = plan.Validated();
        fft = new RealFft(plan.FftSize);
        window = plan.CentredWindow();
        int left = (plan.FftSize - plan.WindowLength) / 2;
        first = left & ~1;
        end = (left + plan.WindowLength + 1) & ~1;
    }

    /// <summary>Bins of a spectrum: FftSize / 2 + 1; bin k is at k · SampleRate / FftSize Hz.</summary>
    public int Bins => fft.Bins;

    /// <summary>Floats of scratch that <see cref="PowerOfEight"/> needs: the transform's work, then eight frames.</summary>
    internal int ScratchLength => fft.WorkLength(Lanes) + (Lanes * plan.FftSize);

    /// <summary>Frames of a clip: 1 + samples / HopLength, and none of an empty one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">samples is negative.</exception>
    public int FrameCount(int samples)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(samples);
        return Frames.Count(samples, plan.HopLength);
    }

    /// <summary>Squared magnitudes, without scaling.</summary>
    /// <returns>bins × frames, row by row.</returns>
    public float[] Power(ReadOnlySpan<float> samples)
    {
        int frames = FrameCount(samples.Length);
        float[] spectrogram = new float[checked(Bins * frames)];
        float[] rented = ArrayPool<float>.Shared.Rent(ScratchLength + (Bins * Lanes));
        var scratch = rented.AsSpan(0, ScratchLength);
        var power = rented.AsSpan(ScratchLength, Bins * Lanes);
        for (int frame = 0; frame < frames; frame += Lanes)
        {
            PowerOfEight(samples, frame, scratch, power);
            int count = Math.Min(Lanes, frames - frame);
            for (int bin = 0; bin < Bins; bin++)
            {
                power.Slice(bin * Lanes, count).CopyTo(spectrogram.AsSpan((bin * frames) + frame));
            }
        }

        ArrayPool<float>.Shared.Return(rented);
        return spectrogram;
    }

    /// <summary>Power of the frames firstFrame … firstFrame + 7: Bins rows of eight; what lies after the last is of no use.</summary>
    internal void PowerOfEight(ReadOnlySpan<float> samples, int firstFrame, Span<float> scratch, Span<float> power)
    {
        var work = scratch[..fft.WorkLength(Lanes)];
        var input = fft.Input(work, Lanes);
        int half = plan.FftSize / 2;
        var even = input[..(half * Lanes)];
        var odd = input[(half * Lanes)..];

        // The window's zeros: nothing is multiplied there, but the pass before has left its numbers.
        even[..(first / 2 * Lanes)].Clear();
        even[(end / 2 * Lanes)..].Clear();
        odd[..(first / 2 * Lanes)].Clear();
        odd[(end / 2 * Lanes)..].Clear();

        int length = end - first, hop = plan.HopLength;
        long start = ((long)firstFrame * hop) - half + first;
        bool inside = start >= 0 && start + ((Lanes - 1L) * hop) + length <= samples.Length;
        var frames = inside ? samples[(int)start..] : scratch.Slice(work.Length, Lanes * length);
        if (!inside)
        {
            for (int lane = 0; lane < Lanes; lane++)
            {
                Frames.Fill(samples, start + ((long)lane * hop), plan.Padding, scratch.Slice(work.Length + (lane * length), length));
            }
        }

        int row = first / 2 * Lanes;
        Interleave(frames, inside ? hop : length, window.AsSpan(first, length), even[row..], odd[row..]);
        fft.Power(work, power);
    }

    /// <summary>Windows eight frames and turns them from one after the other into one per lane.</summary>
    /// <remarks>Row by row, so that what is written stays in the nearest cache: 2048 samples of eight frames would not fit.</remarks>
    private static void Interleave(ReadOnlySpan<float> frames, int apart, ReadOnlySpan<float> window, Span<float> even, Span<float> odd)
    {
        int i = 0;
        if (Avx.IsSupported)
        {
            for (; i + Lanes <= window.Length; i += Lanes)
            {
                InterleaveEight(frames[i..], apart, Vector256.Create(window[i..]), even[(i / 2 * Lanes)..], odd[(i / 2 * Lanes)..]);
            }
        }

        for (; i + 1 < window.Length; i += 2)
        {
            float w0 = window[i], w1 = window[i + 1];
            var evens = even.Slice(i / 2 * Lanes, Lanes);
            var odds = odd.Slice(i / 2 * Lanes, Lanes);
            for (int lane = 0, at = i; lane < Lanes; lane++, at += apart)
            {
                evens[lane] = frames[at] * w0;
                odds[lane] = frames[at + 1] * w1;
            }
        }
    }

    /// <summary>The same for eight samples at once: a square of numbers is mirrored at its diagonal in vector registers.</summary>
    private static void InterleaveEight(ReadOnlySpan<float> frames, int apart, Vector256<float> window, Span<float> even, Span<float> odd)
    {
        var a = Vector256.Create(frames) * window;
        var b = Vector256.Create(frames[apart..]) * window;
        var c = Vector256.Create(frames[(2 * apart)..]) * window;
        var d = Vector256.Create(frames[(3 * apart)..]) * window;
        var e = Vector256.Create(frames[(4 * apart)..]) * window;
        var f = Vector256.Create(frames[(5 * apart)..]) * window;
        var g = Vector256.Create(frames[(6 * apart)..]) * window;
        var h = Vector256.Create(frames[(7 * apart)..]) * window;

        // 1. Neighbouring lanes side by side: samples 0 and 1 (and 4 and 5) in the low halves, 2 and 3 (6 and 7) in the high ones.
        var (ab, cd, ef, gh) = (Avx.UnpackLow(a, b), Avx.UnpackLow(c, d), Avx.UnpackLow(e, f), Avx.UnpackLow(g, h));
        var (abHigh, cdHigh, efHigh, ghHigh) = (Avx.UnpackHigh(a, b), Avx.UnpackHigh(c, d), Avx.UnpackHigh(e, f), Avx.UnpackHigh(g, h));

        // 2. Four lanes of one sample, then eight: the first of a pair of rows are even samples, the second odd ones.
        Store(Avx.Shuffle(ab, cd, FirstHalves), Avx.Shuffle(ef, gh, FirstHalves), even, 0);
        Store(Avx.Shuffle(ab, cd, SecondHalves), Avx.Shuffle(ef, gh, SecondHalves), odd, 0);
        Store(Avx.Shuffle(abHigh, cdHigh, FirstHalves), Avx.Shuffle(efHigh, ghHigh, FirstHalves), even, 1);
        Store(Avx.Shuffle(abHigh, cdHigh, SecondHalves), Avx.Shuffle(efHigh, ghHigh, SecondHalves), odd, 1);
    }

    /// <summary>Writes a sample of eight lanes to its row, and the one that is four samples later two rows further.</summary>
    private static void Store(Vector256<float> firstLanes, Vector256<float> lastLanes, Span<float> rows, int row)
    {
        Avx.Permute2x128(firstLanes, lastLanes, 0x20).CopyTo(rows[(row * Lanes)..]);
        Avx.Permute2x128(firstLanes, lastLanes, 0x31).CopyTo(rows[((row + 2) * Lanes)..]);
    }
}
