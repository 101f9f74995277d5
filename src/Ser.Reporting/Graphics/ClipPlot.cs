using System.Globalization;

namespace Ser.Reporting;

/// <summary>
/// A clip at a glance, on one time axis: waveform, mel spectrogram with the fundamental frequency over it, RMS level and
/// zero-crossing rate.
/// </summary>
public static class ClipPlot
{
    /// <summary>Width of the figure in CSS pixels.</summary>
    public const int Width = 960;

    /// <summary>Height of the figure in CSS pixels.</summary>
    public const int Height = 740;

    private const double Left = 58, Right = 892;                                // of the panels; the colour bar stands to their right
    private const double WaveTop = 84, WaveHeight = 120, MelTop = 240, MelHeight = 240, RmsTop = 516, ZcrTop = 620, TrackHeight = 68;
    private const double TitleSize = 16, TextSize = 12, LabelSize = 11, LabelDrop = 4;   // half a digit below a tick: its middle is at the tick
    private const double LargestRangeDb = 80, LeastRangeDb = 10;

    private static readonly Stroke GridLine = new(Paint.Grid, 1);
    private static readonly Stroke SeriesLine = new(Paint.Accent, 1.3);
    private static readonly Stroke LoneDot = new(Paint.Accent, 4);
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
        using var canvas = new SvgCanvas(output, Width, Height, data.Title, Description(data));
        Draw(data, canvas);
    }

    /// <summary>Draws a clip as PNG, two pixels to a CSS pixel, for light pages.</summary>
    /// <param name="data">The clip.</param>
    /// <param name="output">Receives the file; it stays open.</param>
    /// <exception cref="ArgumentException">The data cannot be drawn: a rate is not positive, or MelDb is no matrix.</exception>
    public static void WritePng(ClipPlotData data, Stream output)
    {
        ArgumentNullException.ThrowIfNull(data);
        var canvas = new RasterCanvas(Width, Height);
        Draw(data.Validated(), canvas);
        canvas.WritePng(output);
    }

    private static void Draw(ClipPlotData data, ICanvas canvas)
    {
        var title = new TextStyle(Paint.Ink, TitleSize, Bold: true);
        canvas.Text(new Spot(Left, 30), Fitting(data.Title, title, Right - Left), title);
        canvas.Text(new Spot(Left, 50), Facts(data), new TextStyle(Paint.Muted, TextSize));

        var time = new Axis(0, Seconds(data), Left, Right);
        DrawWaveform(data, time, new Box(Left, WaveTop, Right - Left, WaveHeight), canvas);
        DrawSpectrogram(data, time, new Box(Left, MelTop, Right - Left, MelHeight), canvas);
        var (low, high) = RoundRange(LevelRange(data.RmsDb.Span));
        DrawTrack("RMS level, dB", data.RmsDb.Span, data.HopSeconds, time, new Axis(low, high, RmsTop + TrackHeight, RmsTop), 4, canvas);
        double highestZcr = NiceAbove(Largest(data.Zcr.Span), otherwise: 0.5);
        DrawTrack("Zero crossings per sample", data.Zcr.Span, data.HopSeconds, time, new Axis(0, highestZcr, ZcrTop + TrackHeight, ZcrTop), 2, canvas);
        DrawTimeLabels(time, canvas);
    }

    private static void DrawWaveform(ClipPlotData data, Axis time, Box panel, ICanvas canvas)
    {
        double peak = NiceAbove(Peak(data.Samples.Span), otherwise: 1);
        var level = new Axis(-peak, peak, panel.Bottom, panel.Top);
        DrawFrame("Waveform", time, panel, Marks(-peak, 0, peak), level.At, canvas);
        canvas.BeginClip(WithRim(panel));
        DrawSeries(data.Samples.Span, 1.0 / data.SampleRate, time, level, withMean: false, canvas);
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
        var (low, high) = LevelRange(data.MelDb.Span);
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
        DrawSeries(shown, hopSeconds, time, level, withMean: true, canvas);
        canvas.EndClip();
    }

    /// <summary>A line or a dot on the edge of a panel keeps its whole width.</summary>
    private static Box WithRim(Box panel) => new(panel.Left - 2, panel.Top - 2, panel.Width + 4, panel.Height + 4);

    /// <summary>
    /// A line; where a column of pixels would hold many values, the area between its lowest and its highest, which is pale
    /// where the mean is drawn over it.
    /// </summary>
    private static void DrawSeries(ReadOnlySpan<float> values, double step, Axis time, Axis level, bool withMean, ICanvas canvas)
    {
        double pixels = time.At(values.Length * step) - time.Start;
        if (values.Length <= 2 * pixels)
        {
            var points = new Spot[values.Length];
            for (int i = 0; i < points.Length; i++)
            {
                points[i] = new Spot(time.At(i * step), Place(values[i], level));
            }

            canvas.Polyline(points, points.Length == 1 ? LoneDot : SeriesLine);
            return;
        }

        int columns = Math.Max(1, (int)Math.Round(pixels));
        var envelope = Envelope.Of(values, columns);
        Spot[] upper = new Spot[columns], lower = new Spot[columns], mean = new Spot[columns];
        for (int column = 0; column < columns; column++)
        {
            const double HalfLine = 0.5;   // where nothing swings, a line remains
            double x = time.Start + ((column + 0.5) * pixels / columns);
            upper[column] = new Spot(x, Place(envelope.Highs[column], level) - HalfLine);
            lower[column] = new Spot(x, Place(envelope.Lows[column], level) + HalfLine);
            mean[column] = new Spot(x, Place(envelope.Means[column], level));
        }

        for (var run = Gaps.NextRun(upper, 0); !upper.AsSpan(run).IsEmpty; run = Gaps.NextRun(upper, run.End.Value))
        {
            canvas.Area(Outline(upper.AsSpan(run), lower.AsSpan(run)), Paint.Accent, withMean ? 0.25 : 1);
        }

        if (withMean)
        {
            canvas.Polyline(mean, SeriesLine);
        }
    }

    /// <summary>Along the upper points, then back along the lower ones; half a column more on both sides, so one column is seen too.</summary>
    private static Spot[] Outline(ReadOnlySpan<Spot> upper, ReadOnlySpan<Spot> lower)
    {
        var outline = new Spot[2 * (upper.Length + 2)];
        upper.CopyTo(outline.AsSpan(1));
        lower.CopyTo(outline.AsSpan(upper.Length + 3));
        outline.AsSpan(upper.Length + 3, lower.Length).Reverse();
        outline[0] = new Spot(upper[0].X - 0.5, upper[0].Y);
        outline[upper.Length + 1] = new Spot(upper[^1].X + 0.5, upper[^1].Y);
        outline[upper.Length + 2] = new Spot(lower[^1].X + 0.5, lower[^1].Y);
        outline[^1] = new Spot(lower[0].X - 0.5, lower[0].Y);
        return outline;
    }

    /// <summary>Place of a value; what lies beyond the axis, −∞ dB of silence for one, lies on its edge.</summary>
    private static double Place(float value, Axis level) =>
        float.IsNaN(value) ? double.NaN : level.At(Math.Clamp(value, level.Low, level.High));

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

    private static void DrawTimeLabels(Axis time, ICanvas canvas)
    {
        const double Baseline = ZcrTop + TrackHeight + 18;
        foreach (var tick in TimeTicks(time))
        {
            double x = time.At(tick.Value);
            canvas.Line(new Spot(Crisp(x), ZcrTop + TrackHeight), new Spot(Crisp(x), ZcrTop + TrackHeight + 4), GridLine);
            canvas.Text(new Spot(x, Baseline), tick.Label, Label with { Anchor = TextAnchor.Middle });
        }

        string heading = $"Time, {Ticks.TimeUnit(time.High)}";
        canvas.Text(new Spot((Left + Right) / 2, Baseline + 20), heading, new TextStyle(Paint.Ink, TextSize, TextAnchor.Middle));
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

    /// <summary>From the highest level down to the lowest, but not further than 80 dB; 10 dB at least, so silence is dark.</summary>
    private static (double Low, double High) LevelRange(ReadOnlySpan<float> db)
    {
        double lowest = double.PositiveInfinity, highest = double.NegativeInfinity;
        foreach (float level in db)
        {
            if (float.IsFinite(level))
            {
                (lowest, highest) = (Math.Min(lowest, level), Math.Max(highest, level));
            }
        }

        if (lowest > highest)
        {
            return (-LargestRangeDb, 0);   // no level at all, or digital silence
        }

        double low = Math.Max(lowest, highest - LargestRangeDb);
        return (low, Math.Max(highest, low + LeastRangeDb));
    }

    /// <summary>To multiples of 20 dB, so that the axis begins and ends with a label.</summary>
    private static (double Low, double High) RoundRange((double Low, double High) range)
    {
        const double Step = 20;
        double high = Math.Ceiling(range.High / Step) * Step;
        return (Math.Max(Math.Floor(range.Low / Step) * Step, high - LargestRangeDb), high);
    }

    private static float Largest(ReadOnlySpan<float> values)
    {
        float largest = 0;
        foreach (float value in values)
        {
            largest = value > largest ? value : largest;
        }

        return largest;
    }

    private static float Peak(ReadOnlySpan<float> samples)
    {
        float peak = 0;
        foreach (float sample in samples)
        {
            float size = Math.Abs(sample);
            peak = size > peak ? size : peak;
        }

        return peak;
    }

    /// <summary>The next of … 0.1, 0.2, 0.5, 1 …; for 0 and infinity another value.</summary>
    private static double NiceAbove(double value, double otherwise) =>
        value > 1e-6 && double.IsFinite(value) ? Ticks.Step(value, 1) : otherwise;

    private static string Facts(ClipPlotData data)
    {
        float peak = Peak(data.Samples.Span);
        string loudness = data.Samples.IsEmpty ? "no samples"
            : peak > 0 ? $"peak {Ticks.Signed(20 * Math.Log10(peak), "0.0")} dB" : "silence";
        return string.Create(CultureInfo.InvariantCulture,
            $"{Duration((double)data.Samples.Length / data.SampleRate)} · {data.SampleRate / 1000.0:0.###} kHz · {loudness}");
    }

    private static string Duration(double seconds) => seconds switch
    {
        0 => "0 s",
        < 0.1 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1000:0.###} ms"),
        < 180 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.00} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0.0} min"),
    };

    private static string Description(ClipPlotData data)
    {
        string f0 = data.F0Hz is not { IsEmpty: false } ? "" : " with the fundamental frequency drawn over it";
        return $"{Facts(data)}. Four panels share the time axis: waveform, mel spectrogram{f0}, RMS level in dB, zero crossings per sample.";
    }

    /// <summary>The text, or as much of its end as fits: the names of files differ at their end.</summary>
    private static string Fitting(string text, TextStyle style, double width)
    {
        const double Wider = 1.1;   // the reader's font may be wider than ours
        int[] starts = StringInfo.ParseCombiningCharacters(text);
        string fitting = text;
        for (int i = 1; i < starts.Length && StrokeFont.Width(fitting, style.Size, style.Bold) * Wider > width; i++)
        {
            fitting = "…" + text[starts[i]..];
        }

        return fitting;
    }
}
