using System.Text.Json;
using Ser.Cli;

namespace Ser.Tests.Commands.Evaluation;

public sealed class CompareCommandTests : IDisposable
{
    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void Tests_of_the_same_clips_are_tested_in_pairs()
    {
        string old = MadeRun.Write(scratch, "old", 240, i => i / 12 % 10 == 0), better = MadeRun.Write(scratch, "new", 240, i => i == 0);
        var run = CommandRun.Of("compare", old, better);
        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Contains($"a  {old}\nb  {better}\n", run.Out, StringComparison.Ordinal);
        Assert.Matches(@"\nUAR +0\.900 +0\.996\*\n", run.Out);
        Assert.Contains("b against a, on the same 240 clips:\n  UAR +0.096, 95 % interval +0.08", run.Out, StringComparison.Ordinal);
        Assert.Contains("(bootstrap, speakers drawn 2000 times)", run.Out, StringComparison.Ordinal);
        Assert.Contains("0 clips only a has right, 23 only b: McNemar p below 0.001 (exact)", run.Out, StringComparison.Ordinal);
        Assert.Contains("b is better on these speakers and probably on others", run.Out, StringComparison.Ordinal);
        Assert.All(run.Out.Split('\n'), line => Assert.Equal(line.TrimEnd(), line));
    }

    [Fact]
    public void Tests_of_other_clips_stand_side_by_side_only()
    {
        string a = MadeRun.Write(scratch, "a", 24, _ => false), b = MadeRun.Write(scratch, "b", 36, _ => false);
        var run = CommandRun.Of("compare", a, b);
        Assert.Contains("b against a: no test of the difference; not the same clips: 24 and 36, 24 in common.", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("McNemar", run.Out, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\d\*", run.Out);   // equal figures: none is the best
    }

    [Fact]
    public void Transductive_figures_are_stamped()
    {
        string a = MadeRun.Write(scratch, "a", 24, _ => false), b = MadeRun.Write(scratch, "b", 24, _ => false);
        scratch.Write("b/metrics.json", (MadeRun.Figures(24, _ => false) with { Transductive = true }).ToJson(indented: true));
        var run = CommandRun.Of("compare", a, b);
        Assert.Contains($"a  {a}\nb  {b} (transductive, by --speaker-norm: not to be compared with figures of single clips)\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void JSON_and_Markdown_say_the_same()
    {
        string a = MadeRun.Write(scratch, "a", 24, _ => false), b = MadeRun.Write(scratch, "b", 24, i => i < 5), c = MadeRun.Write(scratch, "c", 12, _ => false);
        string page = scratch["new/page.md"];
        var run = CommandRun.Of("compare", a, b, c, "--json", "--markdown", page);
        using var json = JsonDocument.Parse(run.Out);
        Assert.Equal([a, b, c], json.RootElement.GetProperty("models").EnumerateArray().Select(model => model.GetProperty("name").GetString()!));
        var pairs = json.RootElement.GetProperty("comparisons");
        Assert.Equal([true, false], pairs.EnumerateArray().Select(pair => pair.GetProperty("sameClips").GetBoolean()));
        Assert.Equal(-5 / 24.0, pairs[0].GetProperty("uar").GetProperty("difference").GetDouble(), 12);
        Assert.Equal(5, pairs[0].GetProperty("mcNemar").GetProperty("onlyFirst").GetInt32());
        Assert.Equal(JsonValueKind.Null, pairs[1].GetProperty("uar").ValueKind);
        string text = File.ReadAllText(page);
        Assert.Contains("| UAR | **1.000** | 0.792 | **1.000** |", text, StringComparison.Ordinal);
        Assert.Contains("b against a, on the same 24 clips: UAR -0.208", text, StringComparison.Ordinal);
    }

    [Fact]
    public void One_test_is_none_to_compare()
    {
        var run = CommandRun.Of("compare", "one");
        Assert.Equal(ExitCode.WrongUsage, run.ExitCode);
        Assert.Contains("'one' is one test; give two or more", run.Error, StringComparison.Ordinal);
    }
}
