namespace Ser.Reporting;

/// <summary>A picture of at most 256 colours: one byte per pixel, row by row from the top.</summary>
public sealed class IndexedImage
{
    /// <summary>Wraps pixels without copying them.</summary>
    /// <param name="width">Pixels of a row: 1 or more.</param>
    /// <param name="height">Rows: 1 or more.</param>
    /// <param name="pixels">width × height places in the palette, row by row.</param>
    /// <param name="palette">1 to 256 colours.</param>
    /// <exception cref="ArgumentException">A length is out of its range, or a pixel has no colour.</exception>
    public IndexedImage(int width, int height, ReadOnlyMemory<byte> pixels, IReadOnlyList<Rgb> palette)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentNullException.ThrowIfNull(palette);
        if (palette.Count is 0 or > 256)
        {
            throw new ArgumentException($"{palette.Count} colours; a palette has 1 to 256", nameof(palette));
        }

        if (pixels.Length != (long)width * height)
        {
            throw new ArgumentException($"{width} × {height} pixels, but {pixels.Length} values", nameof(pixels));
        }

        if (palette.Count < 256 && pixels.Span.ContainsAnyExceptInRange((byte)0, (byte)(palette.Count - 1)))
        {
            throw new ArgumentException($"a pixel lies beyond the {palette.Count} colours of the palette", nameof(pixels));
        }

        (Width, Height, Pixels, Palette) = (width, height, pixels, palette);
    }

    /// <summary>Pixels of a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Places in the palette, row by row.</summary>
    public ReadOnlyMemory<byte> Pixels { get; }

    /// <summary>The colours.</summary>
    public IReadOnlyList<Rgb> Palette { get; }
}
