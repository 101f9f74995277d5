namespace Ser.Evaluation;

/// <summary>How often each class was taken for which: rows are the truth, columns what was predicted.</summary>
/// <remarks>Immutable once counted. Its figures are those of scikit-learn; where that says NaN, null stands here.</remarks>
public sealed class ConfusionMatrix
{
    private readonly int[,] counts;
    private readonly int[] truthTotals;
    private readonly int[] predictedTotals;

    private ConfusionMatrix(IReadOnlyList<string> labels, int[,] counts, int total)
    {
        this.counts = counts;
        Labels = labels;
        Total = total;
        truthTotals = new int[labels.Count];
        predictedTotals = new int[labels.Count];
        for (int truth = 0; truth < labels.Count; truth++)
        {
            for (int predicted = 0; predicted < labels.Count; predicted++)
            {
                truthTotals[truth] += counts[truth, predicted];
                predictedTotals[predicted] += counts[truth, predicted];
            }

            Correct += counts[truth, truth];
        }
    }

    /// <summary>Names of the classes, in the order of rows and columns.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>Clips in all: 1 or more.</summary>
    public int Total { get; }

    /// <summary>Clips whose prediction is right.</summary>
    public int Correct { get; }

    /// <summary>Clips of class <paramref name="truth"/> that were taken for class <paramref name="predicted"/>.</summary>
    public int this[int truth, int predicted] => counts[truth, predicted];

    /// <summary>Share of the clips that are right (weighted accuracy, WA), 0 … 1.</summary>
    public double Accuracy => (double)Correct / Total;

    /// <summary>
    /// Unweighted average recall (UAR, unweighted accuracy, scikit-learn's balanced_accuracy_score): mean recall of the
    /// classes that occur in the truth. A class that was only predicted has no recall and is left out.
    /// </summary>
    public double UnweightedAverageRecall
    {
        get
        {
            double sum = 0;
            int occurring = 0;
            for (int i = 0; i < Labels.Count; i++)
            {
                if (truthTotals[i] > 0)
                {
                    sum += (double)counts[i, i] / truthTotals[i];
                    occurring++;
                }
            }

            return sum / occurring;
        }
    }

    /// <summary>Mean F1 of the classes that occur in the truth or among the predictions, 0 … 1.</summary>
    public double MacroF1
    {
        get
        {
            double sum = 0;
            int present = 0;
            for (int i = 0; i < Labels.Count; i++)
            {
                if (truthTotals[i] + predictedTotals[i] > 0)
                {
                    sum += Class(i).F1;
                    present++;
                }
            }

            return sum / present;
        }
    }

    /// <summary>Cohen's kappa, −1 … 1; null where truth and prediction are one and the same class throughout.</summary>
    public double? Kappa
    {
        get
        {
            // Products of totals stay below 2⁵³ for up to 94 million clips, so the comparison with 0 is exact.
            double byChance = Products(truthTotals, predictedTotals);
            double disagreement = ((double)Total * Total) - byChance;
            return disagreement == 0 ? null : 1 - ((double)Total * (Total - Correct) / disagreement);
        }
    }

    /// <summary>Matthews' correlation (Gorodkin 2004), −1 … 1; 0 where truth or prediction has one class only.</summary>
    public double Mcc
    {
        get
        {
            double square = (double)Total * Total;
            double ofBoth = ((double)Correct * Total) - Products(truthTotals, predictedTotals);
            double ofTruth = square - Products(truthTotals, truthTotals);
            double ofPredicted = square - Products(predictedTotals, predictedTotals);
            return ofTruth == 0 || ofPredicted == 0 ? 0 : ofBoth / Math.Sqrt(ofTruth * ofPredicted);
        }
    }

    /// <summary>Counts pairs of truth and prediction.</summary>
    /// <param name="labels">Names of the classes: one or more, none empty, none twice.</param>
    /// <param name="truth">Class of each clip, an index into labels.</param>
    /// <param name="predicted">What each clip was taken for, in the same order.</param>
    /// <exception cref="ArgumentException">Nothing to count, lengths that differ, an index without a label, or bad labels.</exception>
    public static ConfusionMatrix Count(IReadOnlyList<string> labels, IReadOnlyList<int> truth, IReadOnlyList<int> predicted)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(predicted);
        CheckLabels(labels);
        if (truth.Count == 0)
        {
            throw new ArgumentException("there are no clips to compare", nameof(truth));
        }

        if (predicted.Count != truth.Count)
        {
            throw new ArgumentException($"{predicted.Count} predictions for {truth.Count} clips", nameof(predicted));
        }

        int[,] counts = new int[labels.Count, labels.Count];
        for (int clip = 0; clip < truth.Count; clip++)
        {
            CheckClass(truth[clip], clip, labels.Count, nameof(truth));
            CheckClass(predicted[clip], clip, labels.Count, nameof(predicted));
            counts[truth[clip], predicted[clip]]++;
        }

        return new ConfusionMatrix([.. labels], counts, truth.Count);
    }

    /// <summary>Clips of class <paramref name="index"/> in the truth (the sum of its row).</summary>
    public int TruthTotal(int index) => truthTotals[index];

    /// <summary>Clips that were taken for class <paramref name="index"/> (the sum of its column).</summary>
    public int PredictedTotal(int index) => predictedTotals[index];

    /// <summary>Precision, recall and F1 of class <paramref name="index"/>.</summary>
    /// <param name="index">Of the class among the labels.</param>
    /// <param name="zeroDivision">What 0/0 counts as, 0 or 1.</param>
    public ClassFigures Class(int index, int zeroDivision = 0)
    {
        double hits = counts[index, index];
        int both = truthTotals[index] + predictedTotals[index];
        return new ClassFigures(
            Labels[index],
            predictedTotals[index] == 0 ? zeroDivision : hits / predictedTotals[index],
            truthTotals[index] == 0 ? zeroDivision : hits / truthTotals[index],
            both == 0 ? zeroDivision : 2 * hits / both,
            truthTotals[index]);
    }

    /// <summary>The counts as rows, for tables and files.</summary>
    public IReadOnlyList<IReadOnlyList<int>> ToRows() =>
        [.. Enumerable.Range(0, Labels.Count).Select(IReadOnlyList<int> (truth) =>
            [.. Enumerable.Range(0, Labels.Count).Select(predicted => counts[truth, predicted])])];

    private static void CheckLabels(IReadOnlyList<string> labels)
    {
        if (labels.Count == 0)
        {
            throw new ArgumentException("there are no labels", nameof(labels));
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string label in labels)
        {
            if (string.IsNullOrEmpty(label) || !seen.Add(label))
            {
                string fault = string.IsNullOrEmpty(label) ? "a label is empty" : $"label '{label}' stands twice";
                throw new ArgumentException(fault, nameof(labels));
            }
        }
    }

    private static void CheckClass(int index, int clip, int classes, string parameter)
    {
        if (index < 0 || index >= classes)
        {
            throw new ArgumentException($"clip {clip} has class {index}; classes are 0 to {classes - 1}", parameter);
        }
    }

    private static double Products(int[] left, int[] right)
    {
        double sum = 0;
        for (int i = 0; i < left.Length; i++)
        {
            sum += (double)left[i] * right[i];
        }

        return sum;
    }
}
