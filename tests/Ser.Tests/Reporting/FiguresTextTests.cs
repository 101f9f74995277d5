using Ser.Evaluation;
using Ser.Reporting;

namespace Ser.Tests.Reporting;

public sealed class FiguresTextTests
{
    private static readonly string[] Eight = ["angry", "disgust", "fear", "happy", "neutral", "sad", "surprise", "calm"];

    [Fact]
    public void Eight_emotions_look_like_this()
    {
        var figures = Of(Eight, clips: 1200) with
        {
            Intervals = new IntervalFigures(new Interval(0.6501, 0.7999), new Interval(0.64, 0.81), 0.95, "speaker", 2000),
        };
        Assert.Equal(
            """
                              precision   recall       f1  support
            angry                 0.904    0.722    0.803      299
            disgust               0.814    0.732    0.770      257
            fear                  0.439    0.718    0.545       85
            happy                 0.697    0.721    0.709      172
            neutral               0.746    0.729    0.737      129
            sad                   0.589    0.733    0.653       86
            surprise              0.677    0.733    0.704       86
            calm                  0.724    0.733    0.728       86

            accuracy                       0.727  95 % interval 0.640 to 0.810
            UAR                            0.727  95 % interval 0.650 to 0.800
            macro average         0.699    0.727    0.706     1200
            weighted average      0.753    0.727    0.734     1200

            kappa 0.679, MCC 0.681

            intervals: bootstrap, speakers drawn 2000 times

            confusion matrix: rows truth, columns predicted

                      angry  disgust  fear  happy  neutral  sad  surprise  calm
            angry       216       28    55      0        0    0         0     0
            disgust       0      188    23     46        0    0         0     0
            fear          0        0    61      8       16    0         0     0
            happy         0        0     0    124       16   32         0     0
            neutral       0        0     0      0       94   12        23     0
            sad           0        0     0      0        0   63         7    16
            surprise     15        0     0      0        0    0        63     8
            calm          8       15     0      0        0    0         0    63

            """,
            Text(figures),
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Two_classes_look_like_this()
    {
        var figures = ClassificationFigures.Measure(["calm", "aroused"], [0, 0, 0, 1, 1], [0, 0, 1, 1, 1]);
        Assert.Equal(
            """
                              precision   recall       f1  support
            calm                  1.000    0.667    0.800        3
            aroused               0.667    1.000    0.800        2

            accuracy                       0.800
            UAR                            0.833
            macro average         0.833    0.833    0.800        5
            weighted average      0.867    0.800    0.800        5

            kappa 0.615, MCC 0.667

            confusion matrix: rows truth, columns predicted

                     calm  aroused
            calm        2        1
            aroused     0        2

            """,
            Text(figures),
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Long_names_number_the_columns()
    {
        string[] labels = [.. Eight.Select(label => $"very much and unmistakably {label}")];
        string text = Text(Of(labels, clips: 99));
        Assert.Contains("\n" + new string(' ', 41) + "1   2   3", text, StringComparison.Ordinal);
        Assert.Contains("\n2  very much and unmistakably disgust    0  16", text, StringComparison.Ordinal);
        Assert.Contains("\nvery much and unmistakably a..", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 7)]
    [InlineData(8, 4)]
    [InlineData(8, 60)]
    [InlineData(30, 4)]
    [InlineData(30, 60)]
    public void No_line_is_wider_than_the_width_or_ends_in_a_space(int classes, int nameLength)
    {
        string[] labels = [.. Enumerable.Range(0, classes).Select(i => $"{i}".PadRight(nameLength, 'x'))];
        var figures = Of(labels, clips: 12_000);
        figures = figures with { Intervals = SpeakerBootstrap.Intervals([0, 1], [0, 0], null, seed: 1, draws: 10) };
        foreach (int width in new[] { 66, 80, 120 })
        {
            string[] lines = Text(figures, width).Split('\n');
            Assert.All(lines, line => Assert.InRange(line.Length, 0, width));
            Assert.All(lines, line => Assert.Equal(line.TrimEnd(), line));
        }
    }

    [Fact]
    public void A_wide_matrix_comes_in_parts_that_hold_every_column_once()
    {
        string[] labels = [.. Enumerable.Range(0, 30).Select(i => $"emotion {i}")];
        var figures = Of(labels, clips: 12_000);
        string[] parts = Text(figures).Split("columns predicted\n\n")[1].TrimEnd().Split("\n\n");
        Assert.InRange(parts.Length, 2, 3);
        int[] headings = [.. parts.SelectMany(part => Numbers(part.Split('\n')[0]))];
        Assert.Equal(Enumerable.Range(1, 30), headings);

        // Number and name stand before the counts: "8  emotion 7   3  0  …"
        int[] eighth = [.. parts.SelectMany(part => Numbers(part.Split('\n')[8]["30  emotion 29".Length..]))];
        Assert.Equal(figures.Confusion[7], eighth);
    }

    [Fact]
    public void Figures_of_probabilities_stand_below_those_of_verdicts()
    {
        string text = Text(ClassificationFigures.Measure(["calm", "aroused"], [0, 0, 1, 1], [0, 1, 1, 1], [[0.9f, 0.1f], [0.4f, 0.6f], [0.2f, 0.8f], [0.1f, 0.9f]]));
        Assert.Contains(
            "\nkappa 0.500, MCC 0.577, top 2 1.000, ROC area 1.000\nlog loss 0.338 nats, Brier 0.210, calibration error 0.250\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_trained_on_is_stamped_with_its_numbers()
    {
        var figures = ClassificationFigures.Measure(["calm", "aroused"], [0, 1], [0, 1]) with { SpeakerOverlap = true };
        using var output = new StringWriter { NewLine = "\n" };
        FiguresText.Write(figures, output, overlap: "1 of 2 speakers took part in the training of this model");
        Assert.Contains("\ntoo good for new voices:\n1 of 2 speakers took part in the training of this model\n", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Transductive_figures_say_so_in_text_and_JSON_and_others_do_not()
    {
        var figures = ClassificationFigures.Measure(["calm", "aroused"], [0, 1], [0, 1]);
        Assert.DoesNotContain("transductive", Text(figures) + figures.ToJson(indented: true), StringComparison.OrdinalIgnoreCase);
        figures = figures with { Transductive = true };
        Assert.Contains("\ntransductive: each speaker was normalised over all clips of that speaker;\n", Text(figures), StringComparison.Ordinal);
        Assert.True(ClassificationFigures.FromJson(figures.ToJson(indented: true)).Transductive);
    }

    [Fact]
    public void A_narrow_terminal_is_no_error()
    {
        var figures = Of(Eight, clips: 100);
        Assert.Equal(Text(figures, 66), Text(figures, 1));
    }

    [Fact]
    public void Control_characters_of_a_name_do_not_reach_the_terminal()
    {
        string text = Text(ClassificationFigures.Measure(["a\tb", "c\u001b[31m"], [0, 1], [0, 1]));
        Assert.Contains("a?b", text, StringComparison.Ordinal);
        Assert.Contains("c?[31m", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_composed_letter_takes_one_column()
    {
        string[] lines = Text(ClassificationFigures.Measure(["fro\u0308hlich", "traurig"], [0, 1], [0, 1])).Split('\n');
        Assert.Equal(lines[2].Length + 1, lines[1].Length);   // one char more, for the same columns
    }

    /// <summary>Clips that are mostly right and else drift to the next class or the one after.</summary>
    private static ClassificationFigures Of(string[] labels, int clips)
    {
        int[] truth = [.. Enumerable.Range(0, clips).Select(i => i * i / 7 % labels.Length)];
        int[] predicted = [.. truth.Select((index, i) => (index + (i % 11 == 0 ? 1 : i % 5 == 0 ? 2 : 0)) % labels.Length)];
        return ClassificationFigures.Measure(labels, truth, predicted);
    }

    private static string Text(ClassificationFigures figures, int width = FiguresText.DefaultWidth)
    {
        using var output = new StringWriter { NewLine = "\n" };
        FiguresText.Write(figures, output, width);
        return output.ToString();
    }

    private static IEnumerable<int> Numbers(string line) =>
        line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse);
}
