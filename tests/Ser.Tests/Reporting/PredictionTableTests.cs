using Ser.Reporting;

namespace Ser.Tests.Reporting;

public sealed class PredictionTableTests
{
    private static readonly string[] Eight = ["angry", "disgust", "fear", "happy", "neutral", "sad", "surprise", "calm"];

    [Fact]
    public void Headings_and_rows_stand_above_each_other()
    {
        var table = new PredictionTable(["angry", "sad"], longestName: 5, room: 50, isTimed: false);
        Assert.Equal("file   label       conf.  angry      sad", table.Header);
        Assert.Equal("a.wav  sad         75.0%  ██▌        ███████▌", Text(table.Row(Row("a.wav", "sad", ["angry", "sad"], 0.25f, 0.75f))));
    }

    [Fact]
    public void Windows_have_their_times_and_a_single_file_needs_no_name()
    {
        var table = new PredictionTable(["angry", "sad"], longestName: 0, room: 50, isTimed: true);
        Assert.Equal("   start       end  label       conf.  angr sad", table.Header);
        var row = Row("a.wav", "angry", ["angry", "sad"], 1, 0) with { Start = 3599.5, End = 3602.5 };
        Assert.Equal(" 3599.50   3602.50  angry      100.0%  ████", Text(table.Row(row)));
    }

    [Theory]
    [InlineData(80, false)]
    [InlineData(80, true)]
    [InlineData(100, false)]
    [InlineData(200, true)]
    public void No_line_is_wider_than_the_room(int room, bool isTimed)
    {
        var table = new PredictionTable(Eight, longestName: 90, room, isTimed);
        var row = Row(new string('x', 90) + ".wav", "surprise", Eight, 0, 0, 0, 0, 0, 0, 1, 0) with { Start = 0, End = 1 };
        Assert.InRange(table.Header.Length, 1, room - 1);
        Assert.InRange(TextCell.Width(Text(table.Row(row))), 1, room - 1);
        Assert.Contains("….wav"[1..], Text(table.Row(row)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_name_keeps_its_end()
    {
        var table = new PredictionTable(Eight, longestName: 60, room: 80, isTimed: false);
        Assert.StartsWith("…", Text(table.Row(Row("a/long/folder/with/many/parts/and/a/clip-01.wav", "sad", Eight, new float[8]))), StringComparison.Ordinal);
    }

    [Fact]
    public void The_likeliest_labels_are_named_with_their_probability()
    {
        var table = new PredictionTable(Eight, longestName: 5, room: 100, isTimed: false, top: 2);
        string text = Text(table.Row(Row("a.wav", "uncertain", Eight, 0, 0.25f, 0, 0.45f, 0.3f, 0, 0, 0)));
        Assert.Equal(["a.wav", "uncertain", "45.0%", "happy", "45.0%", "neutral", "30.0%"], text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Every_label_and_every_bar_has_the_colour_of_its_class()
    {
        var table = new PredictionTable(["angry", "sad"], longestName: 5, room: 60, isTimed: false);
        var row = table.Row(Row("a.wav", "sad", ["angry", "sad"], 0.2f, 0.8f));
        Assert.Equal([null, "sad", null, "angry", "sad"], row.Select(piece => piece.Label));
    }

    [Fact]
    public void A_single_prediction_has_a_line_for_every_label()
    {
        var lines = PredictionTable.Alone(Row("a.wav", "sad", ["angry", "sad"], 0.25f, 0.75f), top: null, room: 40).Select(Text).ToArray();
        Assert.Equal(3, lines.Length);
        Assert.Equal("a.wav  sad  75.0%", lines[0]);
        Assert.Equal("  angry  █████▎                  25.0%", lines[1]);
        Assert.Equal(lines[1].Length, lines[2].Length);
    }

    private static PredictionRow Row(string name, string label, string[] labels, params float[] probabilities) =>
        new(name, label, probabilities.Max(), labels, probabilities);

    private static string Text(IReadOnlyList<LabelledText> line) => string.Concat(line.Select(piece => piece.Text)).TrimEnd();
}
