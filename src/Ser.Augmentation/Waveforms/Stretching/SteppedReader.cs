using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ser.Augmentation.Waveforms;

/// <summary>Reads a sound at steps of any size: output n is what stands at sample n · step, band-limited.</summary>
/// <remarks>
/// The filter is <see cref="PlaceTable"/>'s.
/// Immutable: one object serves all threads. Eight lanes and fused multiply-add everywhere, so the same bits on every machine.
/// </remarks>
internal sealed class SteppedReader
{
    private const int Lanes = 8, Block = 4096;

    private static readonly ConcurrentDictionary<int, PlaceTable> Tables = new();

    private readonly double step;
    private readonly PlaceTable table;

    private SteppedReader(double step, PlaceTable table) => (this.step, this.table) = (step, table);

    /// <summary>A reader.</summary>
    /// <param name="step">Samples of the input per sample of the output: 1/4 … 4.</param>
    public static SteppedReader For(double step)
    {
        if (!(step is >= 0.25 and <= 4))
        {
            throw new ArgumentOutOfRangeException(nameof(step), step, "outside 1/4 … 4");
        }

        return new SteppedReader(step, Tables.GetOrAdd((int)(PlaceTable.Grid / Math.Max(step, 1)), static places => new PlaceTable(places)));
    }

    /// <summary>Fills the output; before the first and after the last sample of the input there is silence.</summary>
    public void Read(ReadOnlySpan<float> samples, Span<float> output)
    {
        int block = Math.Min(Block, output.Length);
        float[] rented = ArrayPool<float>.Shared.Rent((int)(block * step) + 2 + table.RowLength);
        Place[] rentedPlaces = ArrayPool<Place>.Shared.Rent(2 * block);
        int[] rentedEnds = ArrayPool<int>.Shared.Rent(table.Places + 1);
        Span<int> ends = rentedEnds.AsSpan(0, table.Places + 1);
        for (int start = 0; start < output.Length; start += Block)
        {
            var part = output.Slice(start, Math.Min(Block, output.Length - start));
            long first = (long)(start * step) - table.Reach + 1, last = (long)((start + part.Length - 1) * step) - table.Reach + table.RowLength;
            var inputs = rented.AsSpan(0, (int)(last - first + 1));
            Cut(samples, first, inputs);

            // Outputs between the same two rows stand far apart. Sorted by row they share the loads of the taps, and a row
            // comes into the first-level cache once a block instead of once an output.
            Span<Place> places = rentedPlaces.AsSpan(0, part.Length), sorted = rentedPlaces.AsSpan(part.Length, part.Length);
            for (int n = 0; n < part.Length; n++)
            {
                double position = (start + n) * step;
                int whole = (int)position;
                double place = (position - whole) * table.Places;
                int row = Math.Min((int)place, table.Places - 1);
                places[n] = new Place(n, (int)(whole - table.Reach + 1 - first), row, (float)(place - row));
            }

            SortByRow(places, sorted, ends);
            for (int row = 0, at = 0; row < table.Places; row++)
            {
                var rows = table.TwoRows(row);
                for (; at + 4 <= ends[row]; at += 4)
                {
                    BetweenFour(rows, inputs, sorted.Slice(at, 4), part);
                }

                for (; at < ends[row]; at++)
                {
                    part[sorted[at].Output] = Between(rows, inputs[sorted[at].Input..], sorted[at].Weight);
                }
            }
        }

        ArrayPool<int>.Shared.Return(rentedEnds);
        ArrayPool<Place>.Shared.Return(rentedPlaces);
        ArrayPool<float>.Shared.Return(rented);
    }

    /// <summary>A counting sort.</summary>
    /// <param name="places">In the order of the outputs.</param>
    /// <param name="sorted">As many, in the order of the rows.</param>
    /// <param name="ends">For each row, one past its last place.</param>
    private static void SortByRow(ReadOnlySpan<Place> places, Span<Place> sorted, Span<int> ends)
    {
        ends.Clear();
        foreach (ref readonly Place place in places)
        {
            ends[place.Row + 1]++;
        }

        for (int row = 1; row < ends.Length; row++)
        {
            ends[row] += ends[row - 1];
        }

        foreach (ref readonly Place place in places)   // each row has its start now; every place put down moves it on
        {
            sorted[ends[place.Row]++] = place;
        }
    }

