using Ser.Cli.Evaluation;
using Ser.Evaluation;

namespace Ser.Tests.Commands.Evaluation;

public sealed class GateTests
{
    // 2 of 3 happy and 1 of 1 sad are right: UAR 0.8333, accuracy 0.75, F1 0.8 and 0.667; nobody is calm.
    private static readonly ClassificationFigures Figures = ClassificationFigures.Measure(["happy", "sad", "calm"], [0, 0, 0, 1], [0, 0, 1, 1]);

    [Theory]
    [InlineData(nameof(GateFigure.Uar), "0.83", true)]
    [InlineData(nameof(GateFigure.Uar), "0.84", false)]
    [InlineData(nameof(GateFigure.Accuracy), "0.75", true)]
    [InlineData(nameof(GateFigure.Accuracy), "0.7500001", false)]
    [InlineData(nameof(GateFigure.F1), "0.73", true)]
    [InlineData(nameof(GateFigure.F1), "0.74", false)]
    [InlineData(nameof(GateFigure.F1), "happy=0.8", true)]
    [InlineData(nameof(GateFigure.F1), "Happiness=0.81", false)]
    [InlineData(nameof(GateFigure.Recall), "sad=1", true)]
    [InlineData(nameof(GateFigure.Recall), "happy=0.67", false)]
    [InlineData(nameof(GateFigure.Recall), "calm=0", false)]
    [InlineData(nameof(GateFigure.F1), "calm=0", false)]
    public void A_gate_is_held_by_its_limit_and_more(string figure, string text, bool held) =>
        Assert.Equal(held, Gate.Parse(Enum.Parse<GateFigure>(figure), text)!.Check(Figures).Held);

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1.5")]
    [InlineData("-0.1")]
    [InlineData("0,5")]
    [InlineData("calm=")]
    [InlineData("=0.3")]
    [InlineData(" =0.3")]
    [InlineData("calm=0.3=x")]
    public void What_is_no_share_is_no_gate(string text) => Assert.Null(Gate.Parse(GateFigure.F1, text));

    [Fact]
    public void A_line_tells_the_figure_the_limit_and_the_interval()
    {
        var figures = Figures with { Intervals = new IntervalFigures(new Interval(0.5, 1), new Interval(0.25, 1), 0.95, "clip", 2000) };
        Assert.Equal(
            "missed: UAR at least 0.900: it is 0.833 (95 % interval 0.500 to 1.000)", new Gate(GateFigure.Uar, null, 0.9).Check(figures).Line);
        Assert.Equal("held: F1 of happy at least 0.300: it is 0.800", new Gate(GateFigure.F1, "happy", 0.3).Check(figures).Line);
        Assert.Equal(
            "missed: F1 of calm at least 0.000: it cannot be measured: there is no clip of calm", new Gate(GateFigure.F1, "calm", 0).Check(figures).Line);
    }

    [Fact]
    public void A_figure_that_is_missed_by_a_hair_does_not_look_like_its_limit() =>
        Assert.StartsWith("missed: accuracy at least 0.7501: it is 0.7500", new Gate(GateFigure.Accuracy, null, 0.7501).Check(Figures).Line, StringComparison.Ordinal);
}
