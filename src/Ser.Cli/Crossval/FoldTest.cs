using System.Globalization;
using System.Text.Json;
using CsvHelper;
using Ser.Core;
using Ser.Evaluation;

namespace Ser.Cli.Crossval;

/// <summary>A finished fold, read from its run folder.</summary>
/// <param name="Plan">Who was trained on and who was tested.</param>
/// <param name="BestEpoch">The epoch whose network was tested.</param>
/// <param name="ValidationUar">Its unweighted average recall on the validation part.</param>
/// <param name="Figures">Of the test.</param>
/// <param name="Labels">Columns of the probabilities.</param>
/// <param name="Clips">The tested clips.</param>
internal sealed record FoldTest(
    PlannedFold Plan, int BestEpoch, double ValidationUar, ClassificationFigures Figures, IReadOnlyList<string> Labels, IReadOnlyList<TestedClip> Clips)
{
    /// <summary>The columns of predictions.csv before the probabilities.</summary>
    private static readonly string[] FixedColumns = ["file", "truth", "predicted", "confidence"];

    /// <summary>Reads a fold.</summary>
    /// <exception cref="UserError">It is not finished, was trained otherwise than planned, or a file is damaged.</exception>
    public static FoldTest Read(CrossvalFolder folder, CrossvalPlan plan, int fold)
    {
        var run = folder.Fold(fold);
        var card = folder.Require(plan, fold);
        var speakers = Guard(run.Split, () => Rows(run.Split, out _).ToDictionary(row => row[0], row => row[2], StringComparer.Ordinal));
        var figures = Guard(run.Metrics, () => ClassificationFigures.FromJson(File.ReadAllText(run.Metrics)));
        string[] labels = [];
        TestedClip[] clips = Guard(run.Predictions, () =>
        {
            TestedClip[] read = [.. Rows(run.Predictions, out string[] columns).Select(row => new TestedClip(row, speakers[row[0]]))];
            labels = columns[FixedColumns.Length..];
            return columns.Take(FixedColumns.Length).SequenceEqual(FixedColumns) && read.Length == figures.Samples
                ? read
                : throw new FormatException("its columns or rows are not those of the test");
        });
        return new FoldTest(plan.Folds[fold - 1], card.Training.BestEpoch, card.Training.ValidationUar, figures, labels, clips);
    }

    private static List<string[]> Rows(string file, out string[] columns)
    {
        using var csv = CsvReader.FromFile(file, CsvReaderOptions.Default);
        csv.ReadHeader();
        columns = [.. csv.Headers.Select(name => name.ToString())];
        var rows = new List<string[]>();
        while (csv.Read())
        {
            string[] row = new string[columns.Length];
            for (int i = 0; i < row.Length; i++)
            {
                row[i] = csv[i].ToString();
            }

            rows.Add(row);
        }

        return rows;
    }

    private static T Guard<T>(string file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException or JsonException or ArgumentException
            or InvalidOperationException or KeyNotFoundException or IndexOutOfRangeException or CsvFormatException)
        {
            throw new UserError($"{file}: cannot be used ({error.Message.Split('\n')[0].TrimEnd('.')}); remove the folder of this fold and run it again", error);
        }
    }
}

/// <summary>A row of a fold's predictions.csv.</summary>
/// <param name="Fields">As they stand there: file, truth, predicted, confidence, probabilities.</param>
/// <param name="Speaker">Who speaks; empty where nobody knows.</param>
internal sealed record TestedClip(string[] Fields, string Speaker)
{
    public string File => Fields[0];

    public string Truth => Fields[1];

    public string Predicted => Fields[2];

    /// <summary>Of the labels.</summary>
    public float[] Probabilities => [.. Fields.Skip(4).Select(text => float.Parse(text, CultureInfo.InvariantCulture))];
}
