using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ser.Evaluation;

/// <summary>Everything that is measured by comparing predictions with the truth: the content of metrics.json.</summary>
/// <remarks>
/// Every figure that scikit-learn has is scikit-learn's. What cannot be computed, or was not, is null and never NaN.
/// Written with <see cref="ToJson"/>, whose keys are the names of the properties, the first letter small.
/// </remarks>
public sealed record ClassificationFigures
{
    /// <summary>Clips that were compared: 1 or more.</summary>
    public required int Samples { get; init; }

    /// <summary>
    /// Unweighted average recall, 0 … 1: the mean over the classes that occur in the truth. It differs from the macro
    /// recall where a class was predicted that the truth lacks.
    /// </summary>
    public required double Uar { get; init; }

    /// <summary>Share of the clips that are right, 0 … 1.</summary>
    public required double Accuracy { get; init; }

    /// <summary>Bootstrap intervals, where they were asked for; see <see cref="SpeakerBootstrap.Add"/>, which gives the classes theirs too.</summary>
    public IntervalFigures? Intervals { get; init; }

    /// <summary>Plain means over the classes that occur in the truth or among the predictions.</summary>
    public required AverageFigures Macro { get; init; }

    /// <summary>Means weighted by support; their recall is the accuracy.</summary>
    public required AverageFigures Weighted { get; init; }

    /// <summary>
    /// Of the counts of all classes added up: hits / predictions, hits / clips, and their harmonic mean. Every clip has one
    /// class and one prediction, so each of them is the accuracy.
    /// </summary>
    public AverageFigures Micro => new(Accuracy, Accuracy, Accuracy);

    /// <summary>What a fraction 0/0 counts as in precision, recall and F1, and so in their averages: 0 or 1.</summary>
    public int ZeroDivision { get; init; }

    /// <summary>
    /// Where <see cref="ZeroDivision"/> stands in for a figure: one text each, such as "precision of calm: never predicted". Empty where
    /// every class occurs and was predicted.
    /// </summary>
    public IReadOnlyList<string> Undefined => UndefinedFigures.Of(Labels, Confusion);

    /// <summary>Cohen's kappa; null where truth and predictions are one and the same class throughout.</summary>
    public required double? Kappa { get; init; }

    /// <summary>Matthews' correlation coefficient; 0 where truth or predictions have one class only.</summary>
    public required double Mcc { get; init; }

    /// <summary>Mean of −ln p(true class) in nats; null without probabilities.</summary>
    public double? LogLoss { get; init; }

    /// <summary>Area under the ROC curve, mean of each class against the rest; null without probabilities or with one class.</summary>
    public double? RocAuc { get; init; }

    /// <summary>Share of the clips whose class is among the two likeliest; null without probabilities.</summary>
    public double? Top2 { get; init; }

    /// <summary>Brier's score, 0 … 2: the mean squared distance of the probabilities from the truth; null without probabilities.</summary>
    public double? Brier { get; init; }

    /// <summary>Expected calibration error (ECE) over <see cref="Reliability"/>, 0 … 1; null without probabilities.</summary>
    public double? CalibrationError { get; init; }

    /// <summary>The largest gap between accuracy and confidence of a bin (MCE), 0 … 1; null without probabilities.</summary>
    public double? MaximumCalibrationError { get; init; }

    /// <summary>Those of 15 bins of confidence that have clips, lowest first; null without probabilities.</summary>
    public IReadOnlyList<ReliabilityBin>? Reliability { get; init; }

    /// <summary>
    /// True if speakers of these clips took part in the training, or may have; such figures are too good for new voices. Null, and
    /// not written, where nothing is known of it.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? SpeakerOverlap { get; init; }

    /// <summary>
    /// True if all clips of a speaker were looked at together, without their labels, before each was labelled; such figures must not be compared
    /// with those of single clips. Null, and not written, where every clip was labelled alone.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Transductive { get; init; }

    /// <summary>Names of the classes, in the order of classes and confusion.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>Figures of each class, of all labels.</summary>
    public required IReadOnlyList<ClassFigures> Classes { get; init; }

    /// <summary>Counts: rows are the truth, columns what was predicted.</summary>
    [JsonConverter(typeof(ConfusionConverter))]
    public required IReadOnlyList<IReadOnlyList<int>> Confusion { get; init; }

