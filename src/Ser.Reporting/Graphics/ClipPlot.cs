using System.Globalization;

namespace Ser.Reporting;

/// <summary>
/// A clip at a glance, on one time axis: waveform, mel spectrogram with the fundamental frequency over it, what a model says over time where
/// one was asked, RMS level and zero-crossing rate.
/// </summary>
public static class ClipPlot
{
    /// <summary>Width of the figure in CSS pixels.</summary>
    public const int Width = 960;

    /// <summary>Height of the figure in CSS pixels, without a model's verdicts.</summary>
    public const int Height = 740;

    /// <summary>By how much it is higher with them.</summary>
    public const int VerdictsHeight = 166;

    private const double Left = 58, Right = 892;                                // of the panels; the colour bar stands to their right
    private const double WaveTop = 84, WaveHeight = 120, MelTop = 240, MelHeight = 240, TracksTop = 516, TrackStep = 104, TrackHeight = 68, VerdictsGap = 36;
    private const double TitleSize = 16, TextSize = 12, LabelSize = 11, LabelDrop = 4;   // half a digit below a tick: its middle is at the tick

    private static readonly Stroke GridLine = new(Paint.Grid, 1);
    private static readonly TextStyle Label = new(Paint.Muted, LabelSize);

    /// <summary>On the image of either theme: light blue is far from all its colours, and a dark rim parts it from the bright ones.</summary>
    private static readonly Paint F0Paint = Paint.Fixed(new(0x6f, 0xf2, 0xff)), F0Rim = Paint.Fixed(new(0x0b, 0x0b, 0x1a));

    /// <summary>Draws a clip as SVG, for light and dark pages.</summary>
    /// <param name="data">The clip.</param>
    /// <param name="output">Receives the text; it stays open.</param>
    /// <exception cref="ArgumentException">The data cannot be drawn: a rate is not positive, or MelDb is no matrix.</exception>
    public static void WriteSvg(ClipPlotData data, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(data);
        data.Validated();
        using var canvas = new SvgCanvas(output, Width, HeightOf(data), data.Title, ClipCaption.Description(data));
        Draw(data, canvas);
    }

    /// <summary>Draws a clip as PNG, two pixels to a CSS pixel, for light pages.</summary>
    /// <param name="data">The clip.</param>
    /// <param name="output">Receives the file; it stays open.</param>
    /// <exception cref="ArgumentException">The data cannot be drawn: a rate is not positive, or MelDb is no matrix.</exception>
    public static void WritePng(ClipPlotData data, Stream output)
    {
        ArgumentNullException.ThrowIfNull(data);
        var canvas = new RasterCanvas(Width, HeightOf(data));
        Draw(data.Validated(), canvas);
        canvas.WritePng(output);
    }

    private static void Draw(ClipPlotData data, ICanvas canvas)
    {
        var title = new TextStyle(Paint.Ink, TitleSize, Bold: true);
        canvas.Text(new Spot(Left, 30), ClipCaption.Fitting(data.Title, title, Right - Left), title);
        canvas.Text(new Spot(Left, 50), ClipCaption.Facts(data), new TextStyle(Paint.Muted, TextSize));

        var time = new Axis(0, Seconds(data), Left, Right);
        DrawWaveform(data, time, new Box(Left, WaveTop, Right - Left, WaveHeight), canvas);
        DrawSpectrogram(data, time, new Box(Left, MelTop, Right - Left, MelHeight), canvas);
        double top = TracksTop;
        if (data.Verdicts is { } track)
        {
            DrawVerdicts(track, time, new Box(Left, top, Right - Left, VerdictsHeight - VerdictsGap), canvas);
            top += VerdictsHeight;
        }

        var (low, high) = AxisRange.Round(AxisRange.OfLevels(data.RmsDb.Span));
        DrawTrack("RMS level, dB", data.RmsDb.Span, data.HopSeconds, time, new Axis(low, high, top + TrackHeight, top), 4, canvas);
        double highestZcr = AxisRange.NiceAbove(AxisRange.Largest(data.Zcr.Span), otherwise: 0.5);
        top += TrackStep;
        DrawTrack("Zero crossings per sample", data.Zcr.Span, data.HopSeconds, time, new Axis(0, highestZcr, top + TrackHeight, top), 2, canvas);
        DrawTimeLabels(time, top + TrackHeight, canvas);
    }

    private static int HeightOf(ClipPlotData data) => data.Verdicts is null ? Height : Height + VerdictsHeight;

    private static void DrawVerdicts(VerdictTrack track, Axis time, Box panel, ICanvas canvas)
    {
        DrawFrame("Emotion, probability", time, panel, VerdictPanel.Marks, new Axis(0, 1, panel.Bottom, panel.Top).At, canvas);
        VerdictPanel.Draw(track, time, panel, canvas);
    }

