using Ser.Evaluation;

namespace Ser.Reporting.Pages.Figures;

/// <summary>UAR of every speaker, worst first; of many, the worst and the best.</summary>
internal sealed class SpeakerFigure : Figure
{
    private const double Head = 24, RowHeight = 24, Bar = 12, Foot = 26, ValueWidth = 44;
    private const int MostRows = 30, ShownWorst = 22, ShownBest = 6;

    private readonly IReadOnlyList<SpeakerRow> speakers;
    private readonly double uar;
    private readonly (SpeakerRow? Row, int Hidden)[] rows;

    /// <param name="speakers">One or more, worst first.</param>
    /// <param name="uar">Of all of them together.</param>
    public SpeakerFigure(IReadOnlyList<SpeakerRow> speakers, double uar)
    {
        (this.speakers, this.uar) = (speakers, uar);
        rows = speakers.Count <= MostRows
            ? [.. speakers.Select(row => ((SpeakerRow?)row, 0))]
            :
            [
                .. speakers.Take(ShownWorst).Select(row => ((SpeakerRow?)row, 0)), (null, speakers.Count - ShownWorst - ShownBest),
                .. speakers.TakeLast(ShownBest).Select(row => ((SpeakerRow?)row, 0)),
            ];
    }

    public override string Id => "speakers";

    public override string Title => "Unweighted average recall of each speaker";

    public override string Description =>
        $"Worst first: {string.Join("; ", speakers.Select(row => $"{row.Label} {Html.Figure(row.Figures.Uar)} on {Html.Counted(row.Figures.Clips, "clip")}"))}. All together {Html.Figure(uar)}.";

    public override (double Width, double Height) Size(double room) => (room, Head + (rows.Length * RowHeight) + Foot);

    public override void Draw(ICanvas canvas)
    {
        double names = Math.Min(speakers.Max(row => WidthOf(TextCell.Clean(row.Label), TextSize)) + 12, canvas.Width / 2.2);
        var x = new Axis(0, 1, names, canvas.Width - ValueWidth);
        double bottom = canvas.Height - Foot;
        ShareGrid(x, Head, bottom, canvas);
        for (int i = 0; i < rows.Length; i++)
        {
            double middle = Head + ((i + 0.5) * RowHeight);
            if (rows[i].Row is not { } row)
            {
                canvas.Text(new Spot(0, middle + LabelDrop), $"… {Html.Counted(rows[i].Hidden, "speaker")} between", Label);
                continue;
            }

            canvas.Text(new Spot(0, middle + LabelDrop), Fitting(row.Label, Name, names - 8), Name);
            canvas.Rectangle(new Box(x.Start, middle - (Bar / 2), Math.Max(x.At(row.Figures.Uar) - x.Start, 1), Bar), Paint.Accent);
            canvas.Text(new Spot(canvas.Width, middle + LabelDrop), Html.Figure(row.Figures.Uar), Name with { Anchor = TextAnchor.End });
        }

        double all = x.At(uar);
        canvas.Line(new Spot(all, Head - 4), new Spot(all, bottom), new Stroke(Paint.Surface, 4, 0.7));
        canvas.Line(new Spot(all, Head - 4), new Spot(all, bottom), new Stroke(Palette.Second, 1.6));
        string text = $"all {Html.Figure(uar)}";
        double half = WidthOf(text, LabelSize) / 2;
        canvas.Text(new Spot(Math.Clamp(all, half, canvas.Width - half), 13), text, Label with { Anchor = TextAnchor.Middle });
    }
}

/// <summary>A speaker with the figures of the own clips.</summary>
/// <param name="Figures">The figures; the group is the speaker.</param>
/// <param name="Gender">Null where nobody knows.</param>
internal sealed record SpeakerRow(GroupFigures Figures, string? Gender)
{
    /// <summary>What stands beside the bar.</summary>
    public string Label => Gender is null ? Figures.Group : $"{Figures.Group}, {Gender}";
}
