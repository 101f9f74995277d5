using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ser.Features;

/// <summary>Power spectra of the windowed frames of a clip. Immutable: all threads may share one.</summary>
/// <remarks>
/// Eight frames are handed on side by side, one in each lane of a vector. What a frame gets does not depend on its
/// neighbours, so a clip that is cut elsewhere has the same frames, to the bit.
/// </remarks>
public sealed class Stft
{
    internal const int Lanes = 8;

    private readonly FeaturePlan plan;
    private readonly RealFft fft;
    private readonly int first, end;   // the part of a frame that the window lets through, widened to whole pairs of samples
    private readonly float[] evenWindow, oddWindow;   // the window there, at even and at odd samples

    /// <summary>Prepares window and transform.</summary>
    /// <exception cref="Ser.Core.UserError">The properties of the plan do not fit each other.</exception>
    public Stft(FeaturePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        this.plan = plan.Validated();
        fft = new RealFft(plan.FftSize);
        int left = (plan.FftSize - plan.WindowLength) / 2;
        first = left & ~1;
        end = (left + plan.WindowLength + 1) & ~1;
        float[] window = plan.CentredWindow();
        evenWindow = [.. Enumerable.Range(0, (end - first) / 2).Select(i => window[first + (2 * i)])];
        oddWindow = [.. Enumerable.Range(0, (end - first) / 2).Select(i => window[first + (2 * i) + 1])];
    }

    /// <summary>Bins of a spectrum: FftSize / 2 + 1; bin k is at k · SampleRate / FftSize Hz.</summary>
    public int Bins => fft.Bins;

    /// <summary>Floats of scratch that <see cref="PowerOfEight"/> needs: the transform's work, then eight frames, or eight spectra and a frame.</summary>
    internal int ScratchLength => fft.WorkLength + Math.Max(Lanes * plan.FftSize, (Lanes * RowLength) + plan.FftSize);

    private int RowLength => (fft.Bins + Lanes) & -Lanes;

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
        var work = scratch[..fft.WorkLength];
        int half = plan.FftSize / 2, length = end - first;
        long start = ((long)firstFrame * plan.HopLength) - half + first;
        if (fft.FillsLanes)
        {
            var rows = scratch[work.Length..];
            for (int lane = 0; lane < Lanes; lane++, start += plan.HopLength)
            {
                Power(samples, start, work, rows[^length..], rows.Slice(lane * RowLength, fft.Bins));
            }

            EightByEight.ToColumns(rows, RowLength, fft.Bins, power);
            return;
        }

        var input = fft.InputOfEight(work);
        var even = input[..(half * Lanes)];
        var odd = input[(half * Lanes)..];
        ClearAround(even, odd, Lanes);
        bool inside = start >= 0 && start + ((Lanes - 1L) * plan.HopLength) + length <= samples.Length;
        var frames = inside ? samples[(int)start..] : scratch.Slice(work.Length, Lanes * length);
        if (!inside)
        {
            for (int lane = 0; lane < Lanes; lane++)
            {
                Frames.Fill(samples, start + ((long)lane * plan.HopLength), plan.Padding, scratch.Slice(work.Length + (lane * length), length));
            }
        }

        int row = first / 2 * Lanes;
        Interleave(frames, inside ? plan.HopLength : length, even[row..], odd[row..]);
        fft.PowerOfEight(work, power);
    }

    /// <summary>Power of one frame whose windowed part begins at start.</summary>
    private void Power(ReadOnlySpan<float> samples, long start, Span<float> work, Span<float> outside, Span<float> power)
    {
        var input = fft.Input(work);
        var even = input[..(plan.FftSize / 2)];
        var odd = input[(plan.FftSize / 2)..];
        ClearAround(even, odd, 1);
        int length = end - first;
        bool inside = start >= 0 && start + length <= samples.Length;
        if (!inside)
        {
            Frames.Fill(samples, start, plan.Padding, outside);
        }

        EightByEight.Part(
            inside ? samples.Slice((int)start, length) : outside, evenWindow, oddWindow, even[(first / 2)..(end / 2)], odd[(first / 2)..(end / 2)]);
        fft.Power(work, power);
    }

    /// <summary>The window's zeros: nothing is multiplied there, but the pass before has left its numbers.</summary>
    private void ClearAround(Span<float> even, Span<float> odd, int lanes)
    {
        even[..(first / 2 * lanes)].Clear();
        even[(end / 2 * lanes)..].Clear();
        odd[..(first / 2 * lanes)].Clear();
        odd[(end / 2 * lanes)..].Clear();
    }

    /// <summary>Windows eight frames and turns them from one after the other into one per lane.</summary>
    /// <remarks>Row by row, so that what is written stays in the nearest cache.</remarks>
    private void Interleave(ReadOnlySpan<float> frames, int apart, Span<float> even, Span<float> odd)
    {
        const int Block = 64;
        Span<float> columns = stackalloc float[Block * Lanes];
        for (int from = 0; from < end - first; from += Block)
        {
            int count = Math.Min(Block, end - first - from);
            EightByEight.ToColumns(frames[from..], apart, count, columns);
            var pairs = MemoryMarshal.Cast<float, Vector256<float>>(columns[..(count * Lanes)]);
            var evens = MemoryMarshal.Cast<float, Vector256<float>>(even.Slice(from / 2 * Lanes, count / 2 * Lanes));
            var odds = MemoryMarshal.Cast<float, Vector256<float>>(odd.Slice(from / 2 * Lanes, count / 2 * Lanes));
            for (int i = 0; i < evens.Length; i++)
            {
                evens[i] = pairs[2 * i] * evenWindow[(from / 2) + i];
                odds[i] = pairs[(2 * i) + 1] * oddWindow[(from / 2) + i];
            }
        }
    }
}
