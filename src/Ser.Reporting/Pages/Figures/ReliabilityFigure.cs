using Ser.Evaluation;

namespace Ser.Reporting.Pages.Figures;

/// <summary>How often the model is right when it is so sure, and below it how many clips it is so sure of.</summary>
internal sealed class ReliabilityFigure(IReadOnlyList<ReliabilityBin> bins, double error) : Figure
{
    private const int Few = 10;
    private const double Head = 28, Left = 42, Rim = 8, MostPlot = 220, HistogramGap = 20, Histogram = 44, Foot = 42;

    public override string Id => "reliability";

    public override string Title => "Reliability: accuracy against confidence";

    public override string Description =>
        $"Expected calibration error {Html.Figure(error)}. {string.Join("; ", bins.Select(bin => $"{Html.Counted(bin.Clips, "clip")} with a confidence of {Html.Figure(bin.Confidence)} on average, {Html.Figure(bin.Accuracy)} of them right"))}.";

    public override (double Width, double Height) Size(double room) =>
        (room, Head + Math.Min(room - Left - Rim, MostPlot) + HistogramGap + Histogram + Foot);

    public override void Draw(ICanvas canvas)
    {
        double right = canvas.Width - Rim, bottom = canvas.Height - Foot, plotBottom = bottom - Histogram - HistogramGap;
        var x = new Axis(0, 1, Left, right);
        var y = new Axis(0, 1, plotBottom, Head);
        Key([("share that is right", Paint.Accent), ("as right as sure", Palette.Second)], new Spot(0, 12), right, canvas);
        foreach (double share in (double[])[0, 0.25, 0.5, 0.75, 1])
        {
            double at = Crisp(y.At(share));
            canvas.Line(new Spot(Left, at), new Spot(right, at), GridLine);
            canvas.Text(new Spot(Left - 8, at + LabelDrop), Ticks.Signed(share, "0.##"), Label with { Anchor = TextAnchor.End });
            double across = Crisp(x.At(share));
            canvas.Line(new Spot(across, Head), new Spot(across, bottom), GridLine);
            canvas.Text(new Spot(across, bottom + 16), Ticks.Signed(share, "0.##"), Label with { Anchor = TextAnchor.Middle });
        }

        int most = bins.Max(bin => bin.Clips);
        foreach (var bin in bins)
        {
            double left = x.At(bin.Low) + 1, width = x.At(bin.High) - x.At(bin.Low) - 2, top = y.At(bin.Accuracy), height = Math.Max(plotBottom - top, 1.5);
            canvas.Rectangle(new Box(left, plotBottom - height, width, height), Paint.Accent, bin.Clips < Few ? 0.4 : 0.9);
            double tall = Math.Max(Histogram * bin.Clips / most, 1);
            canvas.Rectangle(new Box(left, bottom - tall, width, tall), Paint.Muted, 0.8);
        }

        canvas.Line(new Spot(x.At(0), y.At(0)), new Spot(x.At(1), y.At(1)), new Stroke(Paint.Surface, 4, 0.6));
        canvas.Line(new Spot(x.At(0), y.At(0)), new Spot(x.At(1), y.At(1)), new Stroke(Palette.Second, 1.8));
        canvas.Text(new Spot(Left - 8, bottom - Histogram + 9), Html.Count(most), Label with { Anchor = TextAnchor.End });
        canvas.Text(new Spot(Left - 8, bottom), "clips", Label with { Anchor = TextAnchor.End });
        canvas.Text(new Spot((Left + right) / 2, bottom + 35), "confidence", Label with { Anchor = TextAnchor.Middle });
    }
}
