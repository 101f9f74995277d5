namespace Ser.Evaluation;

/// <summary>The figures of every draw of a bootstrap, from how often each pair of truth and prediction was drawn.</summary>
/// <remarks>Draws may be measured on several threads: each writes its own place.</remarks>
internal sealed class DrawnFigures
{
    private readonly (int Truth, int Predicted)[] kinds;
    private readonly double[][] recall;
    private readonly double[][] f1;

    /// <param name="kinds">The pairs that occur, by truth ascending.</param>
    /// <param name="draws">How many draws there will be.</param>
    public DrawnFigures((int Truth, int Predicted)[] kinds, int draws)
    {
        this.kinds = kinds;
        Classes = kinds.Max(kind => Math.Max(kind.Truth, kind.Predicted)) + 1;
        Uar = new double[draws];
        Accuracy = new double[draws];
        MacroF1 = new double[draws];
        recall = [.. Enumerable.Range(0, Classes).Select(_ => new double[draws])];
        f1 = [.. Enumerable.Range(0, Classes).Select(_ => new double[draws])];
    }

    /// <summary>One more than the highest class that occurs.</summary>
    public int Classes { get; }

    /// <summary>Unweighted average recall of each draw.</summary>
    public double[] Uar { get; }

    /// <summary>Share of right clips in each draw.</summary>
    public double[] Accuracy { get; }

    /// <summary>Mean F1 of the classes that are drawn or predicted, in each draw.</summary>
    public double[] MacroF1 { get; }

    /// <summary>Recall of a class in each draw; NaN where it was not drawn.</summary>
    public double[] Recall(int index) => recall[index];

    /// <summary>F1 of a class in each draw; NaN where it was neither drawn nor predicted.</summary>
    public double[] F1(int index) => f1[index];

    /// <summary>Takes the figures of one draw.</summary>
    /// <param name="draw">Its number.</param>
    /// <param name="counts">Clips of each kind.</param>
    public void Measure(int draw, int[] counts)
    {
        Span<(int Truth, int Predicted, int Hits)> classes = Classes <= 64 ? stackalloc (int, int, int)[Classes] : new (int, int, int)[Classes];
        classes.Clear();
        for (int i = 0; i < counts.Length; i++)
        {
            var (truth, predicted) = kinds[i];
            classes[truth].Truth += counts[i];
            classes[predicted].Predicted += counts[i];
            classes[truth].Hits += truth == predicted ? counts[i] : 0;
        }

        double recalls = 0, f1s = 0;
        int drawn = 0, present = 0, right = 0, all = 0;
        for (int i = 0; i < classes.Length; i++)
        {
            var (truth, predicted, hits) = classes[i];
            recall[i][draw] = truth == 0 ? double.NaN : (double)hits / truth;
            f1[i][draw] = truth + predicted == 0 ? double.NaN : 2.0 * hits / (truth + predicted);
            if (truth > 0)
            {
                recalls += recall[i][draw];
                drawn++;
                right += hits;
                all += truth;
            }

            if (truth + predicted > 0)
            {
                f1s += f1[i][draw];
                present++;
            }
        }

        Uar[draw] = recalls / drawn;
        Accuracy[draw] = (double)right / all;
        MacroF1[draw] = f1s / present;
    }
}
