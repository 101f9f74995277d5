using Ser.Evaluation;

namespace Ser.Reporting.Pages.Figures;

/// <summary>UAR of every fold with its interval, and how far the folds lie apart.</summary>
internal sealed class FoldFigure(IReadOnlyList<ReportFold> folds) : Figure
{
    private const double Head = 26, RowHeight = 26, Foot = 26, ValueWidth = 44;

    private readonly FoldSpread spread = FoldSpread.Of([.. folds.Select(fold => fold.Figures.Uar)]);

    public override string Id => "folds";

    public override string Title => "Unweighted average recall of each fold";

    public override string Description =>
        $"{string.Join("; ", folds.Select(fold => $"fold {fold.Name}: {Html.Figure(fold.Figures.Uar)} on {Html.Counted(fold.Figures.Samples, "clip")}"))}. Mean {Html.Figure(spread.Mean)}"
        + (spread.StandardDeviation is { } deviation ? $", standard deviation {Html.Figure(deviation)}." : ".");

    public override (double Width, double Height) Size(double room) => (room, Head + (folds.Count * RowHeight) + Foot);

    public override void Draw(ICanvas canvas)
    {
        double names = Math.Min(folds.Max(fold => WidthOf($"fold {TextCell.Clean(fold.Name)}", TextSize)) + 12, canvas.Width / 2.2);
        var x = new Axis(0, 1, names, canvas.Width - ValueWidth);
        double bottom = canvas.Height - Foot;
        if (spread.StandardDeviation is { } deviation)
        {
            double from = x.At(Math.Max(0, spread.Mean - deviation)), to = x.At(Math.Min(1, spread.Mean + deviation));
            canvas.Rectangle(new Box(from, Head, to - from, bottom - Head), Palette.Second, 0.18);
        }

        ShareGrid(x, Head, bottom, canvas);
        canvas.Line(new Spot(x.At(spread.Mean), Head - 4), new Spot(x.At(spread.Mean), bottom), new Stroke(Palette.Second, 1.8));
        string mean = spread.StandardDeviation is { } apart ? $"mean {Html.Figure(spread.Mean)} ± {Html.Figure(apart)}" : $"mean {Html.Figure(spread.Mean)}";
        double half = WidthOf(mean, LabelSize) / 2;
        canvas.Text(new Spot(Math.Clamp(x.At(spread.Mean), half, canvas.Width - half), 14), mean, Label with { Anchor = TextAnchor.Middle });
        for (int i = 0; i < folds.Count; i++)
        {
            var figures = folds[i].Figures;
            double y = Head + ((i + 0.5) * RowHeight);
            canvas.Text(new Spot(0, y + LabelDrop), Fitting($"fold {folds[i].Name}", Name, names - 8), Name);
            if (figures.Intervals is { } intervals)
            {
                Whisker(x.At(intervals.Uar.Low), x.At(intervals.Uar.High), y, canvas);
            }

            canvas.Polyline([new Spot(x.At(figures.Uar), y)], new Stroke(Paint.Accent, 10));
            canvas.Text(new Spot(canvas.Width, y + LabelDrop), Html.Figure(figures.Uar), Name with { Anchor = TextAnchor.End });
        }
    }
}
