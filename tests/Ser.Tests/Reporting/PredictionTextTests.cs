using Ser.Reporting;

namespace Ser.Tests.Reporting;

public sealed class PredictionTextTests
{
    private static readonly string[] Labels = ["angry", "happy", "surprise"];

    [Fact]
    public void Aligned_lines_look_like_this()
    {
        Assert.Equal(
            """
            file             label     confidence  angry  happy  surprise
            a.wav            angry          87.3%  0.873  0.100     0.027
            longer name.ogg  surprise      100.0%  0.000  0.000     1.000

            """,
            Written(output =>
            {
                int width = PredictionText.NameWidth("longer name.ogg");
                PredictionText.WriteAlignedHeader(output, Labels, width);
                PredictionText.WriteAligned(output, "a.wav", Labels, [0.873f, 0.1f, 0.027f], width);
                PredictionText.WriteAligned(output, "longer name.ogg", Labels, [0, 0, 1], width);
            }),
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Tabbed_lines_keep_every_digit()
    {
        Assert.Equal(
            "file\tlabel\tconfidence\tangry\thappy\tsurprise\na b.wav\tangry\t0.8730001\t0.8730001\t0.1\t0.0269999\n",
            Written(output =>
            {
                PredictionText.WriteTabbedHeader(output, Labels);
                PredictionText.WriteTabbed(output, "a b.wav", Labels, [0.8730001f, 0.1f, 0.0269999f]);
            }));
    }

    [Fact]
    public void Of_equal_probabilities_the_first_label_wins()
    {
        string line = Written(output => PredictionText.WriteTabbed(output, "a", Labels, [0.2f, 0.4f, 0.4f]));
        Assert.Equal("happy", line.Split('\t')[1]);
    }

    [Fact]
    public void A_tab_in_a_name_adds_no_column()
    {
        string line = Written(output => PredictionText.WriteTabbed(output, "a\tb\nc", Labels, [1, 0, 0]));
        Assert.Equal(["a?b?c", "angry", "1", "1", "0", "0\n"], line.Split('\t'));
    }

    [Fact]
    public void A_name_longer_than_its_column_is_written_in_full()
    {
        string line = Written(output => PredictionText.WriteAligned(output, "a long name.wav", Labels, [1, 0, 0], nameWidth: 4));
        Assert.StartsWith("a long name.wav  angry ", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Inputs_that_do_not_fit_are_refused_by_name()
    {
        Assert.Throws<ArgumentException>("probabilities", () => Written(o => PredictionText.WriteAligned(o, "a", Labels, [1], 4)));
        Assert.Throws<ArgumentException>("probabilities", () => Written(o => PredictionText.WriteTabbed(o, "a", Labels, [1])));
        Assert.Throws<ArgumentException>("labels", () => Written(o => PredictionText.WriteTabbed(o, "a", [], [])));
    }

    private static string Written(Action<TextWriter> write)
    {
        using var output = new StringWriter { NewLine = "\n" };
        write(output);
        return output.ToString();
    }
}
