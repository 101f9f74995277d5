using Ser.Cli;
using Ser.Cli.Evaluation;
using Ser.Core;
using Ser.Corpora;
using Ser.Evaluation;
using Ser.Inference;

namespace Ser.Tests.Commands.Evaluation;

public sealed class BaselineGateTests : IDisposable
{
    private const int Clips = 240;

    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void The_same_verdicts_hold_any_gate()
    {
        var gate = Check(before: i => i % 5 == 0, now: i => i % 5 == 0, mostDrop: 0);
        Assert.True(gate.Held, gate.Line);
        Assert.Contains("equal (95 % interval of the drop 0.000 to 0.000); the same clips, speakers drawn", gate.Finding, StringComparison.Ordinal);
    }

    [Fact]
    public void A_drop_that_every_speaker_shares_is_missed_unless_it_is_allowed()
    {
        // Every speaker loses the same share of both classes, so no draw of speakers can explain it.
        var missed = Check(before: _ => false, now: i => i / 12 % 10 == 0, mostDrop: 0.02);
        Assert.False(missed.Held, missed.Line);
        Assert.Equal(0.1, missed.Value!.Value, 12);
        Assert.Contains("it is 0.900, 0.100 below", missed.Finding, StringComparison.Ordinal);
        Assert.True(Check(before: _ => false, now: i => i / 12 % 10 == 0, mostDrop: 0.1).Held);
    }

    [Fact]
    public void A_drop_of_one_speaker_of_six_may_be_chance_and_the_line_says_so()
    {
        var gate = Check(before: _ => false, now: i => i % 6 == 0 && i / 12 % 2 == 0, mostDrop: 0.02);
        Assert.True(gate.Value > 0.02);
        Assert.True(gate.Held, gate.Line);
        Assert.Contains("more than allowed, but other speakers would explain it", gate.Finding, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_is_better_holds_it()
    {
        var gate = Check(before: i => i % 7 == 0, now: _ => false, mostDrop: 0);
        Assert.True(gate.Held, gate.Line);
        Assert.Contains("above (95 % interval", gate.Finding, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_clips_are_compared_by_their_two_intervals()
    {
        string folder = MadeRun.Write(scratch, "longer", Clips + 12, _ => false);
        var near = new BaselineGate(MeasuredRun.Read(folder), 0).Check(Test(i => i / 12 % 10 == 0));
        Assert.Contains("two intervals put together (not the same clips: 252 and 240, 240 in common)", near.Finding, StringComparison.Ordinal);
        Assert.False(near.Held);
    }

    [Fact]
    public void Other_classes_are_no_baseline()
    {
        var other = ClassificationFigures.Measure(["angry", "sad"], [0, 1], [0, 1]);
        string file = scratch.Write("other.json", other.ToJson(indented: false));
        var error = Assert.Throws<UserError>(() => new BaselineGate(MeasuredRun.Read(file), 0).Check(Test(_ => false)));
        Assert.Contains("was measured on other classes (angry sad) than this test (happy sad)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Transductive_figures_are_no_baseline_of_clips_that_are_labelled_one_by_one()
    {
        var before = MadeRun.Figures(Clips, _ => false) with { Transductive = true };
        string file = scratch.Write("before.json", before.ToJson(indented: false));
        var error = Assert.Throws<UserError>(() => new BaselineGate(MeasuredRun.Read(file), 0).Check(Test(_ => false)));
        Assert.Contains("was measured by --speaker-norm, with all clips of a speaker at once", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_intervals_are_put_together_by_squares()
    {
        // Zou and Donner 2008: 0.8 (0.7, 0.85) less 0.6 (0.56, 0.63): 0.2 - sqrt(0.1² + 0.03²), 0.2 + sqrt(0.05² + 0.04²).
        var interval = BaselineGate.Apart(0.8, new Interval(0.7, 0.85), 0.6, new Interval(0.56, 0.63));
        Assert.Equal(0.2 - Math.Sqrt(0.0109), interval.Low, 12);
        Assert.Equal(0.2 + Math.Sqrt(0.0041), interval.High, 12);
        Assert.Equal(new Interval(0.25, 0.25), BaselineGate.Apart(0.75, null, 0.5, null));
    }

    private GateResult Check(Predicate<int> before, Predicate<int> now, double mostDrop) =>
        new BaselineGate(MeasuredRun.Read(MadeRun.Write(scratch, "before", Clips, before)), mostDrop).Check(Test(now));

    private ModelTest Test(Predicate<int> isWrong)
    {
        string[][] rows = [.. MadeRun.Predictions(Clips, isWrong).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(','))];
        LabelledClip[] clips = [.. rows.Select((row, i) => new LabelledClip(
            new Clip { File = row[0], Name = row[0], Label = row[1], Speaker = $"made:{i % 6}" },
            new Prediction(MadeRun.Labels, row[2] == "happy" ? [0.6f, 0.4f] : [0.4f, 0.6f])))];
        return new ModelTest(MadeRun.Figures(Clips, isWrong), clips, []) { Details = new TestDetails([], [], []) };
    }
}
