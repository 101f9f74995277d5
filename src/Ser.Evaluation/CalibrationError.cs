namespace Ser.Evaluation;

/// <summary>How far the confidence of a classifier and the share of its right verdicts lie apart.</summary>
public static class CalibrationError
{
    /// <summary>Bins of equal width that confidence is sorted into, as in Guo et al. 2017 (arXiv 1706.04599).</summary>
    public const int Bins = 15;

    /// <summary>
    /// Expected calibration error: Σ over the bins of (clips in the bin / clips) · |share of right verdicts − mean confidence|, 0 … 1.
    /// </summary>
    /// <param name="truth">The class of each clip.</param>
    /// <param name="probabilities">One row a clip, one value a class, 0 to 1. Of equal ones the first is the verdict.</param>
    /// <param name="bins">Bins over 0 … 1; a bin holds its upper edge.</param>
    /// <exception cref="ArgumentException">There are no clips, or the rows are not as many.</exception>
    public static double Expected(IReadOnlyList<int> truth, IReadOnlyList<double[]> probabilities, int bins = Bins)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(probabilities);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bins);
        if (truth.Count == 0 || probabilities.Count != truth.Count)
        {
            throw new ArgumentException($"{probabilities.Count} rows of probabilities for {truth.Count} clips", nameof(probabilities));
        }

        // Per bin, (clips / all) · |right / clips − confidence / clips| is |right − confidence| / all.
        var surplus = new double[bins];
        for (int clip = 0; clip < truth.Count; clip++)
        {
            double[] row = probabilities[clip];
            int best = Array.IndexOf(row, row.Max());
            int bin = Math.Clamp((int)Math.Ceiling(row[best] * bins) - 1, 0, bins - 1);
            surplus[bin] += (best == truth[clip] ? 1 : 0) - row[best];
        }

        return surplus.Sum(Math.Abs) / truth.Count;
    }
}
