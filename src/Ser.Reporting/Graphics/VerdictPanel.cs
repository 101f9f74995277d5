namespace Ser.Reporting;

/// <summary>The probabilities of the classes over the time of a clip, as areas that are stacked to 1, with their key.</summary>
/// <remarks>
/// A window stands for its centre; before the first and after the last centre nothing is known that would change. Where there was
/// nothing to hear, nothing is drawn.
/// </remarks>
internal static class VerdictPanel
{
    private const double KeySize = 11, Patch = 9, KeyGap = 12, LabelDrop = 4;
    private const double Wider = 1.1;   // the reader's font may be wider than ours

    /// <summary>Where the probabilities 0, ½ and 1 are marked.</summary>
    public static IReadOnlyList<Tick> Marks { get; } = [new(0, "0"), new(0.5, "0.5"), new(1, "1")];

    /// <summary>Draws the areas.</summary>
    /// <param name="track">What the model says.</param>
    /// <param name="time">The axis of the clip.</param>
    /// <param name="panel">Where to; the top is probability 1.</param>
    /// <param name="canvas">What is drawn on.</param>
    public static void Draw(VerdictTrack track, Axis time, Box panel, ICanvas canvas)
    {
        var windows = Thinned(track, (int)panel.Width);
        canvas.BeginClip(panel);
        foreach (var run in Runs(windows))
        {
            DrawRun(windows, run, track.Labels.Count, time, panel, canvas);
        }

        canvas.EndClip();
        DrawKey(track.Labels, panel, canvas);
    }

    /// <summary>Of long clips, one window per pixel: the mean of those that share it.</summary>
    private static IReadOnlyList<VerdictWindow> Thinned(VerdictTrack track, int pixels)
    {
        int shared = ((track.Windows.Count - 1) / pixels) + 1;
        return shared <= 1 ? track.Windows : [.. track.Windows.Chunk(shared).Select(some => Mean(some, track.Labels.Count))];
    }

    private static VerdictWindow Mean(VerdictWindow[] windows, int labels)
    {
        IReadOnlyList<float>[] heard = [.. windows.Select(window => window.Probabilities).OfType<IReadOnlyList<float>>()];
        float[]? mean = heard.Length == 0 ? null : [.. Enumerable.Range(0, labels).Select(label => heard.Average(probabilities => probabilities[label]))];
        return new VerdictWindow(windows[0].StartSeconds, windows[^1].EndSeconds, mean);
    }

    /// <summary>Stretches of windows in which something was heard: the first and the one after the last.</summary>
    private static IEnumerable<Range> Runs(IReadOnlyList<VerdictWindow> windows)
    {
        int first = 0;
        for (int i = 0; i <= windows.Count; i++)
        {
            if (i < windows.Count && windows[i].Probabilities is not null)
            {
                continue;
            }

            if (i > first)
            {
                yield return first..i;
            }

            first = i + 1;
        }
    }

    private static void DrawRun(IReadOnlyList<VerdictWindow> windows, Range run, int labels, Axis time, Box panel, ICanvas canvas)
    {
        int first = run.Start.Value, count = run.End.Value - first;
        double[] x = Places(windows, first, count, time);
        var below = new double[x.Length];
        for (int label = 0; label < labels; label++)
        {
            var above = new double[x.Length];
            for (int i = 0; i < x.Length; i++)
            {
                int window = first + Math.Clamp(i - 1, 0, count - 1);   // the ends are those of the first and the last
                above[i] = below[i] + windows[window].Probabilities![label];
            }

            Spot[] outline = new Spot[2 * x.Length];
            for (int i = 0; i < x.Length; i++)
            {
                outline[i] = new Spot(x[i], panel.Bottom - (above[i] * panel.Height));
                outline[^(i + 1)] = new Spot(x[i], panel.Bottom - (below[i] * panel.Height));
            }

            canvas.Area(outline, ClassColours.Of(label));
            below = above;
        }
    }

    /// <summary>The centres, and before and after them the ends of the stretch: halfway to a silent window, or the edge of the outermost one.</summary>
    private static double[] Places(IReadOnlyList<VerdictWindow> windows, int first, int count, Axis time)
    {
        int last = first + count - 1;
        double start = first == 0 ? windows[0].StartSeconds : (windows[first - 1].Centre + windows[first].Centre) / 2;
        double end = last == windows.Count - 1 ? windows[last].EndSeconds : (windows[last].Centre + windows[last + 1].Centre) / 2;
        return [time.At(start), .. Enumerable.Range(first, count).Select(i => time.At(windows[i].Centre)), time.At(end)];
    }

    /// <summary>From the right, on the line of the heading.</summary>
    private static void DrawKey(IReadOnlyList<string> labels, Box panel, ICanvas canvas)
    {
        double x = panel.Right, y = panel.Top - 8;
        for (int label = labels.Count - 1; label >= 0; label--)
        {
            x -= StrokeFont.Width(labels[label], KeySize) * Wider;
            canvas.Text(new Spot(x, y), labels[label], new TextStyle(Paint.Muted, KeySize));
            x -= Patch + LabelDrop;
            canvas.Rectangle(new Box(x, y - Patch + 1, Patch, Patch), ClassColours.Of(label));
            x -= KeyGap;
        }
    }
}
