using System.Text;
using System.Xml;
using System.Xml.Linq;
using Ser.Evaluation;
using Ser.Reporting.Pages;
using Ser.Reporting.Published;

namespace Ser.Tests.Reporting.Pages;

public sealed class ReportPageTests
{
    private const string Evil = "<script>alert('1')</script>\"&amp;\u0007\u202E\uD800 é \U0001F600 x{}--></style><b";

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void The_summary_comes_first_and_tells_figure_interval_chance_and_the_hardest_class()
    {
        var data = SampleReport.Full();
        var page = Parse(data);
        string lead = page.Descendants("p").Single(p => p.Attribute("class")?.Value == "lead").Value;
        var intervals = data.Figures.Intervals!;
        Assert.StartsWith("On 240 clips of 6 speakers in 3 folds, the model tells 8 classes apart with an unweighted average recall (UAR) of", lead, StringComparison.Ordinal);
        Assert.Contains($"{data.Figures.Uar:0.000} (95 % interval {intervals.Uar.Low:0.000} to {intervals.Uar.High:0.000}, speakers drawn); guessing gives 0.125.", lead, StringComparison.Ordinal);
        var worst = data.Figures.Classes.MinBy(one => one.Recall)!;
        Assert.Contains($"The hardest class is {worst.Label}: ", lead, StringComparison.Ordinal);
        var order = page.Descendants().ToList();
        Assert.True(order.FindIndex(element => element.Name == "h1") < order.FindIndex(element => element.Name.LocalName == "svg"));
    }

