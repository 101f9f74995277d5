using System.Diagnostics;

namespace Ser.Tests.Cli;

/// <summary>The job of a build server that docs/evaluation.md shows, on the demo corpus and the model that ships.</summary>
public sealed class GateScriptTests
{
    [Fact]
    public void A_model_that_is_good_enough_passes_and_is_the_baseline_of_the_next_job()
    {
        using var folder = new TemporaryFolder();
        var (code, text) = Run(folder["first"], minUar: "0.1");
        Assert.True(code == 0, text);
        Assert.Contains("gate held: UAR at least 0.100", text, StringComparison.Ordinal);
        Assert.EndsWith("the model may go out", text.TrimEnd(), StringComparison.Ordinal);
        Assert.All(new[] { "metrics.json", "predictions.csv", "report.md", "junit.xml" }, file => Assert.True(File.Exists(Path.Combine(folder["first"], file)), file));

        (code, text) = Run(folder["second"], minUar: "0.1", Path.Combine(folder["first"], "metrics.json"));
        Assert.True(code == 0, text);
        Assert.Contains("the same clips", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_is_not_good_enough_ends_the_job_with_3()
    {
        using var folder = new TemporaryFolder();
        var (code, text) = Run(folder["out"], minUar: "0.999");
        Assert.True(code == 3, text);
        Assert.Contains("gate missed: UAR at least 0.999", text, StringComparison.Ordinal);
        Assert.Contains("the model stays here", text, StringComparison.Ordinal);
    }

    private static (int Code, string Text) Run(string output, string minUar, params string[] baseline)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/env"), "there is no /usr/bin/env to find bash with");
        var start = new ProcessStartInfo(
            "/usr/bin/env",
            [
                "bash", Path.Combine(TestData.Repository, "docs", "gate.sh"), Path.Combine(TestData.Repository, "models", "ser-demo.onnx"),
                Path.Combine(TrainedModel.Demo, "Actor_02"), .. baseline,
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["SER"] = SerProcess.Program;
        start.Environment["OUT"] = output;
        start.Environment["MIN_UAR"] = minUar;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        string results = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, errors.GetAwaiter().GetResult() + results);
    }
}
