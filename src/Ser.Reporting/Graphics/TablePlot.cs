using System.Globalization;

namespace Ser.Reporting;

/// <summary>
/// The rows of a table along two axes, coloured by class: dots for rows that were there, rhombs for rows that were made. Where there
/// are both, the table without and with the new rows stands side by side, in the same frame.
/// </summary>
public static class TablePlot
{
    /// <summary>Width of the figure in CSS pixels.</summary>
    public const int Width = 960;

    /// <summary>Height of the figure in CSS pixels.</summary>
    public const int Height = 600;

    /// <summary>Points of a panel; of more, every second, third … row of each class is drawn.</summary>
    public const int MostPoints = 6000;

    private const double Left = 58, Right = 930, Top = 84, Bottom = 500, Between = 52;
    private const double TitleSize = 16, TextSize = 12, LabelSize = 11, LabelDrop = 4;
    private const double DotWidth = 4.6, Rhomb = 3.2;

    private static readonly Stroke GridLine = new(Paint.Grid, 1);
    private static readonly TextStyle Label = new(Paint.Muted, LabelSize);

    /// <summary>Draws a table as SVG, for light and dark pages.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="output">Receives the text; it stays open.</param>
    public static void WriteSvg(TablePlotData data, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(data);
        using var canvas = new SvgCanvas(output, Width, Height, data.Title, Description(data));
        Draw(data, canvas);
    }

    /// <summary>Draws a table as PNG, two pixels to a CSS pixel, for light pages.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="output">Receives the file; it stays open.</param>
    public static void WritePng(TablePlotData data, Stream output)
    {
        ArgumentNullException.ThrowIfNull(data);
        var canvas = new RasterCanvas(Width, Height);
        Draw(data, canvas);
        canvas.WritePng(output);
    }

    private static void Draw(TablePlotData data, ICanvas canvas)
    {
        var title = new TextStyle(Paint.Ink, TitleSize, Bold: true);
        canvas.Text(new Spot(Left, 30), ClipCaption.Fitting(data.Title, title, Right - Left), title);
        var before = data.Points.Where(point => !point.IsSynthetic).ToArray();
        bool isBalanced = before.Length < data.Points.Count;
        int step = Step(data.Points.Count);
        canvas.Text(new Spot(Left, 50), Facts(data, before.Length, step), new TextStyle(Paint.Muted, TextSize));

        var (lowX, highX) = Range(data.Points.Select(point => point.First));
        var (lowY, highY) = Range(data.Points.Select(point => point.Second));
        double width = isBalanced ? (Right - Left - Between) / 2 : Right - Left;
        for (int i = 0; i < (isBalanced ? 2 : 1); i++)
        {
            double left = Left + (i * (width + Between));
            var x = new Axis(lowX, highX, left, left + width);
            var y = new Axis(lowY, highY, Bottom, Top);
            string heading = !isBalanced ? "" : i == 0 ? $"Before: {before.Length} rows" : $"After: {data.Points.Count} rows";
            DrawFrame(heading, x, y, data.Shares, canvas);
            DrawPoints(data.Classes.Count, i == 0 ? before : data.Points, step, x, y, canvas);
        }

        DrawKey(data, isBalanced, canvas);
    }

    /// <summary>Large classes first, so that the small ones, which it is all about, are not covered.</summary>
    private static void DrawPoints(int classes, IReadOnlyList<TablePoint> points, int step, Axis x, Axis y, ICanvas canvas)
    {
        canvas.BeginClip(new Box(x.Start, y.End, x.End - x.Start, y.Start - y.End));
        foreach (var group in points.GroupBy(point => point.Label).OrderByDescending(group => group.Count(point => !point.IsSynthetic)).ThenBy(group => group.Key))
        {
            var paint = PaintOf(group.Key, classes);
            Spot[] gapped = [.. Some(group, isSynthetic: false, step).SelectMany(point => (Spot[])[Place(point, x, y), new Spot(double.NaN, double.NaN)])];
            canvas.Polyline(gapped, new Stroke(paint, DotWidth, 0.75));
            Spot[] rhombs = [.. Some(group, isSynthetic: true, step).SelectMany(point => Outline(Place(point, x, y)))];
            canvas.Polyline(rhombs, new Stroke(paint, 1.1));
        }

        canvas.EndClip();
    }

    private static IEnumerable<TablePoint> Some(IEnumerable<TablePoint> points, bool isSynthetic, int step) =>
        points.Where(point => point.IsSynthetic == isSynthetic).Where((_, i) => i % step == 0);

