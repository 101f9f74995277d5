namespace Ser.Audio.Rates;

/// <summary>The taps of the filter for every place that an output can have between two inputs.</summary>
/// <remarks>
/// to / from = L / M in lowest terms: outputs fall on L places. Where L rows of taps are few they all stand here. Where
/// they would fill megabytes (24 414 → 16 000 Hz has 8000 places), a fixed number of rows stands here instead, and
/// outputs lie on the line between two of them. There is nothing to hear above 0.95 of the lower Nyquist frequency, so the line
/// misses it by at most (0.95 π s)² / 8 for a spacing of s lower-rate samples: 4.3e-6, −107 dB, for 512 rows, as much as
/// the filter's own ripple; twice the rows would no longer fit into a second-level cache, and take twice the time.
/// </remarks>
internal sealed class PhaseTable
{
    private const int Spacing = 512;   // rows between two samples of the lower rate, where there are not L

    private readonly float[] taps;

    /// <summary>Computes the rows in double and rounds them to float.</summary>
    /// <param name="l">Outputs of a period.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="scale">Inputs per sample in which the filter counts.</param>
    /// <param name="oversampling">Inputs per sample of the lower rate: by so much rows may lie further apart.</param>
    /// <param name="mostExactTaps">With more taps than this there is no row for every place.</param>
    public PhaseTable(int l, SincFilter filter, double scale, double oversampling, int mostExactTaps)
    {
        Reach = ReachOf(filter, scale);
        RowLength = RowLengthOf(filter, scale);
        IsExact = (long)l * RowLength <= mostExactTaps;
        Rows = IsExact ? l : (int)Math.Ceiling(Spacing / oversampling);

        // One row more where outputs lie between rows: the last place is followed by the first of the next input.
        int stored = IsExact ? Rows : Rows + 1;
        taps = new float[stored * RowLength];
        double[] row = new double[2 * Reach];
        for (int r = 0; r < stored; r++)
        {
            double place = r / (double)Rows;
            double sum = 0;
            for (int k = 0; k < row.Length; k++)
            {
                row[k] = filter.At((k - Reach + 1 - place) / scale);
                sum += row[k];
            }

            // A constant stays that constant at every place, instead of carrying the filter's ripple as a whistle.
            for (int k = 0; k < row.Length; k++)
            {
                taps[(r * RowLength) + k] = (float)(row[k] / sum);
            }
        }
    }

    /// <summary>Inputs that count, to either side of an output.</summary>
    public int Reach { get; }

    /// <summary>Taps of a row, filled up with zeros.</summary>
    public int RowLength { get; }

    /// <summary>Rows for one step of the input.</summary>
    public int Rows { get; }

    /// <summary>Whether there is a row for every place.</summary>
    public bool IsExact { get; }

    /// <summary>What <see cref="Reach"/> is for a filter.</summary>
    public static int ReachOf(SincFilter filter, double scale) => (int)Math.Ceiling(filter.HalfWidth * scale);

    /// <summary>What <see cref="RowLength"/> is for a filter.</summary>
    public static int RowLengthOf(SincFilter filter, double scale) =>
        ((2 * ReachOf(filter, scale)) + DotProducts.Lanes - 1) / DotProducts.Lanes * DotProducts.Lanes;

    /// <summary>The taps of a place; the first belongs to the input that lies Reach − 1 before the output.</summary>
    public ReadOnlySpan<float> Row(int row) => taps.AsSpan(row * RowLength, RowLength);

    /// <summary>The taps of a place and of the next.</summary>
    public ReadOnlySpan<float> TwoRows(int row) => taps.AsSpan(row * RowLength, 2 * RowLength);
}
