using System.Buffers;
using System.Collections.Concurrent;
using Ser.Core;

namespace Ser.Audio.Rates;

/// <summary>Turns samples of one rate into samples of another, for any two rates.</summary>
/// <remarks>
/// A polyphase filter, linear in phase and without delay: output n stands where n / to seconds are. It is flat to
/// 0.001 dB up to 0.9 of the lower Nyquist frequency, 6 dB down at 0.95, and below −100 dB from the lower Nyquist
/// frequency on, so that nothing folds back. Before the first and after the last sample there is silence.
/// Tables are immutable: one object serves all threads. Which vector instructions a machine has does not show in the result.
/// </remarks>
public sealed class RateConverter
{
    /// <summary>The largest ratio by which a rate may fall; the filter of a steeper one would have millions of taps.</summary>
    public const int SteepestFall = 8192;

    private const int BlockInputs = 16 * 1024;   // 64 KB: beside the taps there is room for it in a second-level cache
    private const int MostBlockOutputs = 8192;

    private static readonly ConcurrentDictionary<(int From, int To), RateConverter> Known = new();

    private readonly PhaseTable? table;
    private readonly int l;
    private readonly int m;

    /// <summary>Makes the tables, unless the rates are equal; <see cref="For"/> keeps them.</summary>
    /// <param name="from">Samples per second of the input: 1 or more.</param>
    /// <param name="to">Samples per second of the output: 1 or more, and not below from / <see cref="SteepestFall"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rate lies outside its range.</exception>
    public RateConverter(int from, int to)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(from, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(to, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(from / (long)SteepestFall, to, nameof(from));
        From = from;
        To = to;
        int common = Gcd(from, to);
        l = to / common;
        m = from / common;
        table = from == to ? null : new PhaseTable(l, m);
    }

    /// <summary>Samples per second of the input.</summary>
    public int From { get; }

    /// <summary>Samples per second of the output.</summary>
    public int To { get; }

    /// <summary>The converter of two rates: made once, then kept.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A rate lies outside its range.</exception>
    public static RateConverter For(int from, int to)
    {
        if (Known.TryGetValue((from, to), out RateConverter? known))
        {
            return known;
        }

        // Speeds that are drawn at random make a new pair each time; a corpus has a few. Keeping all would never end.
        if (Known.Count >= 64)
        {
            Known.Clear();
        }

        return Known.GetOrAdd((from, to), static rates => new RateConverter(rates.From, rates.To));
    }

    /// <summary>How many samples become of so many: ⌈samples · to / from⌉.</summary>
    public long OutputLength(int samples)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(samples);
        return (((long)samples * l) + m - 1) / m;
    }

