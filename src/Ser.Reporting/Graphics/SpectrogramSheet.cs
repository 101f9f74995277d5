using System.Globalization;

namespace Ser.Reporting;

/// <summary>Mel spectrograms of several clips side by side: one time axis, one frequency axis and one scale of colours for all.</summary>
public static class SpectrogramSheet
{
    private const int Columns = 3;
    private const double Margin = 16, PanelWidth = 300, PanelHeight = 96, ColumnGap = 14, RowHeight = PanelHeight + 34, Foot = 34;
    private const double TextSize = 12, LabelSize = 11, MarkedHz = 1000;

    /// <summary>Draws the sheet as SVG, for light and dark pages.</summary>
    /// <param name="clips">One or more; all analysed alike.</param>
    /// <param name="output">Receives the text; it stays open.</param>
    /// <exception cref="ArgumentException">There is no clip, or one cannot be drawn.</exception>
    public static void WriteSvg(IReadOnlyList<ClipPlotData> clips, TextWriter output)
    {
        var (width, height) = Size(clips);
        string titles = string.Join(", ", clips.Select(clip => clip.Title));
        using var canvas = new SvgCanvas(output, width, height, "Mel spectrograms", $"Mel spectrograms on one scale of colours: {titles}.");
        Draw(clips, canvas);
    }

    /// <summary>Draws the sheet as PNG, two pixels to a CSS pixel, for light pages.</summary>
    /// <param name="clips">One or more; all analysed alike.</param>
    /// <param name="output">Receives the file; it stays open.</param>
    /// <exception cref="ArgumentException">There is no clip, or one cannot be drawn.</exception>
    public static void WritePng(IReadOnlyList<ClipPlotData> clips, Stream output)
    {
        var (width, height) = Size(clips);
        var canvas = new RasterCanvas(width, height);
        Draw(clips, canvas);
        canvas.WritePng(output);
    }

    private static (double Width, double Height) Size(IReadOnlyList<ClipPlotData> clips)
    {
        ArgumentNullException.ThrowIfNull(clips);
        ArgumentOutOfRangeException.ThrowIfZero(clips.Count, nameof(clips));
        foreach (var clip in clips)
        {
            clip.Validated();
        }

        int columns = Math.Min(Columns, clips.Count), rows = (clips.Count + Columns - 1) / Columns;
        return ((2 * Margin) + (columns * PanelWidth) + ((columns - 1) * ColumnGap), Margin + (rows * RowHeight) + Foot);
    }

    private static void Draw(IReadOnlyList<ClipPlotData> clips, ICanvas canvas)
    {
        double longest = clips.Max(clip => (double)clip.Samples.Length / clip.SampleRate);
        longest = longest > 0 ? longest : 1;
        var (low, high) = AxisRange.OfLevels(clips.SelectMany(clip => clip.MelDb.ToArray()).ToArray());
        for (int i = 0; i < clips.Count; i++)
        {
            double left = Margin + (i % Columns * (PanelWidth + ColumnGap)), top = Margin + (i / Columns * RowHeight) + 20;
            DrawPanel(clips[i], new Box(left, top, PanelWidth, PanelHeight), longest, low, high, canvas);
        }

        string scale = string.Create(CultureInfo.InvariantCulture,
            $"Panels: {longest:0.00} s wide, 0 to {clips[0].SampleRate / 2000.0:0.#} kHz, mel scale, a mark at 1 kHz; colours: {Ticks.Signed(low, "0")} to {Ticks.Signed(high, "0")} dB");
        canvas.Text(new Spot(Margin, canvas.Height - 14), scale, new TextStyle(Paint.Muted, LabelSize));
    }

    private static void DrawPanel(ClipPlotData clip, Box panel, double seconds, double low, double high, ICanvas canvas)
    {
        var title = new TextStyle(Paint.Ink, TextSize);
        canvas.Text(new Spot(panel.Left, panel.Top - 6), ClipCaption.Fitting(clip.Title, title, panel.Width), title);
        canvas.Rectangle(panel, Paint.Grid, 0.5);
        if (clip.MelDb.IsEmpty)
        {
            return;
        }

        int bands = clip.MelCentresHz.Count, frames = clip.MelDb.Length / bands;
        int framesPerPixel = ((frames - 1) / (int)panel.Width) + 1, bandsPerPixel = ((bands - 1) / (int)panel.Height) + 1;
        var image = HeatMap.Paint(clip.MelDb.Span, bands, framesPerPixel, bandsPerPixel, low, high);
        var time = new Axis(0, seconds, panel.Left, panel.Right);
        double pixel = time.At(clip.HopSeconds * framesPerPixel) - time.At(0);
        double tallest = panel.Height * image.Height * bandsPerPixel / bands;
        canvas.BeginClip(panel);
        canvas.Image(new Box(time.At(-clip.HopSeconds / 2), panel.Bottom - tallest, pixel * image.Width, tallest), image);
        canvas.EndClip();
        double mark = new BandAxis(clip.MelCentresHz, panel.Bottom, panel.Top).At(MarkedHz);
        if (mark >= panel.Top && mark <= panel.Bottom)
        {
            canvas.Line(new Spot(panel.Left - 5, mark), new Spot(panel.Left, mark), new Stroke(Paint.Muted, 1));
        }
    }
}
