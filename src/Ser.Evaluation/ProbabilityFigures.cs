namespace Ser.Evaluation;

/// <summary>Figures that judge the probabilities and not only the class that came first; scikit-learn's, computed in double.</summary>
/// <remarks>
/// Every method takes the class of each clip and one row of probabilities a clip, a value a class, each from 0 to 1; rows
/// that were rounded and no longer add up to 1 are welcome. What does not fit is an <see cref="ArgumentException"/>.
/// </remarks>
public static class ProbabilityFigures
{
    /// <summary>A softmax of floats may end a rounding above 1.</summary>
    private const double RoundingSlack = 1e-6;

    /// <summary>Mean of −ln p(true class) in nats, 0 or more.</summary>
    /// <remarks>
    /// scikit-learn 1.2, float64: probabilities are kept 2⁻⁵² away from 0 and 1 and rows made to add up to 1, so a certain
    /// error costs 36.04 and not infinity.
    /// </remarks>
    /// <exception cref="ArgumentException">Nothing to measure, or the probabilities do not fit the truth.</exception>
    public static double LogLoss(IReadOnlyList<int> truth, IReadOnlyList<double[]> probabilities)
    {
        Check(truth, probabilities);
        const double epsilon = 1.0 / (1L << 52);
        double[] losses = new double[truth.Count];
        for (int clip = 0; clip < truth.Count; clip++)
        {
            double total = 0;
            foreach (double p in probabilities[clip])
            {
                total += Math.Clamp(p, epsilon, 1 - epsilon);
            }

            losses[clip] = -Math.Log(Math.Clamp(probabilities[clip][truth[clip]], epsilon, 1 - epsilon) / total);
        }

        return Mean(losses);
    }

    /// <summary>
    /// Brier's score (1950) of all classes: the mean over the clips of Σ (p − t)², t being 1 for the true class and 0 for the others;
    /// 0 … 2. scikit-learn's brier_score_loss of two classes is half of it.
    /// </summary>
    /// <exception cref="ArgumentException">Nothing to measure, or the probabilities do not fit the truth.</exception>
    public static double Brier(IReadOnlyList<int> truth, IReadOnlyList<double[]> probabilities)
    {
        Check(truth, probabilities);
        double[] scores = new double[truth.Count];
        for (int clip = 0; clip < truth.Count; clip++)
        {
            for (int i = 0; i < probabilities[clip].Length; i++)
            {
                double error = probabilities[clip][i] - (i == truth[clip] ? 1 : 0);
                scores[clip] += error * error;
            }
        }

        return Mean(scores);
    }

    /// <summary>Share of the clips whose class is among the <paramref name="places"/> likeliest, 0 … 1.</summary>
    /// <remarks>Where probabilities are equal the later class ranks first, as in scikit-learn's top_k_accuracy_score.</remarks>
    /// <exception cref="ArgumentException">Nothing to measure, or the probabilities do not fit the truth.</exception>
    public static double TopAccuracy(IReadOnlyList<int> truth, IReadOnlyList<double[]> probabilities, int places)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(places);
        Check(truth, probabilities);
        int found = 0;
        for (int clip = 0; clip < truth.Count; clip++)
        {
            double[] row = probabilities[clip];
            int own = truth[clip];
            int ahead = 0;
            for (int i = 0; i < row.Length; i++)
            {
                if (row[i] > row[own] || (row[i] == row[own] && i > own))
                {
                    ahead++;
                }
            }

            if (ahead < places)
            {
                found++;
            }
        }

        return (double)found / truth.Count;
    }

    /// <summary>
    /// Area under the ROC curve, one class against the rest, mean over the classes (scikit-learn's multi_class="ovr",
    /// average="macro"): the chance that a clip of the class scores above a clip of another, 0 … 1.
    /// </summary>
    /// <returns>
    /// Null where the truth has one class only. A class that the truth lacks has no curve and is left out; scikit-learn
    /// gives no figure at all in that case.
    /// </returns>
    /// <exception cref="ArgumentException">Nothing to measure, or the probabilities do not fit the truth.</exception>
    public static double? RocAuc(IReadOnlyList<int> truth, IReadOnlyList<double[]> probabilities) =>
        RocAucs(truth, probabilities).Average();   // of those that are not null

    /// <summary>
    /// Area under the ROC curve of each class against the rest, 0 … 1; null for a class that the truth lacks, or that is its only one.
    /// </summary>
    /// <exception cref="ArgumentException">Nothing to measure, or the probabilities do not fit the truth.</exception>
    public static IReadOnlyList<double?> RocAucs(IReadOnlyList<int> truth, IReadOnlyList<double[]> probabilities)
    {
        Check(truth, probabilities);
        return [.. Enumerable.Range(0, probabilities[0].Length).Select(own => RocAuc(truth, probabilities, own))];
    }

    /// <summary>Refuses what none of the figures can be taken of.</summary>
    internal static void Check(IReadOnlyList<int> truth, IReadOnlyList<double[]> probabilities)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(probabilities);
        if (truth.Count == 0)
        {
            throw new ArgumentException("there are no clips to compare", nameof(truth));
        }

        if (probabilities.Count != truth.Count)
        {
            throw new ArgumentException($"{probabilities.Count} rows of probabilities for {truth.Count} clips", nameof(probabilities));
        }

        int classes = probabilities[0]?.Length ?? 0;
        for (int clip = 0; clip < truth.Count; clip++)
        {
            double[]? row = probabilities[clip];
            if (row is null || row.Length != classes)
            {
                throw new ArgumentException(
                    $"clip {clip} has {row?.Length ?? 0} probabilities and clip 0 has {classes}", nameof(probabilities));
            }

            if (truth[clip] < 0 || truth[clip] >= classes)
            {
                throw new ArgumentException($"clip {clip} has class {truth[clip]}; classes are 0 to {classes - 1}", nameof(truth));
            }

            foreach (double p in row)
            {
                if (!(p is >= 0 and <= 1 + RoundingSlack))   // so written, NaN fails too
                {
                    throw new ArgumentException($"clip {clip} has the probability {p}; it must lie between 0 and 1", nameof(probabilities));
                }
            }
        }
    }

    /// <summary>Mann and Whitney's statistic: the same area as under the curve, from ranks; equal scores share their mean rank.</summary>
    private static double? RocAuc(IReadOnlyList<int> truth, IReadOnlyList<double[]> probabilities, int own)
    {
        double[] scores = [.. probabilities.Select(row => row[own])];
        bool[] isOwn = [.. truth.Select(index => index == own)];
        long positives = isOwn.LongCount(mine => mine);
        long negatives = truth.Count - positives;
        if (positives == 0 || negatives == 0)
        {
            return null;
        }

        Array.Sort(scores, isOwn);
        double rankSum = 0;
        for (int start = 0, end; start < scores.Length; start = end)
        {
            int ownHere = 0;
            for (end = start; end < scores.Length && scores[end] == scores[start]; end++)
            {
                ownHere += isOwn[end] ? 1 : 0;
            }

            rankSum += ownHere * 0.5 * (start + 1 + end);   // ranks start + 1 … end
        }

        return (rankSum - (0.5 * positives * (positives + 1))) / ((double)positives * negatives);
    }

    /// <summary>Added in ascending order, so that the order of the clips does not show in the last digits.</summary>
    private static double Mean(double[] values)
    {
        Array.Sort(values);
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }
}
