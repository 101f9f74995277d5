using System.Globalization;
using CsvHelper;
using Ser.Cli.RunFolders;
using Ser.Core;
using Ser.Training.Tuning;

namespace Ser.Cli.Tuning;

/// <summary>trials.csv: a row per trial and rung, in the order in which they were measured.</summary>
internal static class TrialTable
{
    private static readonly string[] Columns = ["trial", "rung", "updates", "uar"];

    /// <summary>trial,rung,updates,uar,fold_1,…,seconds, then a column per key of the space.</summary>
    public static void Write(Stream stream, IReadOnlyList<Trial> trials, IEnumerable<TrialScore> scores)
    {
        using var csv = CsvWriter.Create(stream, Tables.Format, leaveOpen: true);
        bool hasHeader = false;
        foreach (var score in scores)
        {
            var values = trials[score.Trial - 1].Values;
            if (!hasHeader)
            {
                csv.WriteHeader([.. Columns, .. score.Folds.Select((_, fold) => Fold(fold)), "seconds", .. values.Select(value => value.Key)]);
                hasHeader = true;
            }

            string[] row =
            [
                Text(score.Trial), Text(score.Rung), Text(score.Updates), Text(score.Uar), .. score.Folds.Select(Text), Text(score.Seconds),
                .. values.Select(value => value.Value.ToString()),
            ];
            foreach (string cell in row)
            {
                csv.WriteField(cell);
            }

            csv.EndRecord();
        }
    }

    /// <summary>Reads the scores that <see cref="Write"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <param name="folds">How many columns of folds there are.</param>
    /// <exception cref="UserError">It is damaged.</exception>
    public static IReadOnlyList<TrialScore> Read(string path, int folds)
    {
        const string Remedy = "remove it, or choose another --output";
        try
        {
            using var csv = CsvReader.FromFile(path, CsvReaderOptions.Default);
            csv.ReadHeader();
            string[] wanted = [.. Columns, .. Enumerable.Range(0, folds).Select(Fold), "seconds"];
            int[] places = [.. wanted.Select(name => csv.TryGetFieldIndex(name, out int place)
                ? place
                : throw new UserError($"{path}, line 1: no column '{name}'; {Remedy}"))];
            var scores = new List<TrialScore>();
            while (csv.Read())
            {
                double[] row = new double[wanted.Length];
                for (int i = 0; i < row.Length; i++)
                {
                    if (!double.TryParse(csv[places[i]].ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out row[i]))
                    {
                        throw new UserError($"{path}, row {scores.Count + 1}, column '{wanted[i]}': '{csv[places[i]].ToString()}' is no number; {Remedy}");
                    }
                }

                scores.Add(new TrialScore((int)row[0], (int)row[1], (int)row[2], row[Columns.Length..^1], row[^1]));
            }

            return scores;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CsvFormatException)
        {
            throw new UserError($"{path}: cannot be read as CSV ({error.Message.Split('\n')[0].Trim().TrimEnd('.')}); {Remedy}", error);
        }
    }

    private static string Fold(int fold) => $"fold_{fold + 1}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
