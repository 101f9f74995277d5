using Ser.Core;
using Ser.Corpora;
using Ser.Evaluation;
using Ser.Reporting;

namespace Ser.Cli.Sheets;

/// <summary>A table of features as points: its first two principal components, fitted on the rows that were not made.</summary>
internal static class SheetPlot
{
    /// <summary>Reads a table and finds the place of each row.</summary>
    /// <exception cref="UserError">It cannot be read, has no rows or columns, or a value that is not finite.</exception>
    public static TablePlotData Read(string path)
    {
        var sheet = SheetFile.Read(path);
        float[] values = sheet switch
        {
            FeatureSheet<float> singles => singles.Values,
            FeatureSheet<double> doubles => Array.ConvertAll(doubles.Values, value => (float)value),
            _ => [],
        };
        int columns = sheet.Columns.Count, rows = sheet.Texts.Count;
        int bad = Array.FindIndex(values, value => !float.IsFinite(value));
        if (rows == 0 || columns == 0 || bad >= 0)
        {
            throw new UserError(
                $"{path}: " + (rows == 0 ? "has no rows" : columns == 0 ? "has no columns of numbers"
                : $"row {(bad / columns) + 1}, column '{sheet.Columns[bad % columns]}' is {values[bad]}") + "; give a table of finite numbers");
        }

        string?[] labels = sheet.TextsOf("label");
        bool[] isSynthetic = [.. sheet.TextsOf(FeatureSheet.SyntheticColumn).Select(text => bool.TryParse(text, out bool made) && made)];
        var classes = Emotions.Order(labels.OfType<string>()).ToList();
        int[] originals = [.. Enumerable.Range(0, rows).Where(row => !isSynthetic[row])];
        var components = PrincipalComponents.Fit(values, columns, originals.Length > 0 ? originals : [.. Enumerable.Range(0, rows)]);
        var points = Enumerable.Range(0, rows).Select(row =>
        {
            var (first, second) = components.Project(values.AsSpan(row * columns, columns));
            return new TablePoint(first, second, labels[row] is { } label ? classes.IndexOf(label) : -1, isSynthetic[row]);
        });
        return new TablePlotData(Path.GetFileName(path), classes, [.. points], components.Shares);
    }
}
