namespace Ser.Tests.Cli;

/// <summary>Runs that are broken off and go on. They run alone, for they are killed at moments that are measured.</summary>
[CollectionDefinition(nameof(ResumeTests), DisableParallelization = true)]
[Collection(nameof(ResumeTests))]
public sealed class ResumeTests
{
    /// <summary>28 epochs of two members, each a fifth of a second long.</summary>
    private static readonly string[] Choices = ["--updates", "40", "--batch-size", "16", "--ensemble", "2", "--no-sounds"];

    [Fact]
    public void Killed_ten_times_at_any_moment_a_run_ends_in_the_same_bytes()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals");
        using var folder = new TemporaryFolder();
        string corpus = Corpus(folder);
        SerProcess.Run(["train", corpus, "-o", folder["whole"], .. Choices]).Succeeded();

        // Moments: so many epochs are waited for, and then a part of a second; 0 is while the program starts, reads, or does its first epoch.
        const int Seed = 1;
        var random = new Random(Seed);
        int[] epochs = [0, 0, 0, 1, 1, 1, 1, 2, 2, 2];
        random.Shuffle(epochs);
        int killed = 0;
        foreach (int waited in epochs)
        {
            using var run = Start(corpus, folder["run"]);
            if (waited > 0)
            {
                run.WaitForError("  loss ", waited);
            }

            Thread.Sleep(random.Next(waited > 0 ? 250 : 1500));
            run.Signal("KILL");
            killed += run.Wait().ExitCode == 137 ? 1 : 0;
        }

