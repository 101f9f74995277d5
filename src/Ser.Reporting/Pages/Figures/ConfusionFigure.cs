using System.Globalization;
using Ser.Evaluation;

namespace Ser.Reporting.Pages.Figures;

/// <summary>The confusion matrix as a heat map: rows are the truth, colour is the share of the row, and each cell tells count and percent.</summary>
internal sealed class ConfusionFigure(ClassificationFigures figures) : Figure
{
    private const double Top = 46, MostCell = 66, LeastCell = 30, Rim = 1;

    private readonly int[] supports = [.. figures.Confusion.Select(row => row.Sum())];

    public override string Id => "confusion";

    public override string Title => "Confusion matrix";

    public override string Description
    {
        get
        {
            string rows = string.Join("; ", figures.Labels.Select((label, i) => supports[i] == 0
                ? $"{label}: no clips"
                : $"{label}: {figures.Confusion[i][i]} of {supports[i]} right ({Html.Percent((double)figures.Confusion[i][i] / supports[i])})"));
            return $"Rows are the truth, columns what the model said. {rows}.";
        }
    }

    private int Classes => figures.Labels.Count;

    public override (double Width, double Height) Size(double room)
    {
        double names = NamesWidth(room), cell = CellWidth(room, names);
        return (Math.Max(room, names + (Classes * cell) + Rim), Top + (Classes * CellHeight(cell)) + Rim);
    }

    public override void Draw(ICanvas canvas)
    {
        // What is wider than its room has the least cells, and the names have the rest.
        double names = Math.Min(NamesWidth(canvas.Width), canvas.Width - Rim - (Classes * LeastCell));
        double width = CellWidth(canvas.Width, names), height = CellHeight(width);
        canvas.Text(new Spot(0, 14), "truth", Label);
        canvas.Text(new Spot(names + (Classes * width / 2), 14), "what the model said", Label with { Anchor = TextAnchor.Middle });
        string[] headings = Headings(width);
        for (int column = 0; column < Classes; column++)
        {
            canvas.Text(new Spot(names + ((column + 0.5) * width), Top - 10), headings[column], Name with { Size = LabelSize, Anchor = TextAnchor.Middle });
        }

        for (int truth = 0; truth < Classes; truth++)
        {
            double y = Top + (truth * height);
            canvas.Text(new Spot(names - 8, y + (height / 2) + LabelDrop), Fitting(figures.Labels[truth], Name, names - 8), Name with { Anchor = TextAnchor.End });
            for (int column = 0; column < Classes; column++)
            {
                DrawCell(truth, column, new Box(names + (column * width), y, width - 2, height - 2), canvas);
            }
        }
    }

    private void DrawCell(int truth, int column, Box box, ICanvas canvas)
    {
        int count = figures.Confusion[truth][column];
        double share = supports[truth] == 0 ? 0 : (double)count / supports[truth];
        var paint = Palette.Cell(share);
        canvas.Rectangle(box, count == 0 ? Paint.Grid : paint, count == 0 ? 0.35 : 1);
        if (count == 0)
        {
            return;
        }

        // Where there is room for one number only, it is the count: percent are in the table.
        bool isNarrow = box.Width < 44, isTiny = box.Height < 28 || WidthOf("100%", 9.5) > box.Width;
        double middle = box.Left + (box.Width / 2), centre = box.Top + (box.Height / 2);
        var style = new TextStyle(Palette.TextOn(paint), isNarrow ? SmallSize : TextSize, TextAnchor.Middle, Bold: truth == column);
        canvas.Text(new Spot(middle, isTiny ? centre + LabelDrop : centre - 2), Html.Count(count), style);
        if (!isTiny)
        {
            string percent = Html.Percent(share);
            canvas.Text(
                new Spot(middle, centre + (isNarrow ? 10 : 12)), isNarrow ? percent.Replace(" ", "", StringComparison.Ordinal) : percent,
                style with { Size = isNarrow ? 9.5 : SmallSize, Bold = false });
        }
    }

    /// <summary>Names where they fit, else beginnings where those differ, else numbers, which are those of the rows.</summary>
    private string[] Headings(double width)
    {
        string[] names = [.. figures.Labels.Select(TextCell.Clean)];
        foreach (int length in (int[])[int.MaxValue, 5, 4, 3])
        {
            string[] headings = [.. names.Select(name => TextCell.Width(name) <= length ? name : new StringInfo(name).SubstringByTextElements(0, length))];
            if (headings.Distinct(StringComparer.Ordinal).Count() == headings.Length && headings.All(heading => WidthOf(heading, LabelSize) <= width - 2))
            {
                return headings;
            }
        }

        return [.. Enumerable.Range(1, names.Length).Select(Html.Count)];
    }

    private double NamesWidth(double room) => Math.Min(figures.Labels.Max(label => WidthOf(TextCell.Clean(label), TextSize)) + 10, room / 3.5);

    private double CellWidth(double room, double names) => Math.Clamp((room - names - Rim) / Classes, LeastCell, MostCell);

    private static double CellHeight(double width) => Math.Clamp(width * 0.8, LeastCell, 44);
}
