namespace Ser.Audio.Rates;

/// <summary>Taps of a low-pass for the places that an output can have between two inputs.</summary>
/// <remarks>
/// A sinc under a Kaiser window (Kaiser 1974) that reaches over 48 samples, or over 48 steps where those are longer, so that nothing
/// folds back. It passes up to 0.87 of the lower Nyquist frequency and stops from 1.0 on: by Kaiser's length formula 97 dB.
/// The filter stands on a grid of 256 places per sample, and what lies between takes the line between two of them, which misses it by at
/// most (0.935 π / 256)² / 8, −96 dB. For a longer step the same grid is read as one of fewer places per sample, 256 / step
/// rounded down: therefore ratios that are drawn at random share 193 tables of some 100 KB instead of having one each.
/// </remarks>
internal sealed class PlaceTable
{
    /// <summary>Places per step of the input, or per input where the steps are shorter.</summary>
    public const int Grid = 256;

    private const int HalfWidth = 48;
    private const double Cutoff = 0.935, Beta = 9.8;

    private static readonly float[] Filter = MakeFilter();

    private readonly float[] taps;

    /// <param name="places">Places per input sample: 64 … 256.</param>
    public PlaceTable(int places)
    {
        Places = places;
        Reach = ((HalfWidth * Grid) + places - 1) / places;
        RowLength = ((2 * Reach) + DotProducts.Lanes - 1) / DotProducts.Lanes * DotProducts.Lanes;
        taps = new float[(places + 1) * RowLength];   // the last place is followed by the first of the next sample
        for (int row = 0; row <= places; row++)
        {
            var to = taps.AsSpan(row * RowLength, RowLength);
            double sum = 0;
            for (int k = 0; k < 2 * Reach; k++)
            {
                int at = Math.Abs(((k - Reach + 1) * places) - row);
                to[k] = at < Filter.Length ? Filter[at] : 0;
                sum += to[k];
            }

            // A constant stays that constant at every place, instead of carrying the filter's ripple as a whistle.
            float scale = (float)(1 / sum);
            foreach (ref float tap in to)
            {
                tap *= scale;
            }
        }
    }

    public int Places { get; }

    /// <summary>Inputs that count, to either side of an output.</summary>
    public int Reach { get; }

    /// <summary>Taps of a row, filled up with zeros.</summary>
    public int RowLength { get; }

    /// <summary>The taps of a place and of the next; the first belongs to the input that lies Reach − 1 before the output.</summary>
    public ReadOnlySpan<float> TwoRows(int row) => taps.AsSpan(row * RowLength, 2 * RowLength);

    /// <summary>One side of the filter, from its middle to its end.</summary>
    private static float[] MakeFilter()
    {
        float[] filter = new float[(HalfWidth * Grid) + 1];
        double peak = BesselI0(Beta);
        for (int i = 0; i < filter.Length; i++)
        {
            double x = i / (double)Grid, edge = x / HalfWidth;
            double sinc = i == 0 ? Cutoff : Math.Sin(Math.PI * Cutoff * x) / (Math.PI * x);
            filter[i] = (float)(sinc * BesselI0(Beta * Math.Sqrt(1 - (edge * edge))) / peak);
        }

        return filter;
    }

    /// <summary>Modified Bessel function of the first kind and order 0, by its power series.</summary>
    private static double BesselI0(double x)
    {
        double quarter = x * x / 4, term = 1, sum = 1;
        for (int k = 1; term > sum * 1e-17; k++)
        {
            term *= quarter / ((double)k * k);
            sum += term;
        }

        return sum;
    }
}
