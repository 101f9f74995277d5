using Ser.Reporting;

namespace Ser.Tests.Reporting.Graphics;

public sealed class PngWriterTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 5)]
    [InlineData(300, 40)]
    public void Pixels_come_back_as_they_were(int width, int height)
    {
        var random = new Random(width);
        byte[] rgba = new byte[4 * width * height];
        random.NextBytes(rgba.AsSpan(0, rgba.Length / 2));   // noise above, evenness below: both kinds of rows
        using var output = new MemoryStream();
        PngWriter.WriteRgba(width, height, rgba, output);
        Assert.Equal(rgba, PngReader.Read(output.ToArray()).Rgba);

        byte[] rgb = [.. rgba.Where((_, i) => i % 4 != 3)];
        output.SetLength(0);
        PngWriter.WriteRgb(width, height, rgb, output);
        Assert.Equal(rgb, PngReader.Read(output.ToArray()).Rgba.Where((_, i) => i % 4 != 3));
    }

    [Fact]
    public void A_palette_is_kept()
    {
        Rgb[] palette = [new(1, 2, 3), new(250, 128, 0), new(9, 9, 9)];
        using var output = new MemoryStream();
        PngWriter.Write(new IndexedImage(2, 2, new byte[] { 0, 1, 2, 1 }, palette), output);
        var read = PngReader.Read(output.ToArray());
        Assert.Equal([palette[0], palette[1], palette[2], palette[1]], [read.At(0, 0), read.At(1, 0), read.At(0, 1), read.At(1, 1)]);
    }

    [Fact]
    public void Wrong_lengths_are_refused()
    {
        Assert.Throws<ArgumentException>("pixels", () => PngWriter.WriteRgb(2, 2, new byte[11], Stream.Null));
        Assert.Throws<ArgumentException>("pixels", () => new IndexedImage(2, 2, new byte[3], [default]));
        Assert.Throws<ArgumentException>("pixels", () => new IndexedImage(1, 1, new byte[] { 1 }, [default]));
        Assert.Throws<ArgumentException>("palette", () => new IndexedImage(1, 1, new byte[1], []));
    }
}
