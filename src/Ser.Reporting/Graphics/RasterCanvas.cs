namespace Ser.Reporting;

/// <summary>A canvas of pixels in the light theme, with smooth edges and a font of its own.</summary>
public sealed class RasterCanvas : ICanvas
{
    private const int Channels = 3;

    private readonly byte[] rgb;
    private readonly Coverage coverage;
    private readonly Stack<(int Top, int Left, int Bottom, int Right)> clips = new();

    /// <summary>An empty page.</summary>
    /// <param name="width">Width in CSS pixels, above 0.</param>
    /// <param name="height">Height in CSS pixels, above 0.</param>
    /// <param name="scale">Pixels to a CSS pixel: 1 or more. Default 2, as on most displays and sharp in print.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range, or a side has more than 16 384 pixels.</exception>
    public RasterCanvas(double width, double height, int scale = 2)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfLessThan(scale, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width * scale, 16384, nameof(width));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height * scale, 16384, nameof(height));
        (Width, Height, Scale) = (width, height, scale);
        (PixelWidth, PixelHeight) = ((int)Math.Ceiling(width * scale), (int)Math.Ceiling(height * scale));
        rgb = new byte[Channels * PixelWidth * PixelHeight];
        coverage = new Coverage(PixelWidth, PixelHeight);
        clips.Push((0, 0, PixelHeight, PixelWidth));
        Rectangle(new Box(0, 0, PixelWidth, PixelHeight), Paint.Surface);
    }

    /// <inheritdoc/>
    public double Width { get; }

    /// <inheritdoc/>
    public double Height { get; }

    /// <summary>Pixels to a CSS pixel.</summary>
    public int Scale { get; }

    /// <summary>Pixels of a row.</summary>
    public int PixelWidth { get; }

    /// <summary>Rows of pixels.</summary>
    public int PixelHeight { get; }

    /// <summary>The colour of a pixel, counted from the upper left corner.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such pixel.</exception>
    public Rgb PixelAt(int x, int y)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)x, (uint)PixelWidth, nameof(x));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)y, (uint)PixelHeight, nameof(y));
        int at = Channels * ((y * PixelWidth) + x);
        return new Rgb(rgb[at], rgb[at + 1], rgb[at + 2]);
    }

    /// <summary>Writes the page as a PNG file.</summary>
    public void WritePng(Stream output) => PngWriter.WriteRgb(PixelWidth, PixelHeight, rgb, output);

    /// <inheritdoc/>
    public void Line(Spot first, Spot second, Stroke stroke) => Polyline([first, second], stroke);

    /// <inheritdoc/>
    public void Polyline(ReadOnlySpan<Spot> points, Stroke stroke)
    {
        AddLines(points, stroke.Width);
        Blend(stroke.Paint, stroke.Opacity);
    }

    /// <inheritdoc/>
    public void Area(ReadOnlySpan<Spot> outline, Paint fill, double opacity = 1)
    {
        ArgumentNullException.ThrowIfNull(fill);
        ArgumentOutOfRangeException.ThrowIfLessThan(outline.Length, 3);
        var pixels = new Spot[outline.Length];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = ToPixels(outline[i]);
        }

        coverage.AddArea(pixels);
        Blend(fill, opacity);
    }

    /// <inheritdoc/>
    public void Rectangle(Box box, Paint fill, double opacity = 1) =>
        Area([new(box.Left, box.Top), new(box.Right, box.Top), new(box.Right, box.Bottom), new(box.Left, box.Bottom)], fill, opacity);

    /// <inheritdoc/>
    public void Text(Spot at, string text, TextStyle style)
    {
        ArgumentNullException.ThrowIfNull(text);
        double share = style.Anchor switch { TextAnchor.Middle => 0.5, TextAnchor.End => 1, _ => 0 };
        double left = at.X - (share * StrokeFont.Width(text, style.Size, style.Bold));
        AddLines(StrokeFont.Lines(new Spot(left, at.Y), text, style.Size, style.Bold), StrokeFont.LineWidth(style.Size, style.Bold));
        Blend(style.Paint, 1);
    }

    /// <inheritdoc/>
    public void Image(Box box, IndexedImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var (top, left, bottom, right) = Inside(Pixels(box));
        var indices = image.Pixels.Span;
        for (int y = top; y < bottom; y++)
        {
            int row = Cell((y + 0.5) / Scale, box.Top, box.Height, image.Height) * image.Width;
            for (int x = left; x < right; x++)
            {
                int column = Cell((x + 0.5) / Scale, box.Left, box.Width, image.Width);
                int at = Channels * ((y * PixelWidth) + x);
                (rgb[at], rgb[at + 1], rgb[at + 2]) = image.Palette[indices[row + column]];
            }
        }
    }

    /// <inheritdoc/>
    public void BeginClip(Box box) => clips.Push(Inside(Pixels(box)));

    /// <inheritdoc/>
    public void EndClip()
    {
        if (clips.Count == 1)
        {
            throw new InvalidOperationException("no clip has begun");
        }

        clips.Pop();
    }

    private static int Cell(double at, double start, double length, int count) =>
        Math.Clamp((int)((at - start) / length * count), 0, count - 1);

    private Spot ToPixels(Spot spot) => new(spot.X * Scale, spot.Y * Scale);

    private (int Top, int Left, int Bottom, int Right) Pixels(Box box) =>
        (Nearest(box.Top, PixelHeight), Nearest(box.Left, PixelWidth), Nearest(box.Bottom, PixelHeight), Nearest(box.Right, PixelWidth));

    private int Nearest(double place, int most) => (int)Math.Clamp(Math.Round(place * Scale, MidpointRounding.AwayFromZero), 0, most);

    private (int Top, int Left, int Bottom, int Right) Inside((int Top, int Left, int Bottom, int Right) pixels)
    {
        var clip = clips.Peek();
        return (Math.Max(clip.Top, pixels.Top), Math.Max(clip.Left, pixels.Left),
            Math.Min(clip.Bottom, pixels.Bottom), Math.Min(clip.Right, pixels.Right));
    }

    private void AddLines(ReadOnlySpan<Spot> points, double width)
    {
        for (var run = Gaps.NextRun(points, 0); !points[run].IsEmpty; run = Gaps.NextRun(points, run.End.Value))
        {
            var part = points[run];
            for (int i = 0; i < Math.Max(1, part.Length - 1); i++)
            {
                coverage.AddLine(ToPixels(part[i]), ToPixels(part[Math.Min(i + 1, part.Length - 1)]), width * Scale);
            }
        }
    }

    /// <summary>Lays a colour over the page where the shape is, and forgets the shape.</summary>
    /// <remarks>Mixes the encoded values, as browsers do: in linear light dark text on white would look thin.</remarks>
    private void Blend(Paint paint, double opacity)
    {
        var (top, left, bottom, right) = Inside(coverage.Touched);
        var colour = paint.Light;
        for (int y = top; y < bottom && left < right; y++)
        {
            var row = coverage.Row(y, left, right);
            var pixels = rgb.AsSpan(Channels * ((y * PixelWidth) + left), Channels * row.Length);
            for (int x = 0; x < row.Length; x++)
            {
                double share = row[x] * opacity;
                if (share > 0)
                {
                    var pixel = pixels.Slice(Channels * x, Channels);
                    pixel[0] = Mix(pixel[0], colour.Red, share);
                    pixel[1] = Mix(pixel[1], colour.Green, share);
                    pixel[2] = Mix(pixel[2], colour.Blue, share);
                }
            }
        }

        coverage.Clear();
    }

    private static byte Mix(byte below, byte above, double share) => (byte)Math.Round(below + ((above - below) * share));
}
