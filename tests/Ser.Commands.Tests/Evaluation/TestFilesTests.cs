using System.Text;
using System.Xml.Linq;
using Ser.Cli;
using Ser.Cli.Evaluation;
using Ser.Corpora;
using Ser.Inference;

namespace Ser.Tests.Commands.Evaluation;

public sealed class TestFilesTests
{
    private const string Evil = "a\u0001<b>&\"c\ud800|d`";

    [Fact]
    public void JUnit_is_valid_XML_whatever_the_names_hold()
    {
        using var stream = new MemoryStream();
        TestJunit.Write(stream, Test(), Evil, Evil);
        var xml = XDocument.Parse(Encoding.UTF8.GetString(stream.ToArray()).TrimStart('\ufeff'));
        var suite = xml.Root!.Element("testsuite")!;
        Assert.Equal("a?<b>&\"c?|d`", (string?)suite.Descendants("property").First().Attribute("value"));
        Assert.Equal(["1 clip of a?<b>&\"c?|d`", "a gate"], suite.Elements("testcase").Select(test => (string?)test.Attribute("name")));
        Assert.Equal("left out: a?<b>&\"c?|d`", suite.Element("system-err")!.Value);
    }

    [Fact]
    public void Names_do_not_break_the_tables_of_Markdown()
    {
        using var page = new StringWriter { NewLine = "\n" };
        TestMarkdown.Write(Test(), Evil, Evil, page);
        Assert.DoesNotContain("<b>", page.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\u0001', page.ToString());
        Assert.Contains("c\ud800\\|d\\`", page.ToString(), StringComparison.Ordinal);
    }

    private static ModelTest Test()
    {
        var clip = new LabelledClip(new Clip { File = Evil, Name = Evil, Label = "sad" }, new Prediction(MadeRun.Labels, [0.6f, 0.4f]));
        return new ModelTest(MadeRun.Figures(24, _ => false) with { Samples = 1 }, [clip], [Evil])
        {
            Details = new TestDetails([], [], [clip]),
            Gates = [new GateResult("a gate", false, Evil)],
        };
    }
}