        Assert.True(killed == epochs.Length, $"{killed} of {epochs.Length} were killed before their end, seed {Seed}");
        using var last = Start(corpus, folder["run"]);
        var end = last.Wait().Succeeded();
        Assert.Contains("going on behind epoch ", end.Error, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(folder["whole/model.onnx"]), File.ReadAllBytes(folder["run/model.onnx"]));
        Assert.Equal(File.ReadAllBytes(folder["whole/predictions.csv"]), File.ReadAllBytes(folder["run/predictions.csv"]));
        Assert.Equal(Names(folder["whole"]), Names(folder["run"]));
        string[][] histories = [.. ((string[])["whole", "run"]).Select(run => CsvTable.Read(folder[$"{run}/history.csv"]).Rows.Select(row => string.Join(' ', row.Take(4).Append(row[8]))).ToArray())];
        Assert.Equal(28, histories[0].Length);
        Assert.Equal(histories[0], histories[1]);
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public void Stopped_by_a_signal_a_run_says_how_to_go_on_and_ends_in_the_same_bytes(string signal, int exitCode)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "env of coreutils gives SIGINT back");
        using var folder = new TemporaryFolder();
        string corpus = Corpus(folder);
        string[] choices = ["--epochs", "6", "--batch-size", "16", "--no-sounds"];
        SerProcess.Run(["train", corpus, "-o", folder["whole"], .. choices]).Succeeded();
        using var run = SerProcess.Start("env", ["--default-signal=INT", SerProcess.Program, "train", corpus, "-o", folder["run"], .. choices]);
        run.WaitForError("  loss ", 2);
        run.Signal(signal);
        var stopped = run.Wait();
        Assert.Equal(exitCode, stopped.ExitCode);
        Assert.EndsWith($", not tested; go on by: ser train --resume '{folder["run"]}'", stopped.ErrorLines[^1], StringComparison.Ordinal);
        Assert.True(File.Exists(folder["run/model.onnx"]));

        string other = SerProcess.Run("train", "--resume", folder["run"], "--epochs", "7").Complaint(exitCode: 1);
        Assert.Equal($"ser: --resume {folder["run"]}: its epochs is 6, not 7; leave that out to go on, or start a new run by --output", other);
        SerProcess.Run("train", "--resume", folder["run"], "--epochs", "6", "--keep-checkpoint").Succeeded();
        Assert.Equal(File.ReadAllBytes(folder["whole/model.onnx"]), File.ReadAllBytes(folder["run/model.onnx"]));
        Assert.Equal(["recipe.json", "run.json", "state.safetensors"], Names(folder["run/checkpoint"]));

        // What is kept can be damaged, or belong to recordings that are others now.
        string sound = Directory.GetFiles(corpus, "*.wav", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First();
        byte[] before = File.ReadAllBytes(sound);
        File.WriteAllBytes(sound, Wav.Tone(1));
        Assert.Contains("the checkpoint was written before ", SerProcess.Run("train", "--resume", folder["run"]).Complaint(exitCode: 1), StringComparison.Ordinal);
        File.Delete(sound);
        Assert.Contains(": the checkpoint was written on a corpus with other clips", SerProcess.Run("train", "--resume", folder["run"]).Complaint(exitCode: 1), StringComparison.Ordinal);
        File.WriteAllBytes(sound, before);
        string state = folder["run/checkpoint/state.safetensors"];
        File.WriteAllBytes(state, File.ReadAllBytes(state)[..^9]);
        Assert.Contains($"{state}: the checkpoint is damaged", SerProcess.Run("train", "--resume", folder["run"]).Complaint(exitCode: 1), StringComparison.Ordinal);
    }

    [Fact]
    public void A_fold_that_is_killed_goes_on_behind_its_last_epoch()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals");
        using var folder = new TemporaryFolder();
        string corpus = Corpus(folder);
        string[] Command(string output) => ["crossval", corpus, "-o", folder[output], "--folds", "2", "--epochs", "6", "--batch-size", "16", "--jobs", "1", "--no-sounds"];
        SerProcess.Run(Command("whole")).Succeeded();
        using var run = SerProcess.Start(SerProcess.Program, Command("run"));
        string state = folder["run/fold-2/checkpoint/state.safetensors"];
        for (var clock = System.Diagnostics.Stopwatch.StartNew(); !File.Exists(state); Thread.Sleep(20))
        {
            Assert.True(clock.Elapsed < TimeSpan.FromMinutes(2), "the second fold writes nothing down");
        }

        run.Signal("KILL");
        Assert.Equal(137, run.Wait().ExitCode);
        Assert.False(Directory.Exists(folder["run/fold-1/checkpoint"]));
        string end = SerProcess.Run(Command("run")).Succeeded().Error;
        Assert.Contains("finished already: fold 1", end, StringComparison.Ordinal);
        Assert.Contains("going on behind epoch ", end, StringComparison.Ordinal);
        foreach (string file in (string[])["fold-1/model.onnx", "fold-2/model.onnx", "crossval.json"])
        {
            Assert.Equal(File.ReadAllBytes(folder[$"whole/{file}"]), File.ReadAllBytes(folder[$"run/{file}"]));
        }

        Assert.Equal(Names(folder["whole/fold-2"]), Names(folder["run/fold-2"]));
    }

    [Fact]
    public void A_full_disk_leaves_the_state_before_and_the_run_goes_on_when_there_is_room()
    {
        using var folder = new TemporaryFolder();
        string disk = Directory.CreateDirectory(folder["disk"]).FullName, corpus = Corpus(folder);
        string[] choices = ["--epochs", "6", "--batch-size", "16", "--no-sounds"];
        SerProcess.Run(["train", corpus, "-o", folder["whole"], .. choices, "--keep-checkpoint"]).Succeeded();
        long once = new FileInfo(folder["whole/checkpoint/state.safetensors"]).Length;

        Assert.SkipUnless(OperatingSystem.IsLinux() && Mount("-t", "tmpfs", "-o", $"size={once * 3 / 2}", "tmpfs", disk), "mounting a small disk needs Linux and its administrator");
        try
        {
            string run = Path.Combine(disk, "run");
            string full = SerProcess.Run(["train", corpus, "-o", run, .. choices]).Complaint(exitCode: 1);   // one state fits, and no second beside it
            Assert.StartsWith($"ser: {Path.Combine(run, "checkpoint", "state.safetensors")}: cannot be written (No space left on device", full, StringComparison.Ordinal);
            Assert.Equal(["recipe.json", "run.json", "state.safetensors"], Names(Path.Combine(run, "checkpoint")));

            Assert.True(Mount("-o", "remount,ro", disk));
            Assert.Contains("cannot be written (", SerProcess.Run("train", "--resume", run).Complaint(exitCode: 1), StringComparison.Ordinal);

            Assert.True(Mount("-o", $"remount,rw,size={once * 4}", disk));
            Assert.Contains("going on behind epoch 1,", SerProcess.Run("train", "--resume", run).Succeeded().Error, StringComparison.Ordinal);
            Assert.Equal(File.ReadAllBytes(folder["whole/model.onnx"]), File.ReadAllBytes(Path.Combine(run, "model.onnx")));
        }
        finally
        {
            SerProcess.Run("umount", [disk]);
        }
    }

    [Theory]
    [InlineData("train --resume none", 1, "none: holds no checkpoint; ")]
    [InlineData("train --resume none -o other", 2, "--resume goes on in its own folder by its own recipe; leave --output out")]
    [InlineData("train --resume none --config recipe.json", 2, "--resume goes on in its own folder by its own recipe; leave --config out")]
    [InlineData("train DEMO -o run --epochs 2 --updates 9", 2, "--epochs and --updates both say how long to train; give one of them")]
    [InlineData("train DEMO -o run --select best", 1, "--select best chooses the epoch on a validation part, and there is none; ")]
    public void What_contradicts_itself_is_refused(string line, int exitCode, string complaint)
    {
        using var folder = new TemporaryFolder();
        string[] arguments = [.. line.Split(' ').Select(word => word == "DEMO" ? TrainedModel.Demo : word)];
        Assert.StartsWith($"ser: {complaint}", SerProcess.Run(SerProcess.Program, arguments, folder.Path).Complaint(exitCode), StringComparison.Ordinal);
        Assert.Empty(folder.List());
    }

    /// <summary>Four of the demo's eight voices.</summary>
    private static string Corpus(TemporaryFolder folder)
    {
        foreach (string voice in Directory.GetDirectories(TrainedModel.Demo, "Actor_*").Order(StringComparer.Ordinal).Take(4))
        {
            foreach (string file in Directory.GetFiles(voice))
            {
                folder.Write($"corpus/{Path.GetFileName(voice)}/{Path.GetFileName(file)}", File.ReadAllBytes(file));
            }
        }

        return folder["corpus"];
    }

    /// <summary>Starts a run, or goes on with it where it got far enough to be begun.</summary>
    private static SerProcess Start(string corpus, string run) => File.Exists(Path.Combine(run, "checkpoint", "recipe.json"))
        ? SerProcess.Start(SerProcess.Program, ["train", "--resume", run])
        : SerProcess.Start(SerProcess.Program, ["train", corpus, "-o", run, .. Choices]);

    private static string?[] Names(string folder) => [.. Directory.GetFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)];

    private static bool Mount(params string[] arguments)
    {
        try
        {
            return SerProcess.Run("mount", arguments).ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;   // there is no such program
        }
    }
}
