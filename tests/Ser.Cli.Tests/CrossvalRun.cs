using Ser.Tests.Cli;

[assembly: AssemblyFixture(typeof(CrossvalRun))]

namespace Ser.Tests.Cli;

/// <summary>A cross-validation of a small corpus in three folds, made when the first test asks for it.</summary>
public sealed class CrossvalRun : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Lazy<ProgramResult> run;

    /// <summary>Six speakers, eight clips each; one of them is text in a file called .wav.</summary>
    public CrossvalRun() => run = new(() =>
    {
        Ravdess.Write(folder, "corpus", actors: 6, clipsPerActor: 8, clip => Wav.Noise(1, clip));
        folder.Write($"corpus/{Ravdess.Name(3, Ravdess.Angry)}", Wav.Text());
        return SerProcess.Run(Training(Folder)).Succeeded();
    });

    /// <summary>What the run printed.</summary>
    internal ProgramResult Result => run.Value;

    /// <summary>The folder that it left.</summary>
    public string Folder => folder["run"];

    /// <summary>The command line of the run, with another output or further options.</summary>
    internal string[] Training(string output, params string[] options) =>
        ["crossval", folder["corpus"], "--output", output, "--folds", "3", "--epochs", "1", .. options];

    /// <summary>Copies the folder, but for one fold's figures: as if that fold had been killed in its test.</summary>
    internal string CopyWithout(TemporaryFolder target, int fold)
    {
        _ = Result;
        foreach (string file in Directory.GetFiles(Folder, "*", SearchOption.AllDirectories))
        {
            string name = Path.GetRelativePath(Folder, file);
            if (name is not ("crossval.json" or "predictions.csv") && name != Path.Combine($"fold-{fold}", "metrics.json"))
            {
                target.Write(Path.Combine("copy", name), File.ReadAllBytes(file));
            }
        }

        return target["copy"];
    }

    /// <summary>
    /// Checks that another folder holds what this one holds; only the seconds of history.csv may differ, and what tells of the command line: run.json and
    /// the page.
    /// </summary>
    internal void HasSameFilesAs(string other)
    {
        string[] files = Files(Folder);
        Assert.Equal(files, Files(other));
        Assert.All(
            files.Where(file => Path.GetFileName(file) != "history.csv"),
            file => Assert.True(File.ReadAllBytes(Path.Combine(Folder, file)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(other, file))), file));
    }

    public void Dispose() => folder.Dispose();

    private static string[] Files(string folder) =>
        [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file))
            .Where(file => file is not ("run.json" or "report.html")).Order(StringComparer.Ordinal)];
}
