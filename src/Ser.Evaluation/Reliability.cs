namespace Ser.Evaluation;

/// <summary>Whether a model is right as often as it is sure (Guo et al. 2017, "On calibration of modern neural networks").</summary>
/// <remarks>
/// The confidence of a clip is its largest probability; of equal ones, the first class is meant. Bins are of equal width and hold
/// their upper end: bin k of m is (k/m, (k+1)/m], and 0 lies in the first.
/// </remarks>
public static class Reliability
{
    /// <summary>Bins of the diagram and of the errors in <see cref="ClassificationFigures"/>.</summary>
    public const int DefaultBins = 15;

    /// <summary>Puts the clips into bins of confidence.</summary>
    /// <param name="truth">Class of each clip.</param>
    /// <param name="probabilities">A row a clip, a value from 0 to 1 a class.</param>
    /// <param name="bins">How many bins from 0 to 1: 1 or more.</param>
    /// <returns>The bins that have clips, lowest first; the same for any order of the clips.</returns>
    /// <exception cref="ArgumentException">Nothing to measure, or the probabilities do not fit the truth.</exception>
    public static IReadOnlyList<ReliabilityBin> Of(
        IReadOnlyList<int> truth, IReadOnlyList<double[]> probabilities, int bins = DefaultBins)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bins);
        ProbabilityFigures.Check(truth, probabilities);
        double[] confidences = new double[truth.Count];
        bool[] right = new bool[truth.Count];
        for (int clip = 0; clip < truth.Count; clip++)
        {
            confidences[clip] = probabilities[clip].Max();
            right[clip] = Array.IndexOf(probabilities[clip], confidences[clip]) == truth[clip];
        }

        // Sorted, the clips of a bin are neighbours, and their sum does not depend on the order in which they came.
        Array.Sort(confidences, right);
        var filled = new List<ReliabilityBin>();
        double width = 1.0 / bins;
        for (int bin = 0, start = 0, end; bin < bins; bin++, start = end)
        {
            bool last = bin == bins - 1;   // it also takes what rounding put above 1
            double high = last ? 1 : (bin + 1) * width, sum = 0;
            int hits = 0;
            for (end = start; end < confidences.Length && (last || confidences[end] <= high); end++)
            {
                sum += confidences[end];
                hits += right[end] ? 1 : 0;
            }

            int clips = end - start;
            if (clips > 0)
            {
                filled.Add(new ReliabilityBin(bin * width, high, clips, sum / clips, (double)hits / clips));
            }
        }

        return filled;
    }

    /// <summary>Expected calibration error: the mean of |accuracy − confidence| over the bins, weighted by their clips, 0 … 1.</summary>
    public static double ExpectedError(IReadOnlyList<ReliabilityBin> bins)
    {
        ArgumentNullException.ThrowIfNull(bins);
        return bins.Sum(bin => bin.Clips * Gap(bin)) / bins.Sum(bin => bin.Clips);
    }

    /// <summary>Maximum calibration error: |accuracy − confidence| of the worst bin, 0 … 1. A bin of few clips may decide it.</summary>
    public static double MaximumError(IReadOnlyList<ReliabilityBin> bins)
    {
        ArgumentNullException.ThrowIfNull(bins);
        return bins.Max(Gap);
    }

    private static double Gap(ReliabilityBin bin) => Math.Abs(bin.Accuracy - bin.Confidence);
}