    /// <summary>Compares predictions with the truth.</summary>
    /// <param name="labels">Names of the classes: one or more, none empty, none twice.</param>
    /// <param name="truth">Class of each clip, an index into labels; one clip or more.</param>
    /// <param name="predicted">What each clip was taken for, in the same order.</param>
    /// <param name="probabilities">A row a clip, a value from 0 to 1 a label; or null, and the figures that need them stay null.</param>
    /// <param name="zeroDivision">What 0/0 counts as in precision, recall and F1: 0 or 1.</param>
    /// <exception cref="ArgumentException">Inputs that do not fit together; the message says which clip.</exception>
    public static ClassificationFigures Measure(
        IReadOnlyList<string> labels,
        IReadOnlyList<int> truth,
        IReadOnlyList<int> predicted,
        IReadOnlyList<float[]>? probabilities = null,
        int zeroDivision = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(zeroDivision);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(zeroDivision, 1);
        var matrix = ConfusionMatrix.Count(labels, truth, predicted);
        double[][]? rows = probabilities is null ? null : ToDouble(probabilities, labels.Count);
        var areas = rows is null ? null : ProbabilityFigures.RocAucs(truth, rows);
        var bins = rows is null ? null : Evaluation.Reliability.Of(truth, rows);
        ClassFigures[] classes =
            [.. Enumerable.Range(0, labels.Count).Select(i => matrix.Class(i, zeroDivision) with { RocAuc = areas?[i] })];
        return new ClassificationFigures
        {
            Samples = matrix.Total,
            Uar = matrix.UnweightedAverageRecall,
            Accuracy = matrix.Accuracy,
            Macro = Average(classes, i => matrix.TruthTotal(i) + matrix.PredictedTotal(i) > 0 ? 1 : 0),
            Weighted = Average(classes, matrix.TruthTotal),
            ZeroDivision = zeroDivision,
            Kappa = matrix.Kappa,
            Mcc = matrix.Mcc,
            LogLoss = rows is null ? null : ProbabilityFigures.LogLoss(truth, rows),
            RocAuc = areas?.Average(),
            Top2 = rows is null ? null : ProbabilityFigures.TopAccuracy(truth, rows, places: 2),
            Brier = rows is null ? null : ProbabilityFigures.Brier(truth, rows),
            CalibrationError = bins is null ? null : Evaluation.Reliability.ExpectedError(bins),
            MaximumCalibrationError = bins is null ? null : Evaluation.Reliability.MaximumError(bins),
            Reliability = bins,
            Labels = matrix.Labels,
            Classes = classes,
            Confusion = matrix.ToRows(),
        };
    }

    /// <summary>The figures as JSON; every number reads back as the same double.</summary>
    /// <param name="indented">For people; otherwise one line.</param>
    public string ToJson(bool indented) =>
        JsonSerializer.Serialize(this, (indented ? FiguresJson.Indented : FiguresJson.Compact).ClassificationFigures);

    /// <summary>Reads what <see cref="ToJson"/> wrote; keys that it does not know are passed over.</summary>
    /// <exception cref="JsonException">The text is no JSON, lacks a figure, its tables do not fit its labels, or 0/0 is neither 0 nor 1.</exception>
    public static ClassificationFigures FromJson(string json)
    {
        var figures = JsonSerializer.Deserialize(json, FiguresJson.Compact.ClassificationFigures)
            ?? throw new JsonException("the figures are null");
        if (figures.ZeroDivision is not (0 or 1))
        {
            throw new JsonException($"zeroDivision is {figures.ZeroDivision}; it is 0 or 1");
        }

        int labels = figures.Labels.Count;
        return labels > 0 && figures.Classes.Count == labels && figures.Confusion.Count == labels
            && figures.Confusion.All(row => row.Count == labels)
            ? figures
            : throw new JsonException($"there are {labels} labels; classes and confusion must have as many");
    }

    private static AverageFigures Average(ClassFigures[] classes, Func<int, int> weightOf)
    {
        double precision = 0, recall = 0, f1 = 0, weights = 0;
        for (int i = 0; i < classes.Length; i++)
        {
            int weight = weightOf(i);
            precision += weight * classes[i].Precision;
            recall += weight * classes[i].Recall;
            f1 += weight * classes[i].F1;
            weights += weight;
        }

        return new AverageFigures(precision / weights, recall / weights, f1 / weights);
    }

    private static double[][] ToDouble(IReadOnlyList<float[]> probabilities, int classes)
    {
        double[][] rows = new double[probabilities.Count][];
        for (int clip = 0; clip < rows.Length; clip++)
        {
            if (probabilities[clip] is not { } row || row.Length != classes)
            {
                throw new ArgumentException(
                    $"clip {clip} has {probabilities[clip]?.Length ?? 0} probabilities for {classes} labels", nameof(probabilities));
            }

            rows[clip] = Array.ConvertAll(row, p => (double)p);
        }

        return rows;
    }
}
