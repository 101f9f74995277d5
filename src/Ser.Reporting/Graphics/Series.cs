namespace Ser.Reporting;

/// <summary>Draws values over time, however many there are.</summary>
internal static class Series
{
    private static readonly Stroke Line = new(Paint.Accent, 1.3), LoneDot = new(Paint.Accent, 4);

    /// <summary>
    /// A line; where a column of pixels would hold many values, the area between its lowest and its highest, which is pale
    /// where the mean is drawn over it.
    /// </summary>
    public static void Draw(ReadOnlySpan<float> values, double step, Axis time, Axis level, bool withMean, ICanvas canvas)
    {
        double pixels = time.At(values.Length * step) - time.Start;
        if (values.Length <= 2 * pixels)
        {
            var points = new Spot[values.Length];
            for (int i = 0; i < points.Length; i++)
            {
                points[i] = new Spot(time.At(i * step), Place(values[i], level));
            }

            canvas.Polyline(points, points.Length == 1 ? LoneDot : Line);
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
            canvas.Polyline(mean, Line);
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
}
