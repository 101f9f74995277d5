using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Ser.Reporting;

namespace Ser.Tests.Reporting.Graphics;

public sealed class SvgCanvasTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private static readonly Stroke Thin = new(Paint.Ink, 1);

    [Fact]
    public void Title_description_and_text_are_escaped()
    {
        const string Hard = "a<b> & \"c\" 'd' ]]> é \U0001F600";
        var picture = Draw(canvas => canvas.Text(new Spot(1, 2), Hard, new TextStyle(Paint.Ink, 12)), Hard, Hard);
        Assert.Equal(Hard, picture.Element(Svg + "title")!.Value);
        Assert.Equal(Hard, picture.Element(Svg + "desc")!.Value);
        Assert.Equal(Hard, picture.Element(Svg + "text")!.Value);
        Assert.Equal("img", picture.Attribute("role")!.Value);
        Assert.Equal(
            $"{picture.Element(Svg + "title")!.Attribute("id")!.Value} {picture.Element(Svg + "desc")!.Attribute("id")!.Value}",
            picture.Attribute("aria-labelledby")!.Value);
    }

    [Fact]
    public void Characters_that_XML_forbids_are_replaced()
    {
        var picture = Draw(_ => { }, "a\u0000b\u001b\uFFFEc\uD800d", "");
        Assert.Equal("a\uFFFDb\uFFFD\uFFFDc\uFFFDd", picture.Element(Svg + "title")!.Value);
    }

    [Fact]
    public void Numbers_have_a_point_and_one_digit_in_any_culture()
    {
        var before = CultureInfo.CurrentCulture;
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        comma.NumberFormat.NegativeSign = "~";
        try
        {
            CultureInfo.CurrentCulture = comma;
            var picture = Draw(canvas =>
            {
                canvas.Polyline([new(-1.26, 2), new(3.333, -4.04), new(3.3, 1e5)], Thin with { Opacity = 0.125 });
                canvas.Rectangle(new Box(0.55, 1 / 3.0, 10, 1.25), Paint.Fixed(new Rgb(1, 2, 255)));
            });
            var path = picture.Element(Svg + "path")!;
            Assert.Equal("M-1.3 2l4.6-6 0 100004", path.Attribute("d")!.Value);
            Assert.Matches("^0\\.1[23]$", path.Attribute("stroke-opacity")!.Value);
            var rectangle = picture.Elements(Svg + "rect").Last();
            Assert.Equal(["0.6", "0.3", "10", "1.3", "#0102ff"], rectangle.Attributes().Select(attribute => attribute.Value));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_gap_breaks_a_line_and_a_lone_point_is_a_dot()
    {
        var nowhere = new Spot(0, double.NaN);
        var picture = Draw(canvas =>
        {
            canvas.Polyline([nowhere, new(1, 1), new(2, 2), nowhere, nowhere, new(5, 5), nowhere], Thin);
            canvas.Polyline([nowhere], Thin);
            canvas.Polyline([], Thin);
        });
        Assert.Equal("M1 1l1 1M5 5l0 0", Assert.Single(picture.Elements(Svg + "path")).Attribute("d")!.Value);
    }

    [Fact]
    public void Both_themes_are_there_and_other_programs_find_a_colour()
    {
        var picture = Draw(canvas => canvas.Line(default, new Spot(1, 1), Thin));
        string style = picture.Element(Svg + "style")!.Value;
        foreach (var paint in Paint.Named)
        {
            Assert.Equal([paint.Light.Hex, paint.Dark.Hex], Regex.Matches(style, $"--{paint.Name}: (#[0-9a-f]{{6}});").Select(match => match.Groups[1].Value));
        }

        Assert.Contains("(prefers-color-scheme: dark)", style, StringComparison.Ordinal);
        var path = picture.Element(Svg + "path")!;
        Assert.Equal((Paint.Ink.Light.Hex, "stroke:var(--ink)"), (path.Attribute("stroke")!.Value, path.Attribute("style")!.Value));
    }

    [Fact]
    public void An_image_is_embedded_whole()
    {
        byte[] pixels = new byte[64 * 64];
        new Random(1).NextBytes(pixels);
        var picture = Draw(canvas => canvas.Image(new Box(0, 0, 10, 10), new IndexedImage(64, 64, pixels, ColourMap.Glow)));
        string link = picture.Element(Svg + "image")!.Attribute("href")!.Value;
        var read = PngReader.Read(Convert.FromBase64String(link["data:image/png;base64,".Length..]));
        Assert.Equal(ColourMap.Glow[pixels[(3 * 64) + 5]], read.At(5, 3));
    }

    [Fact]
    public void Clips_nest_and_have_ids_of_their_own()
    {
        var picture = Draw(canvas =>
        {
            canvas.BeginClip(new Box(0, 0, 5, 5));
            canvas.BeginClip(new Box(1, 1, 5, 5));
            canvas.Line(default, new Spot(9, 9), Thin);
            canvas.EndClip();   // the other ends with the picture
        });
        Assert.Equal(["figure-clip1", "figure-clip2"], picture.Descendants(Svg + "clipPath").Select(clip => clip.Attribute("id")!.Value));
        Assert.Equal(2, picture.Descendants(Svg + "path").Single().Ancestors(Svg + "g").Count());
        Assert.Throws<InvalidOperationException>(() => Draw(canvas => canvas.EndClip()));
    }

    [Theory]
    [InlineData("1a")]
    [InlineData("a\"b")]
    public void An_id_that_would_break_the_markup_is_refused(string broken) =>
        Assert.Throws<ArgumentException>("id", () => new SvgCanvas(TextWriter.Null, 1, 1, "", "", broken));

    private static XElement Draw(Action<ICanvas> draw, string title = "t", string description = "d")
    {
        var text = new StringWriter();
        using (var canvas = new SvgCanvas(text, 100, 50, title, description))
        {
            draw(canvas);
        }

        return XDocument.Parse(text.ToString()).Root!;
    }
}