    private static Spot Place(TablePoint point, Axis x, Axis y) => new(x.At(point.First), y.At(point.Second));

    /// <summary>A rhomb, and a gap after it.</summary>
    private static Spot[] Outline(Spot at) =>
    [
        new(at.X - Rhomb, at.Y), new(at.X, at.Y - Rhomb), new(at.X + Rhomb, at.Y), new(at.X, at.Y + Rhomb), new(at.X - Rhomb, at.Y), new(double.NaN, double.NaN),
    ];

    private static void DrawFrame(string heading, Axis x, Axis y, IReadOnlyList<double> shares, ICanvas canvas)
    {
        canvas.Text(new Spot(x.Start, y.End - 8), heading, new TextStyle(Paint.Ink, TextSize));
        foreach (var tick in Ticks.Nice(x.Low, x.High, 6))
        {
            double at = Math.Floor(x.At(tick.Value)) + 0.5;
            canvas.Line(new Spot(at, y.End), new Spot(at, y.Start + 4), GridLine);
            canvas.Text(new Spot(at, y.Start + 18), tick.Label, Label with { Anchor = TextAnchor.Middle });
        }

        foreach (var tick in Ticks.Nice(y.Low, y.High, 6))
        {
            double at = Math.Floor(y.At(tick.Value)) + 0.5;
            canvas.Line(new Spot(x.Start - 4, at), new Spot(x.End, at), GridLine);
            canvas.Text(new Spot(x.Start - 8, at + LabelDrop), tick.Label, Label with { Anchor = TextAnchor.End });
        }

        canvas.Text(new Spot(x.End, y.End - 8), $"upwards: second component, {Percent(shares[1])}", Label with { Anchor = TextAnchor.End });
        canvas.Text(
            new Spot((x.Start + x.End) / 2, y.Start + 38), $"first component, {Percent(shares[0])}", new TextStyle(Paint.Muted, LabelSize, TextAnchor.Middle));
    }

    /// <summary>Class by class: its colour, its name, and how many rows it has or had and has.</summary>
    private static void DrawKey(TablePlotData data, bool isBalanced, ICanvas canvas)
    {
        const double First = Bottom + 62, LineHeight = 18, Gap = 22;
        double x = Left, y = First;
        var style = new TextStyle(Paint.Ink, TextSize);
        foreach (var group in data.Points.GroupBy(point => point.Label).OrderBy(group => group.Key < 0).ThenBy(group => group.Key))
        {
            int all = group.Count(), originals = group.Count(point => !point.IsSynthetic);
            string text = $"{(group.Key < 0 ? "no label" : data.Classes[group.Key])} {(isBalanced && all != originals ? $"{originals}, now {all}" : $"{all}")}";
            double width = 14 + StrokeFont.Width(text, TextSize) + Gap;
            if (x + width > Right)
            {
                (x, y) = (Left, y + LineHeight);
            }

            var spot = new Spot(x + 4, y - LabelDrop);
            canvas.Polyline([spot], new Stroke(PaintOf(group.Key, data.Classes.Count), 8));
            canvas.Text(new Spot(x + 14, y), text, style);
            x += width;
        }
    }

    private static Paint PaintOf(int label, int classes) => label < 0 || label >= classes ? Paint.Muted : ClassColours.Of(label);

    /// <summary>Every so-manieth row is drawn.</summary>
    private static int Step(int points) => ((points - 1) / MostPoints) + 1;

    private static string Facts(TablePlotData data, int before, int step)
    {
        int made = data.Points.Count - before;
        string rows = made > 0 ? $"{before} rows and {made} made (rhombs)" : $"{before} rows";
        string thinned = step > 1 ? $" · one of {step} is drawn" : "";
        return $"{rows} · {data.Classes.Count} classes · principal components of the standardised columns{(made > 0 ? ", fitted without the made rows" : "")}{thinned}";
    }

    private static string Description(TablePlotData data)
    {
        int before = data.Points.Count(point => !point.IsSynthetic);
        return $"{Facts(data, before, Step(data.Points.Count))}.";
    }

    private static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " % of the variance";

    /// <summary>From the lowest to the highest value and a little beyond; ±1 where all are the same.</summary>
    private static (double Low, double High) Range(IEnumerable<double> values)
    {
        const double Beyond = 0.03;
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (double value in values.Where(double.IsFinite))
        {
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }

        if (low > high)
        {
            return (-1, 1);
        }

        double rim = Math.Max((high - low) * Beyond, high - low < 1e-9 ? 1 : 0);
        return (low - rim, high + rim);
    }
}
