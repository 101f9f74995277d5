using Ser.Cli.Evaluation;
using Ser.Core;

namespace Ser.Tests.Commands.Evaluation;

public sealed class MeasuredRunTests : IDisposable
{
    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void A_run_folder_gives_figures_clips_and_speakers()
    {
        var run = MeasuredRun.Read(MadeRun.Write(scratch, "run", 24, i => i == 3));
        Assert.Equal(24, run.Figures.Samples);
        Assert.Null(run.WhyNoClips);
        Assert.Equal(new MeasuredClip("happy", "sad", "made:3"), run.Clips!.ByName["clip 3.wav"]);
    }

    [Fact]
    public void The_figures_of_a_cross_validation_are_the_pooled_ones()
    {
        string folder = MadeRun.Write(scratch, "folds", 24, _ => false);
        File.Move(scratch["folds/metrics.json"], scratch["folds/pooled.json"]);
        scratch.Write("folds/crossval.json", $$"""{"uar": {"mean": 1}, "pooled": {{File.ReadAllText(scratch["folds/pooled.json"])}}}""");
        Assert.Equal(24, MeasuredRun.Read(folder).Clips!.ByName.Count);
    }

    [Fact]
    public void Predictions_of_a_file_bear_its_name()
    {
        string file = scratch.Write("base.json", MadeRun.Figures(24, _ => false).ToJson(indented: false));
        Assert.Contains("no predictions beside it (base.csv)", MeasuredRun.Read(file).WhyNoClips, StringComparison.Ordinal);
        scratch.Write("base.csv", MadeRun.Predictions(24, _ => false));
        Assert.Null(MeasuredRun.Read(file).WhyNoClips);
    }

    [Theory]
    [InlineData("")]
    [InlineData("file,truth\na,happy\n")]
    [InlineData("file,truth,predicted\na,happy,happy\n")]
    [InlineData("file,truth,predicted\n\"a,happy")]
    public void Predictions_of_another_test_are_not_used(string table)
    {
        string file = scratch.Write("base.json", MadeRun.Figures(24, _ => false).ToJson(indented: false));
        scratch.Write("base.csv", table);
        var run = MeasuredRun.Read(file);
        Assert.Null(run.Clips);
        Assert.Contains("base.csv", run.WhyNoClips, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "holds no figures")]
    [InlineData("[]", "holds no figures")]
    [InlineData("null", "holds no figures")]
    [InlineData("{\"pooled\": 3}", "holds no figures")]
    [InlineData("{\"samples\": 1}", "holds no figures")]
    public void A_file_without_figures_is_told_in_one_line(string json, string fault)
    {
        var error = Assert.Throws<UserError>(() => MeasuredRun.Read(scratch.Write("x.json", json)));
        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("\"samples\":24", "\"samples\":25")]
    [InlineData("\"uar\":1", "\"uar\":17")]
    [InlineData("\"uar\":1", "\"uar\":-1")]
    [InlineData("\"confusion\":[[12,0]", "\"confusion\":[[-12,24]")]
    public void Figures_that_contradict_each_other_are_refused(string from, string to)
    {
        string json = MadeRun.Figures(24, _ => false).ToJson(indented: false);
        Assert.Contains(from, json, StringComparison.Ordinal);
        Assert.Throws<UserError>(() => MeasuredRun.Read(scratch.Write("x.json", json.Replace(from, to, StringComparison.Ordinal))));
    }

    [Fact]
    public void What_is_not_there_is_named()
    {
        Assert.Contains("no such file", Assert.Throws<UserError>(() => MeasuredRun.Read(scratch["none.json"])).Message, StringComparison.Ordinal);
        scratch.Write("empty/readme.txt", "");
        Assert.Contains("has no metrics.json", Assert.Throws<UserError>(() => MeasuredRun.Read(scratch["empty"])).Message, StringComparison.Ordinal);
    }
}
