namespace Ser.Reporting.Pages.Figures;

/// <summary>The clips where the model puts them: a mark of its own shape and colour for every class.</summary>
internal sealed class EmbeddingFigure(EmbeddingMap map, IReadOnlyList<string> labels) : Figure
{
    private const double Rim = 6, MostPlot = 400, AxisFoot = 30, KeyLine = 20, MarkSize = 4;

    public override string Id => "embeddings";

    public override string Title => "Clips as the model sees them";

    public override string Description
    {
        get
        {
            var centres = map.Points.GroupBy(point => point.Truth).OrderBy(group => IndexOf(group.Key))
                .Select(group => $"{group.Key} {Html.Counted(group.Count(), "clip")} around {Place(group.Average(point => point.First))}, {Place(group.Average(point => point.Second))}");
            return $"The vectors before the last layer along their two principal components, which hold {Html.Percent(map.Shares[0])} and {Html.Percent(map.Shares[1])} of their variance. {string.Join("; ", centres)}.";
        }
    }

    public override (double Width, double Height) Size(double room) => (room, PlotHeight(room) + AxisFoot + KeyHeight(room));

    public override void Draw(ICanvas canvas)
    {
        double height = PlotHeight(canvas.Width);
        var x = Axis(map.Points.Select(point => point.First), 12, canvas.Width - 12);
        var y = Axis(map.Points.Select(point => point.Second), height - 12, 12);
        var box = new Box(0.5, 0.5, canvas.Width - 1, height - 1);
        Spot[] frame = [new(box.Left, box.Top), new(box.Right, box.Top), new(box.Right, box.Bottom), new(box.Left, box.Bottom), new(box.Left, box.Top)];
        canvas.Polyline(frame, GridLine);
        foreach (var group in map.Points.GroupBy(point => IndexOf(point.Truth)).OrderByDescending(group => group.Count()).ThenBy(group => group.Key))
        {
            var marks = group.SelectMany(point => Mark(group.Key, new Spot(x.At(point.First), y.At(point.Second))));
            canvas.Polyline([.. marks], new Stroke(Palette.Class(group.Key), 1.7));
        }

        canvas.Text(
            new Spot(canvas.Width / 2, height + 18), $"across {Html.Percent(map.Shares[0])}, upwards {Html.Percent(map.Shares[1])} of the variance",
            Label with { Anchor = TextAnchor.Middle });
        foreach (var (label, at) in Entries(canvas.Width, height + AxisFoot + 14))
        {
            canvas.Polyline([.. Mark(IndexOf(label), at with { Y = at.Y - LabelDrop })], new Stroke(Palette.Class(IndexOf(label)), 1.7));
            canvas.Text(new Spot(at.X + 12, at.Y), TextCell.Clean(label), Label);
        }
    }

    private static double PlotHeight(double room) => Math.Min(room * 0.85, MostPlot);

    private double KeyHeight(double room) => Entries(room, 14).Max(entry => entry.At.Y) + 8;

    /// <summary>Where the key's entries stand: those classes that have points.</summary>
    private IEnumerable<(string Label, Spot At)> Entries(double room, double first)
    {
        double x = Rim, y = first;
        var there = map.Points.Select(point => point.Truth).ToHashSet(StringComparer.Ordinal);
        foreach (string label in labels.Where(there.Contains))
        {
            double width = 12 + WidthOf(TextCell.Clean(label), LabelSize) + 16;
            if (x > Rim && x + width > room)
            {
                (x, y) = (Rim, y + KeyLine);
            }

            yield return (label, new Spot(x, y));
            x += width;
        }
    }

    private int IndexOf(string label)
    {
        for (int i = 0; i < labels.Count; i++)
        {
            if (labels[i] == label)
            {
                return i;
            }
        }

        return labels.Count;
    }

    /// <summary>A mark with a gap behind it. After eight the shapes come again, with the colours.</summary>
    private static Spot[] Mark(int kind, Spot at)
    {
        const double Size = MarkSize, Slim = Size * 0.8;
        Spot gap = new(double.NaN, double.NaN);
        Spot Off(double dx, double dy) => new(at.X + dx, at.Y + dy);
        return (kind % 8) switch
        {
            0 => [.. Enumerable.Range(0, 9).Select(i => Off(Size * Math.Cos(i * Math.PI / 4), Size * Math.Sin(i * Math.PI / 4))), gap],
            1 => [Off(-Slim, -Slim), Off(Slim, -Slim), Off(Slim, Slim), Off(-Slim, Slim), Off(-Slim, -Slim), gap],
            2 => [Off(-Size, Slim), Off(0, -Size), Off(Size, Slim), Off(-Size, Slim), gap],
            3 => [Off(-Size, 0), Off(0, -Size), Off(Size, 0), Off(0, Size), Off(-Size, 0), gap],
            4 => [Off(-Size, 0), Off(Size, 0), gap, Off(0, -Size), Off(0, Size), gap],
            5 => [Off(-Size, -Slim), Off(0, Size), Off(Size, -Slim), Off(-Size, -Slim), gap],
            6 => [Off(-Slim, -Slim), Off(Slim, Slim), gap, Off(-Slim, Slim), Off(Slim, -Slim), gap],
            _ => [Off(-Size, 0), Off(Size, 0), gap, Off(-Size / 2, -Slim), Off(Size / 2, Slim), gap, Off(-Size / 2, Slim), Off(Size / 2, -Slim), gap],
        };
    }

    private static Axis Axis(IEnumerable<double> values, double start, double end)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        double low = finite.DefaultIfEmpty(-1).Min(), high = finite.DefaultIfEmpty(1).Max();
        return high - low > 1e-9 ? new Axis(low, high, start, end) : new Axis(low - 1, low + 1, start, end);
    }

    private static string Place(double value) => Ticks.Signed(value, "0.0");
}
