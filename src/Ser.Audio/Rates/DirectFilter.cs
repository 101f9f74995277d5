namespace Ser.Audio.Rates;

/// <summary>Every output by itself: the sum of its inputs, weighted by the taps of the place where it lies between them.</summary>
internal sealed class DirectFilter : RateFilter
{
    private const int BlockInputs = 16 * 1024;   // 64 KB: beside the taps there is room for it in a second-level cache
    private const int MostBlockOutputs = 8192;
    private const int MostExactTaps = 1 << 18;   // 1 MB: as much as a second-level cache holds

    private readonly PhaseTable table;
    private readonly int l;
    private readonly int m;

    /// <summary>Takes a table over.</summary>
    /// <param name="l">Outputs of a period.</param>
    /// <param name="m">Inputs of a period.</param>
    /// <param name="table">The taps.</param>
    /// <param name="mostBlockOutputs">Outputs of a block at most, before they are rounded up to whole groups.</param>
    public DirectFilter(int l, int m, PhaseTable table, int mostBlockOutputs = MostBlockOutputs)
    {
        this.l = l;
        this.m = m;
        this.table = table;
        int block = (int)Math.Clamp((long)BlockInputs * l / m, 1, mostBlockOutputs);
        int whole = table.IsExact ? DotProducts.Group * l : 1;   // whole groups, so that only the end of the sound is done one by one
        BlockOutputs = (block + whole - 1) / whole * whole;
    }

    /// <inheritdoc/>
    public override int BlockOutputs { get; }

    /// <summary>The taps.</summary>
    public PhaseTable Table => table;

    /// <summary>The whole conversion in one step, by <see cref="SincFilter.Sharp"/>.</summary>
    /// <param name="l">Outputs of a period.</param>
    /// <param name="m">Inputs of a period.</param>
    /// <param name="scale">Inputs per sample of the lowest rate that the sound passes through.</param>
    public static DirectFilter Sharp(int l, int m, double scale) => new(l, m, new PhaseTable(l, SincFilter.Sharp, scale, scale, MostExactTaps));

    /// <summary>The same conversion in blocks so short that nobody waits for them.</summary>
    /// <param name="outputs">Outputs of a block, before they are rounded up to whole groups: 1 or more.</param>
    public DirectFilter InBlocksOf(int outputs) => new(l, m, table, outputs);

    /// <summary>About how many ns an output of <see cref="Sharp"/> takes.</summary>
    public static double Cost(int l, double scale) => Cost(l, PhaseTable.RowLengthOf(SincFilter.Sharp, scale), MostExactTaps);

    /// <summary>About how many ns an output takes.</summary>
    /// <param name="l">Outputs of a period.</param>
    /// <param name="rowLength">Taps.</param>
    /// <param name="mostExactTaps">As for the table.</param>
    public static double Cost(int l, int rowLength, int mostExactTaps) =>
        (long)l * rowLength <= mostExactTaps ? 1 + (rowLength / 20.0) : 5 + (rowLength / 10.0);

    /// <inheritdoc/>
    public override Stretch Inputs(long start, int count) => new(
        FloorDivide(start * m, l) - table.Reach + 1,
        FloorDivide((start + count - 1) * m, l) - table.Reach + 1 + table.RowLength);

    /// <inheritdoc/>
    public override void Convert(ReadOnlySpan<float> inputs, long start, Span<float> output)
    {
        long place = (start * m) - (FloorDivide(start * m, l) * l);
        if (!table.IsExact)
        {
            Interpolate(inputs, place, output);
            return;
        }

        // Outputs that are l apart lie on the same place and share their taps. Blocks begin with periods.
        int period = DotProducts.Group * l;
        int done = 0;
        for (; place == 0 && output.Length - done >= period; done += period)
        {
            ReadOnlySpan<float> from = inputs[(done / l * m)..];
            int row = 0, input = 0, whole = m / l, part = m % l;
            for (int n = 0; n < l; n++)
            {
                DotProducts.Eight(table.Row(row), from[input..], m, output[(done + n)..], l);
                row += part;
                input += whole;
                if (row >= l)
                {
                    row -= l;
                    input++;
                }
            }
        }

        for (; done < output.Length; done++)
        {
            long at = place + ((long)done * m);
            output[done] = DotProducts.One(table.Row((int)(at % l)), inputs[(int)(at / l)..]);
        }
    }

    private void Interpolate(ReadOnlySpan<float> inputs, long place, Span<float> output)
    {
        // Outputs between the same two rows stand hundreds of inputs apart. Sorted by row they share the loads of the taps,
        // and each row comes into the first-level cache once a block instead of once an output.
        RateScratch scratch = RateScratch.OfThisThread;
        Span<RowPlace> both = scratch.Places(2 * output.Length), places = both[..output.Length], sorted = both[output.Length..];
        Span<int> rowEnds = scratch.RowEnds(table.Rows + 1);
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

    private void Lay(long place, Span<RowPlace> places)
    {
        // Stepped on instead of divided anew: four divisions of 64 bits would take longer than the filter.
        int whole = m / l, part = m % l, input = 0;
        double rowsPerPlace = table.Rows / (double)l;
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

    private static long FloorDivide(long a, long b) => (a >= 0 ? a : a - b + 1) / b;
}