    private static void DrawWaveform(ClipPlotData data, Axis time, Box panel, ICanvas canvas)
    {
        double peak = AxisRange.NiceAbove(AxisRange.Peak(data.Samples.Span), otherwise: 1);
        var level = new Axis(-peak, peak, panel.Bottom, panel.Top);
        DrawFrame("Waveform", time, panel, Marks(-peak, 0, peak), level.At, canvas);
        canvas.BeginClip(WithRim(panel));
        Series.Draw(data.Samples.Span, 1.0 / data.SampleRate, time, level, withMean: false, canvas);
        canvas.EndClip();
    }

    private static void DrawSpectrogram(ClipPlotData data, Axis time, Box panel, ICanvas canvas)
    {
        if (data.MelDb.IsEmpty)
        {
            DrawFrame("Mel spectrogram, Hz", time, panel, [], value => value, canvas);
            DrawNothing(panel, canvas);
            return;
        }

        int bands = data.MelCentresHz.Count, frames = data.MelDb.Length / bands;
        var (low, high) = AxisRange.OfLevels(data.MelDb.Span);
        int framesPerPixel = ((frames - 1) / (int)panel.Width) + 1, bandsPerPixel = ((bands - 1) / (int)panel.Height) + 1;
        var image = HeatMap.Paint(data.MelDb.Span, bands, framesPerPixel, bandsPerPixel, low, high);

        // A frame is as wide as the hop and has its time in its middle; a band that shares its pixel with none is as high as it.
        double start = time.At(-data.HopSeconds / 2), pixel = time.At(data.HopSeconds * framesPerPixel) - time.At(0);
        double tallest = panel.Height * image.Height * bandsPerPixel / bands;
        var frequency = new BandAxis(data.MelCentresHz, panel.Bottom, panel.Top);
        var marks = Ticks.Thinned(HzMarks(frequency, panel), frequency.At, LabelSize + 1);
        DrawFrame("Mel spectrogram, Hz", time, panel, marks, frequency.At, canvas);
        canvas.BeginClip(panel);
        canvas.Image(new Box(start, panel.Bottom - tallest, pixel * image.Width, tallest), image);
        if (data.F0Hz is { IsEmpty: false } f0)
        {
            DrawF0(f0.Span, data.HopSeconds, time, frequency, canvas);
        }

        canvas.EndClip();
        if (data.F0Hz is { IsEmpty: false })
        {
            DrawF0Key(panel, canvas);
        }

        DrawColourBar(low, high, panel, canvas);
    }

    /// <summary>Marks on the panel or just beyond: the last filter ends at 8 kHz, half a band above the edge of its row of pixels.</summary>
    private static Tick[] HzMarks(BandAxis frequency, Box panel)
    {
        const double Beyond = 4;
        return [.. Ticks.Hz(0, double.MaxValue).Where(tick =>
            frequency.At(tick.Value) >= panel.Top - Beyond && frequency.At(tick.Value) <= panel.Bottom)];
    }

    private static void DrawF0(ReadOnlySpan<float> f0, double hopSeconds, Axis time, BandAxis frequency, ICanvas canvas)
    {
        var points = new Spot[f0.Length];
        for (int i = 0; i < points.Length; i++)
        {
            points[i] = new Spot(time.At(i * hopSeconds), f0[i] > 0 ? frequency.At(f0[i]) : double.NaN);   // some trackers say 0 for no voice
        }

        var visible = Thinned(points, time);
        canvas.Polyline(visible, new Stroke(F0Rim, 4, 0.75));
        canvas.Polyline(visible, new Stroke(F0Paint, 1.8));
    }

    /// <summary>In clips with many frames to a pixel, one point per half pixel; a gap is kept where all its points are gaps.</summary>
    private static Spot[] Thinned(Spot[] points, Axis time)
    {
        int places = 2 * (int)(time.End - time.Start);
        if (points.Length <= places)
        {
            return points;
        }

        var thinned = new Spot[places];
        for (int place = 0; place < places; place++)
        {
            int first = (int)((long)points.Length * place / places), end = (int)((long)points.Length * (place + 1) / places);
            int found = Array.FindIndex(points, first, end - first, point => point.Exists);
            thinned[place] = found >= 0 ? points[found] : points[first];
        }

        return thinned;
    }

    private static void DrawF0Key(Box panel, ICanvas canvas)
    {
        double y = panel.Top - 12, x = panel.Right - StrokeFont.Width("F0", TextSize) - 3;
        canvas.Text(new Spot(panel.Right, y + LabelDrop), "F0", new TextStyle(Paint.Ink, TextSize, TextAnchor.End));
        canvas.Line(new Spot(x - 28, y), new Spot(x - 8, y), new Stroke(F0Rim, 4, 0.75));
        canvas.Line(new Spot(x - 28, y), new Spot(x - 8, y), new Stroke(F0Paint, 1.8));
    }

