using Ser.Reporting;

namespace Ser.Tests.Reporting.Graphics;

public sealed class RasterCanvasTests
{
    private static readonly Paint Black = Paint.Fixed(new Rgb(0, 0, 0));

    [Fact]
    public void What_is_drawn_is_what_the_file_holds()
    {
        var canvas = new RasterCanvas(20, 10);
        canvas.Rectangle(new Box(2, 1, 3, 4), Paint.Accent);
        using var file = new MemoryStream();
        canvas.WritePng(file);
        var read = PngReader.Read(file.ToArray());
        Assert.Equal((40, 20), (read.Width, read.Height));
        for (int y = 0; y < 20; y++)
        {
            for (int x = 0; x < 40; x++)
            {
                bool inside = x is >= 4 and < 10 && y is >= 2 and < 10;
                Assert.Equal(inside ? Paint.Accent.Light : Paint.Surface.Light, read.At(x, y));
                Assert.Equal(canvas.PixelAt(x, y), read.At(x, y));
            }
        }
    }

    [Fact]
    public void An_area_covers_pixels_by_its_share()
    {
        var random = new Random(3);
        for (int trial = 0; trial < 200; trial++)
        {
            Spot a = Any(), b = Any(), c = Any();
            var canvas = new RasterCanvas(30, 30, scale: 1);
            canvas.Area([a, b, c], Black);
            double area = Math.Abs(((b.X - a.X) * (c.Y - a.Y)) - ((c.X - a.X) * (b.Y - a.Y))) / 2;

            // Each pixel of the edges, of which there are 60 or so on a side, is rounded to 1/255.
            Assert.True(Math.Abs(area - Darkness(canvas)) < 0.4, $"trial {trial}: {a} {b} {c}: {area}, not {Darkness(canvas)}");
        }

        Spot Any() => new(random.NextDouble() * 30, random.NextDouble() * 30);
    }

    [Fact]
    public void An_area_that_leaves_the_page_is_cut()
    {
        var canvas = new RasterCanvas(10, 10, scale: 1);
        canvas.Area([new(-50, 5), new(500, 5), new(500, 60), new(-50, 60)], Black);
        Assert.Equal(50, Darkness(canvas), 0.01);
    }

    [Fact]
    public void A_line_on_the_grid_is_sharp_and_any_other_keeps_its_weight()
    {
        var canvas = new RasterCanvas(20, 10, scale: 2);
        canvas.Line(new Spot(0, 4.5), new Spot(20, 4.5), new Stroke(Black, 1));
        Assert.Equal(80, Darkness(canvas), 0.01);   // 40 × 2 pixels, all black
        Assert.Equal(new Rgb(0, 0, 0), canvas.PixelAt(20, 8));
        Assert.Equal(Paint.Surface.Light, canvas.PixelAt(20, 7));

        canvas = new RasterCanvas(100, 100, scale: 1);
        canvas.Line(new Spot(10, 20), new Spot(90, 80), new Stroke(Black, 3));
        double exact = (100 * 3) + (Math.PI * 1.5 * 1.5);
        Assert.Equal(exact, Darkness(canvas), exact * 0.02);   // edges go by distance, which is within 2 % of the area
    }

    [Fact]
    public void Crossing_lines_of_one_shape_are_not_darker_where_they_cross()
    {
        var canvas = new RasterCanvas(20, 20, scale: 1);
        canvas.Polyline([new(2, 10), new(18, 10), new(double.NaN, 0), new(10, 2), new(10, 18)], new Stroke(Black, 2, 0.5));
        Assert.Equal(canvas.PixelAt(5, 10), canvas.PixelAt(10, 10));
    }

    [Fact]
    public void A_gap_stays_white_and_a_lone_point_is_a_dot()
    {
        var canvas = new RasterCanvas(40, 10, scale: 1);
        canvas.Polyline([new(2, 5), new(8, 5), new(15, double.NaN), new(30, 5)], new Stroke(Black, 2));
        Assert.Equal(Paint.Surface.Light, canvas.PixelAt(15, 5));
        Assert.NotEqual(Paint.Surface.Light, canvas.PixelAt(5, 5));
        Assert.NotEqual(Paint.Surface.Light, canvas.PixelAt(30, 5));
    }

    [Fact]
    public void Nothing_is_drawn_outside_of_nested_clips()
    {
        var canvas = new RasterCanvas(10, 10, scale: 1);
        canvas.BeginClip(new Box(2, 2, 6, 6));
        canvas.BeginClip(new Box(0, 0, 5, 5));
        canvas.Rectangle(new Box(0, 0, 10, 10), Black);
        canvas.EndClip();
        canvas.EndClip();
        Assert.Equal(9, Darkness(canvas), 1e-9);
        Assert.Throws<InvalidOperationException>(canvas.EndClip);
    }

    [Fact]
    public void An_image_is_stretched_without_blur()
    {
        Rgb[] palette = [new(10, 20, 30), new(200, 100, 50)];
        var canvas = new RasterCanvas(8, 4, scale: 2);
        canvas.Image(new Box(0, 0, 8, 4), new IndexedImage(2, 1, new byte[] { 0, 1 }, palette));
        Assert.Equal((palette[0], palette[1]), (canvas.PixelAt(7, 3), canvas.PixelAt(8, 3)));
    }

    [Theory]
    [InlineData(TextAnchor.Start, 50, 100)]
    [InlineData(TextAnchor.Middle, 20, 80)]
    [InlineData(TextAnchor.End, 0, 51)]
    public void Text_stands_at_its_anchor(TextAnchor anchor, int first, int end)
    {
        var canvas = new RasterCanvas(100, 20, scale: 1);
        canvas.Text(new Spot(50, 15), "0.125 kg", new TextStyle(Black, 12, anchor));
        var dark = Enumerable.Range(0, 100).Where(x => Enumerable.Range(0, 20).Any(y => canvas.PixelAt(x, y).Red < 128)).ToArray();
        Assert.True(dark.Length > 15);
        Assert.InRange(dark[0], first, end);
        Assert.InRange(dark[^1], first, end);
    }

    [Fact]
    public void Every_printable_character_has_a_drawing_and_digits_are_equally_wide()
    {
        for (char character = ' '; character <= '~'; character++)
        {
            Assert.True(StrokeFont.Has(character), $"'{character}'");
        }

        Assert.All("0123456789", digit => Assert.Equal(StrokeFont.Width("0", 12), StrokeFont.Width($"{digit}", 12)));
        Assert.All("−·°…µßäöüéèñç", character => Assert.True(StrokeFont.Has(character)));
        Assert.False(StrokeFont.Has('漢'));
        Assert.NotEmpty(StrokeFont.Lines(default, "漢", 12, bold: false));   // a box
    }

    /// <summary>Pixels' worth of black.</summary>
    private static double Darkness(RasterCanvas canvas)
    {
        double sum = 0;
        for (int y = 0; y < canvas.PixelHeight; y++)
        {
            for (int x = 0; x < canvas.PixelWidth; x++)
            {
                sum += (255 - canvas.PixelAt(x, y).Red) / 255.0;
            }
        }

        return sum;
    }
}
