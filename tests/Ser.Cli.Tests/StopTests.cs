using System.Diagnostics;

namespace Ser.Tests.Cli;

/// <summary>Ctrl-C and SIGTERM. They run alone, for they measure time.</summary>
[CollectionDefinition(nameof(StopTests), DisableParallelization = true)]
[Collection(nameof(StopTests))]
public sealed class StopTests
{
    /// <summary>Two seconds are promised; other tests may have the machine busy.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);   // one update takes a tenth of a second; a machine may be busy with much else

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public void A_signal_during_training_leaves_the_best_model_so_far(string signal, int exitCode)
    {
        RequireSignals();
        using var folder = new TemporaryFolder();
        using var training = Train(TrainedModel.Demo, folder["run"]);
        training.WaitForError("/1000  loss");   // the first epoch has ended
        var stopped = Stop(training, signal, exitCode);
        Assert.StartsWith("stopped after ", stopped.ErrorLines[^1], StringComparison.Ordinal);

        string model = folder["run/model.onnx"];
        Assert.True(File.Exists(model));
        Assert.False(File.Exists(folder["run/metrics.json"]));
        Assert.DoesNotContain(folder.List(), file => file.EndsWith(".tmp", StringComparison.Ordinal));
        string clip = folder.Write("clip.wav", Wav.Tone(1));
        Assert.Single(new CsvTable(SerProcess.Run("predict", clip, "--model", model).Succeeded().Out, '\t').Rows);
    }

    [Fact]
    public void A_signal_while_clips_are_read_leaves_nothing()
    {
        RequireSignals();
        using var folder = new TemporaryFolder();
        Ravdess.Write(folder, "corpus", actors: 6, clipsPerActor: 8, clip => Wav.Noise(30, clip));
        string[] before = folder.List();
        using var training = Train(folder["corpus"], folder["runs/one"]);
        training.WaitForError("reading training clips");
        var stopped = Stop(training, "INT", exitCode: 130);
        Assert.DoesNotContain("epoch", stopped.Error, StringComparison.Ordinal);
        Assert.Equal("ser: stopped; nothing was written", stopped.ErrorLines[^1]);
        Assert.Equal(before, folder.List());
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public void A_signal_during_a_cross_validation_stops_all_jobs_and_keeps_what_is_finished(string jobs)
    {
        RequireSignals();
        using var folder = new TemporaryFolder();
        Ravdess.Write(folder, "corpus", actors: 6, clipsPerActor: 2, clip => Wav.Noise(1, clip));
        using var training = Start(["crossval", folder["corpus"], "--output", folder["run"], "--folds", "3", "--epochs", "1000", "--jobs", jobs]);
        training.WaitForError("fold 1: training");
        var stopped = Stop(training, "INT", exitCode: 130);
        Assert.Equal(
            $"stopped: 0 of 3 folds are finished and kept in {folder["run"]}; the same command goes on with the rest", stopped.ErrorLines[^1]);
        Assert.Equal(["folds.csv", "plan.json", "recipe.json", "run.json"], Directory.GetFiles(folder["run"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(Directory.GetFiles(folder["run"], "*", SearchOption.AllDirectories), file => Assert.NotEqual("metrics.json", Path.GetFileName(file)));
    }

    [Fact]
    public void A_signal_during_a_search_keeps_the_trials_that_are_finished()
    {
        RequireSignals();
        using var folder = new TemporaryFolder();
        using var search = Start(["tune", TrainedModel.Demo, "--output", folder["run"], "--trials", "3", "--epochs", "30"]);
        search.WaitForError("trial 1, rung 1 of 3: UAR");
        var stopped = Stop(search, "INT", exitCode: 130);
        Assert.Equal($"stopped: what is finished is kept in {folder["run"]}; the same command goes on with the rest", stopped.ErrorLines[^1]);
        Assert.Equal(["plan.json", "trials.csv"], Directory.GetFiles(folder["run"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(Directory.GetFiles(folder["run"], "*", SearchOption.AllDirectories), file => Assert.NotEqual("metrics.json", Path.GetFileName(file)));
        Assert.NotEmpty(CsvTable.Read(folder["run/trials.csv"]).Rows);
    }

    [Fact]
    public void A_signal_ends_a_stream_in_which_nothing_arrives()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "env of coreutils gives SIGINT back");
        using var folder = new TemporaryFolder();
        const string Line = """mkfifo pipe; sleep 10 > pipe 2> /dev/null & exec env --default-signal=INT "$@" < pipe""";
        using var stream = SerProcess.Start(
            "sh", ["-c", Line, "sh", SerProcess.Program, "predict", "--raw", "s16le:16000", "--window", "1", "none.raw", "-"], folder.Path);
        stream.WaitForError("none.raw: there is no such file");   // and after it the pipe
        Assert.Equal("ser: stopped", Stop(stream, "INT", exitCode: 130).ErrorLines[^1]);
    }

    private static SerProcess Train(string corpus, string runFolder) => Start(["train", corpus, "--output", runFolder, "--epochs", "1000"]);

    private static SerProcess Start(string[] training)
    {

        // A shell starts what runs in the background with SIGINT ignored, and that is inherited: by these tests, and from them.
        return OperatingSystem.IsLinux()
            ? SerProcess.Start("env", ["--default-signal=INT", SerProcess.Program, .. training])
            : SerProcess.Start(SerProcess.Program, training);
    }

    private static ProgramResult Stop(SerProcess program, string signal, int exitCode)
    {
        var clock = Stopwatch.StartNew();
        program.Signal(signal);
        var result = program.Wait();
        Assert.True(clock.Elapsed < Limit, $"{clock.Elapsed} from the signal to the end");
        Assert.True(result.ExitCode == exitCode, $"exit code {result.ExitCode}: {result.Error}");
        Assert.Empty(result.Out);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        return result;
    }

    private static void RequireSignals() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals");
}
