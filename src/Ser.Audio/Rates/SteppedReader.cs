using System.Buffers;
using System.Collections.Concurrent;

namespace Ser.Audio.Rates;

/// <summary>Reads a sound at steps of any size: output n is what stands at sample n · step, band-limited.</summary>
/// <remarks>
/// For steps that are drawn at random: unlike a <see cref="RateConverter"/> it needs no table of its own; the filter is
/// <see cref="PlaceTable"/>'s, which many steps share.
/// Immutable: one object serves all threads. Eight lanes and fused multiply-add everywhere, so the same bits on every machine.
/// </remarks>
public sealed class SteppedReader
{
    /// <summary>The shortest and the longest step, in samples.</summary>
    public const double ShortestStep = 0.25, LongestStep = 4;

    private const int Block = 8192;
    private const int FractionBits = 32;   // of a position: after an hour at 48 kHz it is off by 0.02 samples

    private static readonly ConcurrentDictionary<int, PlaceTable> Tables = new();

    private readonly ulong step;   // in 2^−32 samples
    private readonly PlaceTable table;

    private SteppedReader(ulong step, PlaceTable table) => (this.step, this.table) = (step, table);

    /// <summary>A reader.</summary>
    /// <param name="step">Samples of the input per sample of the output: 1/4 … 4.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step lies outside.</exception>
    public static SteppedReader For(double step)
    {
        if (!(step is >= ShortestStep and <= LongestStep))
        {
            throw new ArgumentOutOfRangeException(nameof(step), step, "outside 1/4 … 4");
        }

        return new SteppedReader(
            (ulong)Math.Round(step * (1UL << FractionBits)),
            Tables.GetOrAdd((int)(PlaceTable.Grid / Math.Max(step, 1)), static places => new PlaceTable(places)));
    }

    /// <summary>Fills the output; before the first and after the last sample of the input there is silence.</summary>
    /// <param name="samples">The sound, all finite.</param>
    /// <param name="output">As many samples as are wanted.</param>
    public void Read(ReadOnlySpan<float> samples, Span<float> output)
    {
        int block = Math.Min(Block, output.Length);
        float[] rentedInputs = ArrayPool<float>.Shared.Rent((int)(((ulong)block * step) >> FractionBits) + 2 + table.RowLength);
        RowPlace[] rentedPlaces = ArrayPool<RowPlace>.Shared.Rent(2 * block);
        int[] rentedEnds = ArrayPool<int>.Shared.Rent(table.Places + 1);
        Span<int> ends = rentedEnds.AsSpan(0, table.Places + 1);
        UInt128 position = 0;
        for (int start = 0; start < output.Length;)
        {
            var part = output.Slice(start, Math.Min(block, output.Length - start));
            ulong fraction = (ulong)position & uint.MaxValue;
            var inputs = rentedInputs.AsSpan(0, (int)((fraction + ((ulong)(part.Length - 1) * step)) >> FractionBits) + table.RowLength);
            Cut(samples, (long)(position >> FractionBits) - table.Reach + 1, inputs);

            // Outputs between the same two rows stand far apart. Sorted by row they share the loads of the taps, and a row
            // comes into the first-level cache once a block instead of once an output.
            Span<RowPlace> sorted = rentedPlaces.AsSpan(part.Length, part.Length);
            SortByRow(Places(fraction, rentedPlaces.AsSpan(0, part.Length)), sorted, ends);
            ReadRows(inputs, sorted, ends, part);
            position += (UInt128)step * (ulong)part.Length;
            start += part.Length;
        }

        ArrayPool<int>.Shared.Return(rentedEnds);
        ArrayPool<RowPlace>.Shared.Return(rentedPlaces);
        ArrayPool<float>.Shared.Return(rentedInputs);
    }

    /// <summary>Where the outputs of a block lie, in their order.</summary>
    private ReadOnlySpan<RowPlace> Places(ulong position, Span<RowPlace> places)
    {
        for (int n = 0; n < places.Length; n++, position += step)
        {
            ulong place = (position & uint.MaxValue) * (ulong)table.Places;
            places[n] = new RowPlace(n, (int)(position >> FractionBits), (int)(place >> FractionBits), (uint)place * (1f / (1UL << FractionBits)));
        }

        return places;
    }

    private void ReadRows(ReadOnlySpan<float> inputs, ReadOnlySpan<RowPlace> sorted, ReadOnlySpan<int> ends, Span<float> output)
    {
        for (int row = 0, at = 0; row < table.Places; row++)
        {
            var rows = table.TwoRows(row);
            for (; at + 4 <= ends[row]; at += 4)
            {
                DotProducts.BetweenFour(rows, inputs, sorted.Slice(at, 4), output);
            }

            for (; at < ends[row]; at++)
            {
                output[sorted[at].Output] = DotProducts.Between(rows, inputs[sorted[at].Input..], sorted[at].Weight);
            }
        }
    }

    /// <summary>A counting sort.</summary>
    /// <param name="places">In the order of the outputs.</param>
    /// <param name="sorted">As many, in the order of the rows.</param>
    /// <param name="ends">For each row, one past its last place.</param>
    private static void SortByRow(ReadOnlySpan<RowPlace> places, Span<RowPlace> sorted, Span<int> ends)
    {
        ends.Clear();
        foreach (ref readonly RowPlace place in places)
        {
            ends[place.Row + 1]++;
        }

        for (int row = 1; row < ends.Length; row++)
        {
            ends[row] += ends[row - 1];
        }

        foreach (ref readonly RowPlace place in places)   // each row has its start now; every place put down moves it on
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
}
