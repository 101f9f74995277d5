namespace Ser.Audio.Rates;

/// <summary>
/// The sharp filter by fast convolution, to a rate between that is a simple multiple of the first; then a short filter to the second rate:
/// for rates that have no simple ratio.
/// </summary>
/// <remarks>
/// Crochiere and Rabiner 1981, "Interpolation and decimation of digital signals". What the first stage leaves ends at the lower Nyquist
/// frequency, and the rate between lies well above it. So there is wide room between the sound and its images, and the filter that
/// takes them away has 12 to 32 taps instead of 140 and more.
/// </remarks>
internal sealed class TwoStageFilter : RateFilter
{
    private const double AttenuationDb = 112;    // what is left of images and ripple hides behind that of the first stage
    private const double LeastOversampling = 1.25;
    private const int MostDivisor = 12;
    private const int MostExactTaps = 1 << 15;   // rows are computed quicker than a second-level cache holds them
    private const int FewestPairs = 4, MostPairs = 12;

    private readonly BlockFilter first;
    private readonly DirectFilter second;
    private readonly int between;   // outputs of a period of the first stage

    private TwoStageFilter(int l, int m, int up, int down)
    {
        first = new BlockFilter(up, down, Math.Max(1.0, m / (double)l));
        between = up;
        var (secondL, secondM) = Second(l, m, up, down);
        double oversampling = Oversampling(l, m, up, down);
        second = new DirectFilter(secondL, secondM, new PhaseTable(secondL, Short(oversampling), 1, oversampling, MostExactTaps));

        // As many outputs as some whole pairs of blocks serve, and whole groups of the second stage.
        int whole = second.Table.IsExact ? DotProducts.Group * secondL : 1;
        int overlap = second.Table.RowLength + (2 * up);
        double best = 0;
        for (int pairs = FewestPairs; pairs <= MostPairs || BlockOutputs == 0; pairs++)
        {
            long served = (((long)pairs * first.BlockOutputs) - overlap) * secondL / secondM / whole * whole;
            if (served > best * pairs * 1.01)
            {
                best = served / (double)pairs;
                BlockOutputs = (int)served;
            }
        }
    }

    /// <inheritdoc/>
    public override int BlockOutputs { get; }

    /// <summary>About how many ns an output takes; infinite where the rates are too far apart.</summary>
    public static double Cost(int l, int m)
    {
        (int up, int down) = Between(l, m);
        if (up == 0)
        {
            return double.PositiveInfinity;
        }

        double oversampling = Oversampling(l, m, up, down);
        double perOutput = m * (double)up / ((double)l * down);   // samples between for an output
        return (BlockFilter.Cost(up, down, Math.Max(1.0, m / (double)l)) * perOutput)
            + DirectFilter.Cost(Second(l, m, up, down).L, PhaseTable.RowLengthOf(Short(oversampling), 1), MostExactTaps);
    }

    /// <summary>Computes the tables.</summary>
    /// <param name="l">Outputs of a period.</param>
    /// <param name="m">Inputs of a period; not so many that the cost is infinite.</param>
    public static TwoStageFilter Of(int l, int m)
    {
        (int up, int down) = Between(l, m);
        return new TwoStageFilter(l, m, up, down);
    }

    /// <inheritdoc/>
    public override Stretch Inputs(long start, int count)
    {
        Stretch middle = Middle(start, count);
        Stretch all = first.Inputs(middle.Start, Math.Min(middle.Length, first.BlockOutputs));
        int done = (middle.Length - 1) / first.BlockOutputs * first.BlockOutputs;
        Stretch last = first.Inputs(middle.Start + done, middle.Length - done);
        return new Stretch(all.Start, Math.Max(all.End, last.End));
    }

    /// <inheritdoc/>
    public override void Convert(ReadOnlySpan<float> inputs, long start, Span<float> output)
    {
        Stretch all = Inputs(start, output.Length), middle = Middle(start, output.Length);
        Span<float> samples = RateScratch.OfThisThread.Middle(middle.Length);
        for (int done = 0; done < samples.Length; done += first.BlockOutputs)
        {
            Span<float> part = samples.Slice(done, Math.Min(first.BlockOutputs, samples.Length - done));
            long at = middle.Start + done;
            first.Convert(all.Slice(inputs, first.Inputs(at, part.Length)), at, part);
        }

        second.Convert(middle.Slice(samples, second.Inputs(start, output.Length)), start, output);
    }

    /// <summary>The samples between that a block needs; they begin with a period of the first stage.</summary>
    private Stretch Middle(long start, int count)
    {
        Stretch needed = second.Inputs(start, count);
        long before = ((needed.Start % between) + between) % between;
        return new Stretch(needed.Start - before, needed.End);
    }

    /// <summary>The rate between as a multiple of the first: up / down; 0 / 0 where none suits.</summary>
    private static (int Up, int Down) Between(int l, int m)
    {
        int down = (int)Math.Floor(m / (LeastOversampling * l));
        return down > MostDivisor ? (0, 0) : down > 0 ? (1, down) : (2, 1);
    }

    /// <summary>The rate between as a multiple of the lower rate.</summary>
    private static double Oversampling(int l, int m, int up, int down) => up / (double)down * Math.Max(1.0, m / (double)l);

    /// <summary>From the rate between to the second rate, in lowest terms.</summary>
    private static (int L, int M) Second(int l, int m, int up, int down)
    {
        long outputs = (long)l * down, inputs = (long)m * up;
        long a = outputs, b = inputs;
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return ((int)(outputs / a), (int)(inputs / a));
    }

    /// <summary>Passes the sound up to 0.9 of the lower Nyquist frequency and stops its images, which begin where the sound ends below the rate between.</summary>
    private static SincFilter Short(double oversampling) => new(0.9 / oversampling, 2 - (1 / oversampling), AttenuationDb);
}
