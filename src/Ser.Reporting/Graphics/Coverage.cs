namespace Ser.Reporting;

/// <summary>How much of each pixel a shape covers, 0 to 1; one shape at a time, then <see cref="Clear"/>.</summary>
internal sealed class Coverage
{
    private readonly int width, height, stride;
    private readonly float[] cells;

    /// <summary>An empty field of pixels.</summary>
    public Coverage(int width, int height)
    {
        stride = width + 2;   // an edge in the last column spills what lies to the right of it over the next
        (this.width, this.height, cells) = (width, height, new float[stride * height]);
        Reset();
    }

    /// <summary>Pixels that the shape may have touched: first row and column, and those after the last.</summary>
    public (int Top, int Left, int Bottom, int Right) Touched { get; private set; }

    /// <summary>Coverage of pixels left … right − 1 of a row.</summary>
    public ReadOnlySpan<float> Row(int y, int left, int right) => cells.AsSpan((y * stride) + left, right - left);

    /// <summary>Adds a line with round ends.</summary>
    /// <remarks>
    /// By distance from the line, the larger coverage winning: where lines of one shape meet or cross, nothing is counted twice.
    /// </remarks>
    public void AddLine(Spot from, Spot to, double lineWidth)
    {
        double half = Math.Max(lineWidth, 1) / 2, most = Math.Min(lineWidth, 1), reach = half + 0.5;
        int top = Floor(Math.Min(from.Y, to.Y) - reach, height), bottom = Ceiling(Math.Max(from.Y, to.Y) + reach, height);
        int left = Floor(Math.Min(from.X, to.X) - reach, width), right = Ceiling(Math.Max(from.X, to.X) + reach, width);
        if (top >= bottom || left >= right)
        {
            return;
        }

        Touch(top, left, bottom, right);
        double dx = to.X - from.X, dy = to.Y - from.Y, square = (dx * dx) + (dy * dy);
        for (int y = top; y < bottom; y++)
        {
            var row = cells.AsSpan(y * stride, width);
            double py = y + 0.5 - from.Y;
            for (int x = left; x < right; x++)
            {
                double px = x + 0.5 - from.X;
                double along = square > 0 ? Math.Clamp(((px * dx) + (py * dy)) / square, 0, 1) : 0;
                double awayX = px - (along * dx), awayY = py - (along * dy);
                double distance = Math.Sqrt((awayX * awayX) + (awayY * awayY));
                float cover = (float)(most * Math.Clamp(reach - distance, 0, 1));
                if (cover > row[x])
                {
                    row[x] = cover;
                }
            }
        }
    }

    /// <summary>Adds the inside of an outline: the exact area of each pixel that lies in it.</summary>
    /// <remarks>
    /// 1. Each edge leaves in the pixels that it passes how much coverage begins or ends there.
    /// 2. Summed from left to right, that is the coverage.
    /// </remarks>
    public void AddArea(ReadOnlySpan<Spot> outline)
    {
        double top = double.MaxValue, bottom = double.MinValue, left = double.MaxValue, right = double.MinValue;
        foreach (var spot in outline)
        {
            (top, bottom) = (Math.Min(top, spot.Y), Math.Max(bottom, spot.Y));
            (left, right) = (Math.Min(left, spot.X), Math.Max(right, spot.X));
        }

        int firstRow = Floor(top, height), endRow = Ceiling(bottom, height), first = Floor(left, width), end = Ceiling(right, width);
        if (firstRow >= endRow || first >= end)
        {
            return;
        }

        Touch(firstRow, first, endRow, end);
        for (int i = 0; i < outline.Length; i++)
        {
            AddEdge(outline[i], outline[(i + 1) % outline.Length]);
        }

        for (int y = firstRow; y < endRow; y++)
        {
            var row = cells.AsSpan(y * stride, stride);
            float sum = 0;
            for (int x = first; x < end; x++)
            {
                sum += row[x];
                row[x] = Math.Min(1, Math.Abs(sum));
            }

            row[end..].Clear();
        }
    }

    /// <summary>Makes room for the next shape.</summary>
    public void Clear()
    {
        var (top, left, bottom, right) = Touched;
        for (int y = top; y < bottom; y++)
        {
            cells.AsSpan((y * stride) + left, right - left).Clear();
        }

        Reset();
    }

    private void AddEdge(Spot from, Spot to)
    {
        if (from.Y == to.Y)
        {
            return;
        }

        float direction = from.Y < to.Y ? 1 : -1;
        var (upper, lower) = from.Y < to.Y ? (from, to) : (to, from);
        double slope = (lower.X - upper.X) / (lower.Y - upper.Y);
        int end = Ceiling(lower.Y, height);
        for (int y = Floor(upper.Y, height); y < end; y++)
        {
            double enter = Math.Max(upper.Y, y), leave = Math.Min(lower.Y, y + 1);
            double x0 = Math.Clamp(upper.X + ((enter - upper.Y) * slope), 0, width);
            double x1 = Math.Clamp(upper.X + ((leave - upper.Y) * slope), 0, width);
            AddEdgeInRow(cells.AsSpan(y * stride, stride), Math.Min(x0, x1), Math.Max(x0, x1), direction * (leave - enter));
        }
    }

    /// <summary>Shares the height of an edge among the pixels from left to right, each by the area right of the edge.</summary>
    private static void AddEdgeInRow(Span<float> row, double left, double right, double rise)
    {
        int first = (int)left, last = (int)right;
        if (first == last)
        {
            double beyond = ((left + right) / 2) - first;
            row[first] += (float)(rise * (1 - beyond));
            row[first + 1] += (float)(rise * beyond);
            return;
        }

        double perPixel = rise / (right - left), before = 0;
        for (int x = first; x <= last; x++)
        {
            // Height that the edge gains in this pixel, and how much of it covers this pixel: what is right of the edge.
            double from = Math.Max(left, x), to = Math.Min(right, x + 1), gained = perPixel * (to - from);
            double covered = gained * (x + 1 - ((from + to) / 2));
            row[x] += (float)(before + covered);
            before = gained - covered;
        }

        row[last + 1] += (float)before;
    }

    private void Touch(int top, int left, int bottom, int right)
    {
        var now = Touched;
        Touched = (Math.Min(now.Top, top), Math.Min(now.Left, left), Math.Max(now.Bottom, bottom), Math.Max(now.Right, right));
    }

    private void Reset() => Touched = (height, width, 0, 0);

    private static int Floor(double value, int most) => (int)Math.Clamp(Math.Floor(value), 0, most);

    private static int Ceiling(double value, int most) => (int)Math.Clamp(Math.Ceiling(value), 0, most);
}
