using System.Globalization;

namespace Ser.Reporting;

/// <summary>
/// A confusion matrix as text. Columns are headed by names where those fit side by side; else by numbers, which the rows
/// then explain; and where even these do not fit, the columns follow in parts below each other.
/// </summary>
internal static class ConfusionText
{
    private const int Gap = 2;

    public static void Write(string[] labels, IReadOnlyList<IReadOnlyList<int>> counts, TextWriter output, int width)
    {
        string[] titles = labels;
        string[] headings = labels;
        int[] columns = ColumnWidths(headings, counts);
        if (labels.Max(TextCell.Width) + columns.Sum() > width)
        {
            headings = [.. Enumerable.Range(1, labels.Length).Select(number => number.ToString(CultureInfo.InvariantCulture))];
            titles = [.. labels.Select((label, i) => $"{TextCell.Right(headings[i], headings[^1].Length)}  {label}")];
            columns = ColumnWidths(headings, counts);
            Array.Fill(columns, columns.Max());   // numbers read best on a grid
        }

        // What the counts leave over is the names'; where the counts take all and more, a third is.
        int titleWidth = Math.Min(titles.Max(TextCell.Width), Math.Max(width - columns.Sum(), width / 3));

        output.WriteLine("confusion matrix: rows truth, columns predicted");
        for (int start = 0, end; start < labels.Length; start = end)
        {
            end = PartEnd(columns, start, width - titleWidth);
            output.WriteLine();
            WriteLine("", titleWidth, headings, columns, start, end, output);
            for (int truth = 0; truth < labels.Length; truth++)
            {
                string[] cells = [.. counts[truth].Select(count => count.ToString(CultureInfo.InvariantCulture))];
                WriteLine(TextCell.Cut(titles[truth], titleWidth), titleWidth, cells, columns, start, end, output);
            }
        }
    }

    private static int[] ColumnWidths(string[] headings, IReadOnlyList<IReadOnlyList<int>> counts) =>
        [.. headings.Select((heading, column) => Gap + Math.Max(TextCell.Width(heading), Digits(counts.Max(row => row[column]))))];

    private static int Digits(int count) => count.ToString(CultureInfo.InvariantCulture).Length;

    /// <summary>The first column that no longer fits; one column is always taken.</summary>
    private static int PartEnd(int[] columns, int start, int space)
    {
        int end = start + 1;
        for (int used = columns[start]; end < columns.Length && used + columns[end] <= space; end++)
        {
            used += columns[end];
        }

        return end;
    }

    private static void WriteLine(string title, int titleWidth, string[] cells, int[] columns, int start, int end, TextWriter output)
    {
        output.Write(TextCell.Left(title, titleWidth));
        for (int column = start; column < end; column++)
        {
            output.Write(TextCell.Right(cells[column], columns[column]));
        }

        output.WriteLine();
    }
}
