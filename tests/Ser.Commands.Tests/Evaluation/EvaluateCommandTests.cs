using System.Text.Json;
using System.Xml.Linq;
using Ser.Cli;
using Ser.Core;

namespace Ser.Tests.Commands.Evaluation;

public sealed class EvaluateCommandTests : IDisposable
{
    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void Gates_that_hold_end_with_0_and_a_line_each()
    {
        var run = CommandRun.Of("evaluate", CommandRun.DemoModel, CommandRun.OneVoice, "--min-uar", "0.1", "--min-f1", "0.1", "--min-f1", "angry=0.1", "--min-accuracy", "0");
        Assert.Equal(ExitCode.Done, run.ExitCode);
        string[] gates = Lines(run.Error, "gate held: ");
        Assert.Equal(4, gates.Length);
        Assert.Matches(@"^gate held: UAR at least 0\.100: it is 0\.\d{3} \(95 % interval 0\.\d{3} to [01]\.\d{3}\)$", gates[0]);
        Assert.DoesNotContain("gate", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gate_that_is_missed_ends_with_3_after_everything_is_written()
    {
        string page = scratch["page.md"], junit = scratch["new/gates.xml"], table = scratch["table.csv"];
        var run = CommandRun.Of(
            "evaluate", CommandRun.DemoModel, CommandRun.OneVoice, "--min-uar", "0.1", "--min-accuracy", "0.99", "--markdown", page, "--junit", junit,
            "--predictions", table);
        Assert.Equal(ExitCode.GateMissed, run.ExitCode);
        Assert.Single(Lines(run.Error, "gate held: UAR at least 0.100: "));
        Assert.Single(Lines(run.Error, "ser: gate missed: accuracy at least 0.990: "));
        Assert.StartsWith("                  precision", run.Out, StringComparison.Ordinal);
        Assert.Equal(17, File.ReadAllLines(table).Length);
        Assert.Contains("| **missed** | accuracy at least 0.990 |", File.ReadAllText(page), StringComparison.Ordinal);

        var suite = XDocument.Load(junit).Root!.Element("testsuite")!;
        Assert.Equal(("3", "1", "0"), ((string?)suite.Attribute("tests"), (string?)suite.Attribute("failures"), (string?)suite.Attribute("errors")));
        Assert.Equal(3, suite.Elements("testcase").Count());
        Assert.StartsWith("it is 0.", (string?)suite.Descendants("failure").Single().Attribute("message"), StringComparison.Ordinal);
    }

    [Fact]
    public void JSON_holds_groups_confusions_mistakes_overlap_and_gates_and_nothing_else_is_on_stdout()
    {
        var run = CommandRun.Of("evaluate", CommandRun.DemoModel, CommandRun.OneVoice, "--json", "--min-uar", "1", "--forbid-overlap");
        Assert.Equal(ExitCode.GateMissed, run.ExitCode);
        using var json = JsonDocument.Parse(run.Out);
        var root = json.RootElement;
        Assert.Equal(16, root.GetProperty("samples").GetInt32());
        Assert.Equal("ravdess:02", root.GetProperty("breakdowns").GetProperty("speaker")[0].GetProperty("group").GetString());
        double cost = root.GetProperty("confusions").EnumerateArray().Sum(confusion => confusion.GetProperty("cost").GetDouble());
        Assert.Equal(1 - root.GetProperty("uar").GetDouble(), cost, 9);
        double[] sure = [.. root.GetProperty("mistakes").EnumerateArray().Select(mistake => mistake.GetProperty("confidence").GetDouble())];
        Assert.Equal(sure.OrderDescending(), sure);
        Assert.Equal([false, true], root.GetProperty("gates").EnumerateArray().Select(gate => gate.GetProperty("held").GetBoolean()));
        Assert.Equal(12, root.GetProperty("published").GetProperty("results").GetArrayLength());
    }

    [Fact]
    public void Speakers_that_trained_the_model_are_a_warning_a_stamp_and_a_missed_gate()
    {
        string page = scratch["page.md"];
        var run = CommandRun.Of("evaluate", Path.Combine(TestData.Repository, "data", "demo"), "--forbid-overlap", "--markdown", page, "-m", CommandRun.DemoModel);
        Assert.Equal(ExitCode.GateMissed, run.ExitCode);
        const string Gate = "ser: gate missed: nothing in common with the training: ";
        string stamp = Assert.Single(Lines(run.Error, Gate))[Gate.Length..];
        Assert.Matches("^7 of 8 speakers( and 112 of 128 clips)? took part in the training of this model$", stamp);
        Assert.Single(Lines(run.Error, $"warning: {stamp}"));
        Assert.Contains($"too good for new voices:\n{stamp}\n", run.Out.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains(stamp, File.ReadAllText(page), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_model_the_shipped_one_is_used()
    {
        var run = CommandRun.Of("evaluate", CommandRun.OneVoice);
        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.DoesNotContain("demo model", run.Error, StringComparison.Ordinal);
        Assert.Equal(CommandRun.Of("evaluate", CommandRun.BaseModel, CommandRun.OneVoice).Out, run.Out);
    }

    [Fact]
    public void Against_its_own_figures_a_model_has_not_dropped()
    {
        string[] line = ["evaluate", CommandRun.DemoModel, CommandRun.OneVoice];
        string table = scratch["base.csv"];
        scratch.Write("base.json", CommandRun.Of([.. line, "--json", "--predictions", table]).Out);
        var run = CommandRun.Of([.. line, "--baseline", scratch["base.json"], "--max-drop", "0.02"]);
        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Contains("equal (95 % interval of the drop 0.000 to 0.000); the same clips, clips drawn", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_figure_that_is_0_by_0_is_a_warning_and_counts_as_was_asked_for()
    {
        string[] line = ["evaluate", CommandRun.DemoModel, CommandRun.OneVoice, "--labels", "angry,sad", "--json"];
        var zero = CommandRun.Of(line);
        var one = CommandRun.Of([.. line, "--zero-division", "1"]);
        Assert.Single(Lines(zero.Error, "warning: 0/0 counts as 0: "));
        Assert.Single(Lines(one.Error, "warning: 0/0 counts as 1: "));
        Assert.Single(Lines(zero.Error, "no clip of disgust, fear, happy, neutral, surprise, calm: UAR is that of angry, sad alone"));
        Assert.Equal(0, Recall(zero));
        Assert.Equal(1, Recall(one));

        static double Recall(CommandRun run)
        {
            using var json = JsonDocument.Parse(run.Out);
            return json.RootElement.GetProperty("classes")[1].GetProperty("recall").GetDouble();   // disgust
        }
    }

    [Fact]
    public void A_class_that_the_model_does_not_know_is_said_to_count_against_it()
    {
        var run = CommandRun.Of("evaluate", CommandRun.DemoModel, CommandRun.OneVoice, "--map", "sad=boredom");
        Assert.Single(Lines(run.Error, "the model does not know 'boredom': 2 clips can only be wrong; --exclude boredom leaves them out"));
    }

    [Theory]
    [InlineData("--min-uar 1.5", "--min-uar is '1.5'; give a share from 0 to 1")]
    [InlineData("--min-uar NaN", "--min-uar is 'NaN'")]
    [InlineData("--min-uar calm=0.3", "--min-uar is 'calm=0.3'")]
    [InlineData("--min-f1 =0.3", "--min-f1 is '=0.3'")]
    [InlineData("--min-recall 0.3", "--min-recall is '0.3'; give a label and a share")]
    [InlineData("--min-f1 clam=0.3", "there is a gate for 'clam', which neither the model nor the corpus knows")]
    [InlineData("--max-drop 0.1", "--max-drop wants --baseline")]
    [InlineData("--max-drop x --baseline y", "--max-drop is 'x'; give a share from 0 to 1")]
    [InlineData("--zero-division 2", "--zero-division is '2'")]
    [InlineData("-m other.onnx", "two models are named")]
    public void A_gate_that_cannot_be_is_wrong_usage(string gate, string fault)
    {
        var run = CommandRun.Of(["evaluate", CommandRun.DemoModel, CommandRun.OneVoice, .. gate.Split(' ')]);
        Assert.Equal(ExitCode.WrongUsage, run.ExitCode);
        Assert.Contains(fault, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Empty(run.Out);
    }

    [Theory]
    [InlineData("evaluate", "'folder' missing")]
    [InlineData("evaluate model.onnx", "'folder' missing")]
    public void Something_has_to_be_evaluated(string line, string fault)
    {
        var run = CommandRun.Of(line.Split(' '));
        Assert.Equal(ExitCode.WrongUsage, run.ExitCode);
        Assert.Contains(fault, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_baseline_that_is_none_fails_before_any_clip_is_read()
    {
        string[] line = ["evaluate", CommandRun.DemoModel, scratch["no folder"], "--baseline", scratch["none.json"]];
        Assert.Contains("none.json: no such file", Assert.Throws<UserError>(() => CommandRun.Of(line)).Message, StringComparison.Ordinal);
    }

    private static string[] Lines(string text, string beginning) =>
        [.. text.Split('\n').Where(line => line.StartsWith(beginning, StringComparison.Ordinal))];
}