    private static void Cut(ReadOnlySpan<float> samples, long first, Span<float> inputs)
    {
        inputs.Clear();
        int skipped = (int)Math.Max(-first, 0);
        if (skipped < inputs.Length && first + skipped < samples.Length)
        {
            var from = samples[(int)(first + skipped)..];
            from[..Math.Min(from.Length, inputs.Length - skipped)].CopyTo(inputs[skipped..]);
        }
    }

    /// <summary>(1 − weight) · Σ first · x + weight · Σ second · x.</summary>
    private static float Between(ReadOnlySpan<float> rows, ReadOnlySpan<float> x, float weight)
    {
        int length = rows.Length / 2;
        ref float a = ref MemoryMarshal.GetReference(x[..length]);
        ref float first = ref MemoryMarshal.GetReference(rows);
        ref float second = ref Unsafe.Add(ref first, length);
        Vector256<float> sum = default, sumSecond = default;
        for (nuint k = 0; k < (nuint)length; k += Lanes)
        {
            var input = Vector256.LoadUnsafe(ref a, k);
            sum = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref first, k), input, sum);
            sumSecond = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref second, k), input, sumSecond);
        }

        return OnTheLine(sum, sumSecond, weight);
    }

    /// <summary><see cref="Between"/> for four places between the same two rows, to the same bits.</summary>
    private static void BetweenFour(ReadOnlySpan<float> rows, ReadOnlySpan<float> inputs, ReadOnlySpan<Place> places, Span<float> output)
    {
        int length = rows.Length / 2;
        ref float first = ref MemoryMarshal.GetReference(rows);
        ref float second = ref Unsafe.Add(ref first, length);
        ref float a = ref MemoryMarshal.GetReference(inputs.Slice(places[0].Input, length));
        ref float b = ref MemoryMarshal.GetReference(inputs.Slice(places[1].Input, length));
        ref float c = ref MemoryMarshal.GetReference(inputs.Slice(places[2].Input, length));
        ref float d = ref MemoryMarshal.GetReference(inputs.Slice(places[3].Input, length));
        Vector256<float> sumA = default, sumB = default, sumC = default, sumD = default;
        Vector256<float> secondA = default, secondB = default, secondC = default, secondD = default;
        for (nuint k = 0; k < (nuint)length; k += Lanes)
        {
            var one = Vector256.LoadUnsafe(ref first, k);
            var two = Vector256.LoadUnsafe(ref second, k);
            var input = Vector256.LoadUnsafe(ref a, k);
            sumA = Vector256.FusedMultiplyAdd(one, input, sumA);
            secondA = Vector256.FusedMultiplyAdd(two, input, secondA);
            input = Vector256.LoadUnsafe(ref b, k);
            sumB = Vector256.FusedMultiplyAdd(one, input, sumB);
            secondB = Vector256.FusedMultiplyAdd(two, input, secondB);
            input = Vector256.LoadUnsafe(ref c, k);
            sumC = Vector256.FusedMultiplyAdd(one, input, sumC);
            secondC = Vector256.FusedMultiplyAdd(two, input, secondC);
            input = Vector256.LoadUnsafe(ref d, k);
            sumD = Vector256.FusedMultiplyAdd(one, input, sumD);
            secondD = Vector256.FusedMultiplyAdd(two, input, secondD);
        }

        output[places[0].Output] = OnTheLine(sumA, secondA, places[0].Weight);
        output[places[1].Output] = OnTheLine(sumB, secondB, places[1].Weight);
        output[places[2].Output] = OnTheLine(sumC, secondC, places[2].Weight);
        output[places[3].Output] = OnTheLine(sumD, secondD, places[3].Weight);
    }

    private static float OnTheLine(Vector256<float> first, Vector256<float> second, float weight) =>
        Vector256.Sum(Vector256.FusedMultiplyAdd(second - first, Vector256.Create(weight), first));

    /// <summary>Where an output lies.</summary>
    /// <param name="Output">Which output of the block it is.</param>
    /// <param name="Input">The first input that counts for it.</param>
    /// <param name="Row">The row of taps before it.</param>
    /// <param name="Weight">How far behind that row, 0 … 1 of the way to the next.</param>
    private readonly record struct Place(int Output, int Input, int Row, float Weight);
}