    /// <summary>Converts a whole sound.</summary>
    /// <returns><see cref="OutputLength"/> samples; a copy where the rates are equal.</returns>
    /// <exception cref="UserError">The result would have more samples than an array can hold.</exception>
    public float[] Convert(ReadOnlySpan<float> samples)
    {
        if (table is null)
        {
            return samples.ToArray();
        }

        long length = OutputLength(samples.Length);
        if (length > Array.MaxLength)
        {
            throw new UserError($"{samples.Length} samples at {From} Hz would be {length} at {To} Hz, more than fit into memory; cut the sound into pieces");
        }

        float[] output = GC.AllocateUninitializedArray<float>((int)length);
        int block = (int)Math.Clamp((long)BlockInputs * l / m, 1, MostBlockOutputs);
        if (table.IsExact)
        {
            int period = DotProducts.Group * l;
            block = (block + period - 1) / period * period;   // whole groups, so that only the end of the sound is done one by one
        }

        block = Math.Min(block, Math.Max(output.Length, 1));
        float[] scratch = ArrayPool<float>.Shared.Rent((int)((((long)block * m) / l) + 2 + table.RowLength));
        try
        {
            for (int start = 0; start < output.Length; start += block)
            {
                Span<float> part = output.AsSpan(start, Math.Min(block, output.Length - start));
                long before = ((long)start * m / l) - table.Reach + 1;
                long after = ((long)(start + part.Length - 1) * m / l) - table.Reach + 1 + table.RowLength;
                Span<float> inputs = scratch.AsSpan(0, (int)(after - before));
                Cut(samples, before, inputs);
                Convert(inputs, (long)start * m % l, part);
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(scratch);
        }

        return output;
    }

    /// <summary>Copies a stretch of the input that may reach beyond its ends, where it is silent.</summary>
    private static void Cut(ReadOnlySpan<float> samples, long before, Span<float> stretch)
    {
        int silence = (int)Math.Min(Math.Max(-before, 0), stretch.Length);
        int first = (int)Math.Min(before + silence, samples.Length);
        int there = Math.Min(samples.Length - first, stretch.Length - silence);
        stretch[..silence].Clear();
        samples.Slice(first, there).CopyTo(stretch[silence..]);
        stretch[(silence + there)..].Clear();
    }

    /// <param name="inputs">From the first input that counts for the first output, to the last that counts for the last.</param>
    /// <param name="place">Where the first output lies behind its input, in parts of 1 / l.</param>
    /// <param name="output">One block.</param>
    private void Convert(ReadOnlySpan<float> inputs, long place, Span<float> output)
    {
        if (!table!.IsExact)
        {
            Interpolate(inputs, place, output);
            return;
        }

        // Outputs that are l apart lie on the same place and share their taps. A block starts at a period's start.
        int period = DotProducts.Group * l;
        int done = 0;
        for (; output.Length - done >= period; done += period)
        {
            ReadOnlySpan<float> from = inputs[(done / l * m)..];
            for (int n = 0; n < l; n++)
            {
                long at = (long)n * m;
                DotProducts.Eight(table.Row((int)(at % l)), from[(int)(at / l)..], m, output[(done + n)..], l);
            }
        }

        for (; done < output.Length; done++)
        {
            long at = (long)done * m;
            output[done] = DotProducts.One(table.Row((int)(at % l)), inputs[(int)(at / l)..]);
        }
    }

    private void Interpolate(ReadOnlySpan<float> inputs, long place, Span<float> output)
    {
        // Outputs between the same two rows stand hundreds of inputs apart. Sorted by row they share the loads of the taps,
        // and each row comes into the first-level cache once a block instead of once an output.
        RowPlace[] rented = ArrayPool<RowPlace>.Shared.Rent(2 * output.Length);
        int[] ends = ArrayPool<int>.Shared.Rent(table!.Rows + 1);
        try
        {
            Span<RowPlace> places = rented.AsSpan(0, output.Length), sorted = rented.AsSpan(output.Length, output.Length);
            Span<int> rowEnds = ends.AsSpan(0, table.Rows + 1);
            Lay(place, places);
            SortByRow(places, sorted, rowEnds);
            int at = 0;
            for (int row = 0; row < table.Rows; row++)
            {
                ReadOnlySpan<float> rows = table.TwoRows(row);
                for (; at + 4 <= rowEnds[row]; at += 4)
                {
                    DotProducts.BetweenFour(rows, inputs, sorted.Slice(at, 4), output);
                }

                for (; at < rowEnds[row]; at++)
                {
                    output[sorted[at].Output] = DotProducts.Between(rows, inputs[sorted[at].Input..], sorted[at].Weight);
                }
            }
        }
        finally
        {
            ArrayPool<RowPlace>.Shared.Return(rented);
            ArrayPool<int>.Shared.Return(ends);
        }
    }

    private void Lay(long place, Span<RowPlace> places)
    {
        // Stepped on instead of divided anew: four divisions of 64 bits would take longer than the filter.
        int whole = m / l, part = m % l, input = 0;
        double rowsPerPlace = table!.Rows / (double)l;
        for (int n = 0; n < places.Length; n++)
        {
            double row = place * rowsPerPlace;
            int before = (int)row;
            places[n] = new RowPlace(n, input, before, (float)(row - before));
            input += whole;
            place += part;
            if (place >= l)
            {
                place -= l;
                input++;
            }
        }
    }

    /// <summary>A counting sort that keeps the order within a row.</summary>
    /// <param name="places">In the order of the outputs.</param>
    /// <param name="sorted">As many, in the order of the rows.</param>
    /// <param name="ends">For each row, one past its last place.</param>
    private static void SortByRow(ReadOnlySpan<RowPlace> places, Span<RowPlace> sorted, Span<int> ends)
    {
        ends.Clear();
        foreach (RowPlace place in places)
        {
            ends[place.Row + 1]++;
        }

        for (int row = 1; row < ends.Length; row++)
        {
            ends[row] += ends[row - 1];
        }

        // Now each row has its start; every place put down moves it on, until it is the row's end.
        foreach (RowPlace place in places)
        {
            sorted[ends[place.Row]++] = place;
        }
    }

    private static int Gcd(int a, int b)
    {
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return a;
    }
}
