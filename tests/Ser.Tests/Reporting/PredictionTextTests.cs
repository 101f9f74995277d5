using Ser.Reporting;

namespace Ser.Tests.Reporting;

public sealed class PredictionTextTests
{
    private static readonly string[] Labels = ["angry", "happy", "sad"];

    [Fact]
    public void Tabs_part_the_columns_and_numbers_are_in_full() => Assert.Equal(
        "file\tlabel\tconfidence\tangry\thappy\tsad\na b.wav\tangry\t0.8730001\t0.8730001\t0.1\t0.0269999\n",
        Written(output =>
        {
            PredictionText.WriteTabbedHeader(output, Labels);
            PredictionText.WriteTabbed(output, Row("a b.wav", 0.8730001f, 0.1f, 0.0269999f));
        }));

    [Fact]
    public void Windows_have_their_times_behind_the_file() => Assert.Equal(
        "file\tstart\tend\tlabel\tconfidence\tangry\thappy\tsad\na\t0.5\t3.5\tangry\t1\t1\t0\t0\n",
        Written(output =>
        {
            PredictionText.WriteTabbedHeader(output, Labels, isTimed: true);
            PredictionText.WriteTabbed(output, Row("a", 1, 0, 0) with { Start = 0.5, End = 3.5 });
        }));

    [Fact]
    public void The_likeliest_labels_stand_in_their_own_order_and_of_equals_the_first_wins() => Assert.Equal(
        "file\tlabel\tconfidence\tlabel1\tprobability1\tlabel2\tprobability2\na\thappy\t0.4\thappy\t0.4\tsad\t0.4\n",
        Written(output =>
        {
            PredictionText.WriteTabbedHeader(output, Labels, top: 2);
            PredictionText.WriteTabbed(output, Row("a", 0.2f, 0.4f, 0.4f), top: 2);
        }));

    [Fact]
    public void More_likeliest_labels_than_there_are_labels_are_all_of_them()
    {
        string[] lines = Written(output =>
        {
            PredictionText.WriteTabbedHeader(output, Labels, top: 9);
            PredictionText.WriteTabbed(output, Row("a", 0.2f, 0.5f, 0.3f), top: 9);
        }).Split('\n');
        Assert.Equal(9, lines[0].Split('\t').Length);
        Assert.Equal(9, lines[1].Split('\t').Length);
    }

    [Fact]
    public void Control_characters_in_a_name_do_not_break_the_line() =>
        Assert.StartsWith("a?b?c\tangry", Written(output => PredictionText.WriteTabbed(output, Row("a\tb\nc", 1, 0, 0))), StringComparison.Ordinal);

    [Fact]
    public void Probabilities_that_do_not_fit_the_labels_are_refused()
    {
        Assert.Throws<ArgumentException>("Probabilities", () => Written(o => PredictionText.WriteTabbed(o, new PredictionRow("a", "angry", 1, Labels, [1]))));
        Assert.Throws<ArgumentOutOfRangeException>("Labels", () => Written(o => PredictionText.WriteTabbed(o, new PredictionRow("a", "angry", 1, [], []))));
        Assert.Throws<ArgumentOutOfRangeException>("labels", () => Written(o => PredictionText.WriteTabbedHeader(o, [])));
    }

    private static PredictionRow Row(string name, params float[] probabilities)
    {
        int best = Array.IndexOf(probabilities, probabilities.Max());
        return new PredictionRow(name, Labels[best], probabilities[best], Labels, probabilities);
    }

    private static string Written(Action<TextWriter> write)
    {
        using var output = new StringWriter { NewLine = "\n" };
        write(output);
        return output.ToString();
    }
}