    [Fact]
    public void Every_section_of_a_full_report_is_there_and_the_contents_lead_to_it()
    {
        var page = Parse(SampleReport.Full());
        string[] sections = [.. page.Descendants("section").Select(section => section.Attribute("id")!.Value)];
        Assert.Equal(["confusion", "classes", "folds", "speakers", "reliability", "curves", "embeddings", "mistakes", "published", "repeat"], sections);
        Assert.Equal(sections, page.Descendants("nav").Descendants("a").Select(link => link.Attribute("href")!.Value[1..]));
        Assert.Equal(6, page.Descendants("audio").Count());
        Assert.Contains("a < b & c", page.Descendants("pre").Last().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_comes_from_elsewhere_and_no_script_runs()
    {
        string text = Text(SampleReport.Full());
        Assert.DoesNotContain("<script", text, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"(src|href)=""(?!data:|#)", text);
        Assert.DoesNotMatch(@"url\((?!#)|@import|https?://(?!www\.w3\.org/2000/svg)", text);
        Assert.Contains("default-src 'none'", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_of_files_speakers_and_labels_cannot_become_markup()
    {
        var data = SampleReport.Full([Evil, "b", "c", "d"], Evil);
        var page = Parse(data);
        Assert.Empty(page.Descendants("script"));
        Assert.Empty(page.Descendants("b"));
        Assert.Contains("<script>alert('1')</script>\"&amp;?", page.Descendants("h1").Single().Value, StringComparison.Ordinal);
        Assert.All(page.Descendants(Svg + "text"), text => Assert.DoesNotContain('\u0007', text.Value));
    }

    [Fact]
    public void Every_picture_has_a_title_and_a_description_and_ids_are_unique()
    {
        var page = Parse(SampleReport.Full());
        var pictures = page.Descendants(Svg + "svg").ToArray();
        Assert.Equal((2 * 7) + 6, pictures.Length);   // wide and narrow; spectrograms once
        Assert.All(pictures, picture =>
        {
            Assert.Equal("img", picture.Attribute("role")!.Value);
            string[] ids = picture.Attribute("aria-labelledby")!.Value.Split(' ');
            Assert.Equal((string[])[picture.Element(Svg + "title")!.Attribute("id")!.Value, picture.Element(Svg + "desc")!.Attribute("id")!.Value], ids);
            Assert.NotEmpty(picture.Element(Svg + "title")!.Value);
            Assert.True(picture.Element(Svg + "desc")!.Value.Length > 40);
        });
        string[] all = [.. page.Descendants().Select(element => element.Attribute("id")?.Value).OfType<string>()];
        Assert.Equal(all.Length, all.Distinct().Count());
    }

    [Fact]
    public void The_matrix_tells_counts_and_percent()
    {
        var data = SampleReport.Bare(["a", "b"], [0, 0, 0, 0, 1, 1], [0, 0, 0, 1, 1, 1]);
        var picture = Parse(data).Descendants(Svg + "svg").First(svg => svg.Element(Svg + "title")!.Value == "Confusion matrix");
        string[] texts = [.. picture.Elements(Svg + "text").Select(text => text.Value)];
        Assert.Equal(["a", "3", "75 %", "1", "25 %", "b", "2", "100 %"], texts[4..]);   // before: truth, what the model said, a, b
    }

    public static TheoryData<string, string[], int[], int[]> Sparse => new()
    {
        { "one class, one clip", ["only"], [0], [0] },
        { "never right", ["a", "b"], [0, 1], [1, 0] },
        { "a class that does not occur", ["a", "b", "c"], [0, 0, 1], [0, 1, 1] },
        { "twenty classes", [.. Enumerable.Range(0, 20).Select(i => $"class number {i}")], [.. Enumerable.Range(0, 20)], [.. Enumerable.Range(0, 20).Select(i => i / 2)] },
    };

    [Theory]
    [MemberData(nameof(Sparse))]
    public void A_report_of_figures_alone_is_whole(string name, string[] labels, int[] truth, int[] predicted)
    {
        string text = Text(SampleReport.Bare(labels, truth, predicted));
        Assert.NotEmpty(name);
        Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
        Assert.DoesNotContain("∞", text, StringComparison.Ordinal);
        Assert.Equal(["confusion", "classes"], Parse(text).Descendants("section").Select(section => section.Attribute("id")!.Value));
    }

    [Fact]
    public void Without_a_validation_the_training_loss_is_drawn_alone()
    {
        var data = SampleReport.Full() with
        {
            Curves = [new LearningCurve("", [.. Enumerable.Range(1, 5).Select(epoch => new CurvePoint(epoch, 2.0 / epoch, double.NaN, double.NaN))], null)],
        };
        string text = Text(data);
        string section = Parse(text).Descendants("section").Single(section => section.Attribute("id")!.Value == "curves").ToString();
        Assert.DoesNotContain("validation UAR", section, StringComparison.Ordinal);
        Assert.DoesNotContain("chosen", section, StringComparison.Ordinal);
        Assert.Contains("training loss from 2.000 to 0.400", section, StringComparison.Ordinal);
        Assert.Contains("no clips were kept back for a validation", section, StringComparison.Ordinal);
    }

    [Fact]
    public void Gaps_in_curves_and_maps_leave_no_NaN()
    {
        var data = SampleReport.Full() with
        {
            Curves = [new LearningCurve("", [new CurvePoint(1, double.NaN, double.NaN, double.NaN)], 1)],
            Embeddings = new EmbeddingMap([new EmbeddingPoint(2, 2, "sad"), new EmbeddingPoint(2, 2, "sad")], [1, 0]),
            Clips = [.. SampleReport.Full().Clips.Select(clip => clip with { Speaker = null, Probabilities = [] })],
            Mistakes = [new ReportMistake(SampleReport.Full().Clips[0], null, default)],
        };
        string text = Text(data);
        Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Parse(text).Descendants("section"), section => section.Attribute("id")!.Value == "speakers");
    }

    [Fact]
    public void Of_many_speakers_the_worst_and_the_best_are_drawn_and_all_are_in_the_table()
    {
        var data = SampleReport.Full();
        data = data with { Clips = [.. data.Clips.Select((clip, i) => clip with { Speaker = $"s{i % 91:00}" })] };
        var section = Parse(data).Descendants("section").Single(section => section.Attribute("id")!.Value == "speakers");
        Assert.Contains(section.Descendants(Svg + "text"), text => text.Value == "… 63 speakers between");
        Assert.Equal(91, section.Descendants("tbody").First().Elements("tr").Count());
    }

    [Fact]
    public void Ones_own_result_stands_marked_among_the_published_ones_best_first()
    {
        var data = SampleReport.Full();
        data = data with
        {
            Published = data.Published! with
            {
                Results =
                [
                    new PublishedResult("low", "x", "p", PublishedFolds.Other, 8) { Uar = 0.01 },
                    new PublishedResult("high", "y", "p", PublishedFolds.Other, 8) { Uar = 0.99 },
                    new PublishedResult("by accuracy", "z", "p", PublishedFolds.Other, 8) { Accuracy = 0.005 },
                ],
            },
        };
        var rows = Parse(data).Descendants("section").Single(section => section.Attribute("id")!.Value == "published").Descendants("tbody").Single().Elements("tr").ToArray();
        Assert.Equal(["high", "this model", "low", "by accuracy"], rows.Select(row => row.Element("th")!.Value));
        Assert.Equal("own", rows[1].Attribute("class")!.Value);
    }

    [Fact]
    public void The_same_data_gives_the_same_bytes_in_any_culture()
    {
        byte[] plain = Bytes(SampleReport.Full());
        var before = System.Globalization.CultureInfo.CurrentCulture;
        var comma = (System.Globalization.CultureInfo)System.Globalization.CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = comma;
            Assert.Equal(plain, Bytes(SampleReport.Full()));
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Pictures_are_written_as_files_that_stand_alone()
    {
        string folder = Directory.CreateTempSubdirectory("ser-pictures-").FullName;
        try
        {
            var files = ReportPictures.WriteSvg(SampleReport.Full(), folder);
            Assert.Equal(13, files.Count);
            Assert.All(files, file =>
            {
                var picture = XDocument.Load(file).Root!;
                Assert.Contains("prefers-color-scheme", picture.Element(Svg + "style")!.Value, StringComparison.Ordinal);
                Assert.DoesNotContain("NaN", picture.ToString(), StringComparison.Ordinal);
            });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.35)]
    [InlineData(0.5)]
    [InlineData(0.6)]
    [InlineData(0.75)]
    [InlineData(1.0)]
    public void Text_on_a_cell_of_the_matrix_can_be_read_in_both_themes(double share)
    {
        var cell = Ser.Reporting.Pages.Figures.Palette.Cell(share);
        var text = Ser.Reporting.Pages.Figures.Palette.TextOn(cell);
        Assert.True(cell.Light.ContrastWith(text.Light) >= 4.5);
        Assert.True(cell.Dark.ContrastWith(text.Dark) >= 4.5);
    }

    [Fact]
    public void Colours_of_classes_stand_out_from_the_page_in_both_themes()
    {
        var surface = Ser.Reporting.Paint.Surface;
        Assert.All(Enumerable.Range(0, 8).Select(Ser.Reporting.Pages.Figures.Palette.Class), paint =>
        {
            Assert.True(paint.Light.ContrastWith(surface.Light) >= 3, paint.Light.Hex);
            Assert.True(paint.Dark.ContrastWith(surface.Dark) >= 3, paint.Dark.Hex);
        });
    }

    private static byte[] Bytes(ReportData data)
    {
        using var stream = new MemoryStream();
        ReportPage.Write(data, stream);
        return stream.ToArray();
    }

    private static string Text(ReportData data) => Encoding.UTF8.GetString(Bytes(data));

    private static XElement Parse(ReportData data) => Parse(Text(data));

    /// <summary>The page is well-formed XML too, so that a strict parser finds a tag that is not closed.</summary>
    private static XElement Parse(string text)
    {
        using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader).Root!;
    }
}
