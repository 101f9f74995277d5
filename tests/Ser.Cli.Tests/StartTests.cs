namespace Ser.Tests.Cli;

/// <summary>What a run of <c>ser predict</c> does beside labelling: next to nothing, or it takes longer to start than to work.</summary>
public sealed class StartTests(TrainedModel trained)
{
    [Fact]
    public void Labelling_a_clip_compiles_few_methods_at_run_time()
    {
        const int Most = 60;   // some 20; it was 500 with all commands built, the whole card deserialised and ONNX Runtime's own classes
        using var folder = new TemporaryFolder();
        string list = folder["methods.txt"];
        var environment = new Dictionary<string, string> { ["DOTNET_JitStdOutFile"] = list, ["DOTNET_JitDisasmSummary"] = "1" };
        SerProcess.Run(SerProcess.Program, ["predict", "--json", "--model", trained.Model, AnyClip], environment: environment).Succeeded();
        string[] methods = File.ReadAllLines(list);
        Assert.InRange(methods.Length, 1, Most);
        Assert.DoesNotContain(methods, method => method.Contains("Microsoft.ML.OnnxRuntime", StringComparison.Ordinal));
        Assert.DoesNotContain(methods, method => method.Contains("System.Text.Json", StringComparison.Ordinal));
    }

    [Fact]
    public void Labelling_a_clip_leaves_nothing_in_the_home_folder()
    {
        using var folder = new TemporaryFolder();
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the telemetry of Windows keeps no files");
        var environment = new Dictionary<string, string> { ["HOME"] = folder.Path, ["XDG_CACHE_HOME"] = folder.Path, ["ORT_DISABLE_TELEMETRY"] = "" };
        string[] arguments = ["-u", "CI", SerProcess.Program, "predict", "--model", trained.Model, AnyClip];   // in a CI it is off anyhow
        SerProcess.Run("env", arguments, environment: environment).Succeeded();
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_command_by_itself_is_the_command_that_the_help_lists()
    {
        var all = SerProcess.Run("--help").Succeeded();
        string[] lines = all.Out.Split('\n');
        string[] commands = [.. lines.SkipWhile(line => line != "Commands:").Skip(1).TakeWhile(line => line.StartsWith("  ", StringComparison.Ordinal))
            .Select(line => line.Trim().Split(' ')[0])];
        Assert.Contains("predict", commands);
        Assert.Contains("train", commands);
        var unknown = SerProcess.Run("perdict");
        Assert.Equal(2, unknown.ExitCode);
        Assert.All(commands, command => Assert.Contains(command, unknown.Error, StringComparison.Ordinal));
    }

    private string AnyClip => Path.Combine(TrainedModel.Demo, trained.Predictions.Rows[0][0]);
}
