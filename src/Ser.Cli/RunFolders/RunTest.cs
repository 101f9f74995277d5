using System.Globalization;
using System.Text.Json;
using CsvHelper;
using Ser.Core;
using Ser.Evaluation;
using Ser.Reporting.Pages;

namespace Ser.Cli.RunFolders;

/// <summary>The test of a finished run, read from its folder.</summary>
/// <param name="Figures">Of the test.</param>
/// <param name="Labels">Columns of the probabilities.</param>
/// <param name="Clips">The tested clips.</param>
internal sealed record RunTest(ClassificationFigures Figures, IReadOnlyList<string> Labels, IReadOnlyList<TestedClip> Clips)
{
    /// <summary>The columns of predictions.csv before the probabilities.</summary>
    private static readonly string[] FixedColumns = ["file", "truth", "predicted", "confidence"];

    /// <summary>Reads a test.</summary>
    /// <param name="run">Where from.</param>
    /// <param name="remedy">What to do where a file is damaged, for the message.</param>
    /// <exception cref="UserError">A file is absent or damaged.</exception>
    public static RunTest Read(RunFolder run, string remedy)
    {
        var speakers = Guard(run.Split, remedy, () => Rows(run.Split, out _).ToDictionary(row => row[0], row => row[2], StringComparer.Ordinal));
        var figures = Guard(run.Metrics, remedy, () => ClassificationFigures.FromJson(File.ReadAllText(run.Metrics)));
        string[] labels = [];
        TestedClip[] clips = Guard(run.Predictions, remedy, () =>
        {
            TestedClip[] read = [.. Rows(run.Predictions, out string[] columns).Select(row => new TestedClip(row, speakers[row[0]]))];
            labels = columns[FixedColumns.Length..];
            return columns.Take(FixedColumns.Length).SequenceEqual(FixedColumns) && read.Length == figures.Samples
                ? read
                : throw new FormatException("its columns or rows are not those of the test");
        });
        return new RunTest(figures, labels, clips);
    }

    /// <summary>How the training of a run went: a curve for each of its networks.</summary>
    /// <param name="run">Its folder.</param>
    /// <param name="remedy">What to do where the file is damaged, for the message.</param>
    /// <param name="name">What the curves are called; the number of the network stands behind it where there are several.</param>
    /// <param name="bestEpoch">The epoch that was chosen; null where it is the last. Of several networks it is not told.</param>
    /// <exception cref="UserError">The file is absent or damaged.</exception>
    public static IReadOnlyList<LearningCurve> ReadHistory(RunFolder run, string remedy, string name, int? bestEpoch) => Guard(run.History, remedy, () =>
    {
        var rows = Rows(run.History, out string[] columns);
        int[] places = [.. ((string[])["epoch", "train_loss", "validation_loss", "validation_uar"]).Select(name => Array.IndexOf(columns, name))];
        int member = Array.IndexOf(columns, "member");   // older tables have no such column
        var curves = rows.GroupBy(row => member < 0 ? "1" : row[member]).ToArray();
        return curves.Select(curve => new LearningCurve(
            curves.Length == 1 ? name : $"{name}{(name.Length > 0 ? ", " : "")}member {curve.Key}", [.. curve.Select(Point)], curves.Length == 1 ? bestEpoch : null)).ToArray();

        CurvePoint Point(string[] row)
        {
            double[] values = [.. places.Select(place => row[place].Length == 0 ? double.NaN : double.Parse(row[place], CultureInfo.InvariantCulture))];
            return new CurvePoint((int)values[0], values[1], values[2], values[3]);
        }
    });

    /// <summary>What each network of an ensemble is worth alone; none where there is one network only.</summary>
    /// <exception cref="UserError">The file is damaged.</exception>
    public static IReadOnlyList<MemberFigures> ReadMembers(RunFolder run, string remedy) => !File.Exists(run.Members) ? [] : Guard(
        run.Members, remedy,
        () => Rows(run.Members, out _).Select(row => new MemberFigures(int.Parse(row[0], CultureInfo.InvariantCulture), Number(row[1]), Number(row[2]), Number(row[3]))).ToArray());

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

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

    private static T Guard<T>(string file, string remedy, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException or JsonException or ArgumentException
            or InvalidOperationException or KeyNotFoundException or IndexOutOfRangeException or CsvFormatException)
        {
            throw new UserError($"{file}: cannot be used ({error.Message.Split('\n')[0].TrimEnd('.')}); {remedy}", error);
        }
    }
}
