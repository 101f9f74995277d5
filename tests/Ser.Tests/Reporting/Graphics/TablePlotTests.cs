using System.Xml.Linq;
using Ser.Core;
using Ser.Reporting;

namespace Ser.Tests.Reporting.Graphics;

public sealed class TablePlotTests
{
    private static readonly string[] Classes = ["angry", "calm"];

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(200, 0)]
    [InlineData(200, 60)]
    [InlineData(40_000, 9_000)]
    public void Any_number_of_rows_is_drawn_small_and_twice_the_same(int rows, int made)
    {
        var data = Data(rows, made);
        string svg = ToSvg(data);
        Assert.NotNull(XDocument.Parse(svg).Root);
        Assert.True(svg.Length < 600_000, $"{svg.Length} characters");
        Assert.DoesNotContain("NaN", svg, StringComparison.Ordinal);
        Assert.Equal(svg, ToSvg(data));
        using var stream = new MemoryStream();
        TablePlot.WritePng(data, stream);
        var picture = PngReader.Read(stream.ToArray());
        Assert.Equal((2 * TablePlot.Width, 2 * TablePlot.Height), (picture.Width, picture.Height));
    }

    [Fact]
    public void Made_rows_stand_beside_the_table_from_before()
    {
        string before = ToSvg(Data(200, 0)), both = ToSvg(Data(200, 60));
        Assert.DoesNotContain("Before", before, StringComparison.Ordinal);
        Assert.Contains("Before: 200 rows", both, StringComparison.Ordinal);
        Assert.Contains("After: 260 rows", both, StringComparison.Ordinal);
        Assert.Contains("calm 100, now 160", both, StringComparison.Ordinal);
        Assert.Contains("200 rows and 60 made (rhombs)", both, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_without_a_label_have_a_place_in_the_key()
    {
        var data = Data(20, 0);
        Assert.Contains("no label 1", ToSvg(data with { Points = [.. data.Points, new TablePoint(0, 0, -1, false)] }), StringComparison.Ordinal);
    }

    private static string ToSvg(TablePlotData data)
    {
        using var text = new StringWriter();
        TablePlot.WriteSvg(data, text);
        return text.ToString();
    }

    private static TablePlotData Data(int rows, int made)
    {
        var random = new KeyedRandom(1, "points", "test");
        return new TablePlotData(
            "table.csv", Classes,
            [.. Enumerable.Range(0, rows + made).Select(i => new TablePoint(random.Gaussian() + i % 2, random.Gaussian(), i < rows ? i % 2 : 1, i >= rows))],
            [0.41, 0.123]);
    }
}
