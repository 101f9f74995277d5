using Ser.Evaluation;

namespace Ser.Reporting.Pages.Figures;

/// <summary>Precision, recall and F1 of every class as bars, with the intervals of recall and F1.</summary>
internal sealed class ClassFigure(ClassificationFigures figures) : Figure
{
    private const double KeyHeight = 26, RowHeight = 45, Bar = 9, BarStep = 11, Foot = 26, ValueWidth = 40;

    private static readonly (string Name, Paint Paint)[] Entries = [("precision", Palette.Second), ("recall", Paint.Accent), ("F1", Palette.Third)];

    public override string Id => "classes";

    public override string Title => "Precision, recall and F1 of each class";

    public override string Description => string.Join("; ", figures.Classes.Select(one =>
        $"{one.Label}: precision {Html.Figure(one.Precision)}, recall {Html.Figure(one.Recall)}{Range(one.RecallInterval)}, F1 {Html.Figure(one.F1)}{Range(one.F1Interval)}")) + ".";

    public override (double Width, double Height) Size(double room) => (room, KeyHeight + (figures.Classes.Count * RowHeight) + Foot);

    public override void Draw(ICanvas canvas)
    {
        double names = Math.Min(figures.Classes.Max(one => Math.Max(WidthOf(TextCell.Clean(one.Label), TextSize), WidthOf(Clips(one), SmallSize))) + 12, canvas.Width / 3.2);
        var x = new Axis(0, 1, names, canvas.Width - ValueWidth);
        Key(Entries, new Spot(0, 12), canvas.Width - ValueWidth, canvas);
        canvas.Text(new Spot(canvas.Width, 12), "recall", Label with { Anchor = TextAnchor.End });
        ShareGrid(x, KeyHeight, canvas.Height - Foot, canvas);
        for (int i = 0; i < figures.Classes.Count; i++)
        {
            DrawRow(figures.Classes[i], KeyHeight + (i * RowHeight), names, x, canvas);
        }
    }

    private static void DrawRow(ClassFigures one, double top, double names, Axis x, ICanvas canvas)
    {
        canvas.Text(new Spot(0, top + 20), Fitting(one.Label, Name, names - 10), Name with { Bold = true });
        canvas.Text(new Spot(0, top + 35), Clips(one), Label with { Size = SmallSize });
        double[] values = [one.Precision, one.Recall, one.F1];
        Interval?[] intervals = [null, one.RecallInterval, one.F1Interval];
        for (int i = 0; i < values.Length; i++)
        {
            double y = top + 6 + (i * BarStep);
            canvas.Rectangle(new Box(x.Start, y, Math.Max(x.At(values[i]) - x.Start, 1), Bar), Entries[i].Paint);
            if (intervals[i] is { } interval)
            {
                Whisker(x.At(interval.Low), x.At(interval.High), y + (Bar / 2), canvas);
            }
        }

        canvas.Text(new Spot(canvas.Width, top + 6 + BarStep + (Bar / 2) + LabelDrop), Html.Figure(one.Recall), Name with { Anchor = TextAnchor.End });
    }

    private static string Clips(ClassFigures one) => Html.Counted(one.Support, "clip");

    private static string Range(Interval? interval) => interval is { } range ? $" ({Html.Figure(range.Low)} to {Html.Figure(range.High)})" : "";
}