    private static void DrawColourBar(double low, double high, Box panel, ICanvas canvas)
    {
        const double Gap = 14, BarWidth = 10;
        byte[] rising = new byte[ColourMap.Glow.Count];
        for (int i = 0; i < rising.Length; i++)
        {
            rising[i] = (byte)(rising.Length - 1 - i);
        }

        var bar = new Box(panel.Right + Gap, panel.Top, BarWidth, panel.Height);
        canvas.Image(bar, new IndexedImage(1, rising.Length, rising, ColourMap.Glow));
        canvas.Text(new Spot(bar.Left, panel.Top - 8), "dB", new TextStyle(Paint.Ink, TextSize));
        var level = new Axis(low, high, panel.Bottom, panel.Top);
        foreach (var tick in Ticks.Nice(low, high, 5))
        {
            canvas.Text(new Spot(bar.Right + 6, level.At(tick.Value) + LabelDrop), tick.Label, Label);
        }
    }

    private static void DrawTrack(
        string heading, ReadOnlySpan<float> values, double hopSeconds, Axis time, Axis level, int parts, ICanvas canvas)
    {
        var panel = new Box(time.Start, level.End, time.End - time.Start, level.Start - level.End);
        DrawFrame(heading, time, panel, Ticks.Nice(level.Low, level.High, parts), level.At, canvas);
        if (values.IsEmpty)
        {
            DrawNothing(panel, canvas);
            return;
        }

        // Levels as they are shown: one frame of digital silence, −∞ dB, would take the mean of its column with it.
        float[] shown = values.ToArray();
        foreach (ref float value in shown.AsSpan())
        {
            value = (float)Math.Clamp(value, level.Low, level.High);
        }

        canvas.BeginClip(WithRim(panel));
        Series.Draw(shown, hopSeconds, time, level, withMean: true, canvas);
        canvas.EndClip();
    }

    /// <summary>A line or a dot on the edge of a panel keeps its whole width.</summary>
    private static Box WithRim(Box panel) => new(panel.Left - 2, panel.Top - 2, panel.Width + 4, panel.Height + 4);

    private static void DrawFrame(
        string heading, Axis time, Box panel, IReadOnlyList<Tick> marks, Func<double, double> place, ICanvas canvas)
    {
        canvas.Text(new Spot(panel.Left, panel.Top - 8), heading, new TextStyle(Paint.Ink, TextSize));
        foreach (var tick in TimeTicks(time))
        {
            double x = Crisp(time.At(tick.Value));
            canvas.Line(new Spot(x, panel.Top), new Spot(x, panel.Bottom), GridLine);
        }

        foreach (var mark in marks)
        {
            double y = place(mark.Value), line = Crisp(y), end = y >= panel.Top ? panel.Right : panel.Left;
            canvas.Line(new Spot(panel.Left - (mark.Label.Length > 0 ? 4 : 2), line), new Spot(end, line), GridLine);
            if (mark.Label.Length > 0)
            {
                canvas.Text(new Spot(panel.Left - 8, y + LabelDrop), mark.Label, Label with { Anchor = TextAnchor.End });
            }
        }
    }

    private static void DrawNothing(Box panel, ICanvas canvas) => canvas.Text(
        new Spot(panel.Left + (panel.Width / 2), panel.Top + (panel.Height / 2) + LabelDrop), "no frames", Label with { Anchor = TextAnchor.Middle });

    private static void DrawTimeLabels(Axis time, double bottom, ICanvas canvas)
    {
        double baseline = bottom + 18;
        foreach (var tick in TimeTicks(time))
        {
            double x = time.At(tick.Value);
            canvas.Line(new Spot(Crisp(x), bottom), new Spot(Crisp(x), bottom + 4), GridLine);
            canvas.Text(new Spot(x, baseline), tick.Label, Label with { Anchor = TextAnchor.Middle });
        }

        string heading = $"Time, {Ticks.TimeUnit(time.High)}";
        canvas.Text(new Spot((Left + Right) / 2, baseline + 20), heading, new TextStyle(Paint.Ink, TextSize, TextAnchor.Middle));
    }

    private static IReadOnlyList<Tick> TimeTicks(Axis time) => Ticks.Time(time.High, 10);

    private static Tick[] Marks(params double[] values) =>
        Array.ConvertAll(values, value => new Tick(value, Ticks.Signed(value, "0.######")));

    /// <summary>The middle of a pixel, so that a line of one pixel fills that one and not halves of two.</summary>
    private static double Crisp(double place) => Math.Floor(place) + 0.5;

    /// <summary>End of the time axis: the last sample, or the last frame where there are no samples; never 0.</summary>
    private static double Seconds(ClipPlotData data)
    {
        int bands = data.MelCentresHz.Count;
        int frames = Math.Max(Math.Max(data.Zcr.Length, data.RmsDb.Length), bands > 0 ? data.MelDb.Length / bands : 0);
        return !data.Samples.IsEmpty ? (double)data.Samples.Length / data.SampleRate : Math.Max(1, frames) * data.HopSeconds;
    }
}
