using Ser.Tests.Cli;

[assembly: AssemblyFixture(typeof(TrainedModel))]

namespace Ser.Tests.Cli;

/// <summary>One small model of the demo corpus that all tests share, and the run that made it.</summary>
public sealed class TrainedModel : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly LoadedLibraries libraries;
    private readonly Lazy<ProgramResult> withOtherSeed;

    public TrainedModel()
    {
        if (!File.Exists(SerProcess.Program))
        {
            SerProcess.Run(SerProcess.Launcher, ["--version"]).Succeeded();
        }

        libraries = new LoadedLibraries(folder.Path);
        Run = SerProcess.Run(SerProcess.Program, Training(RunFolder, seed: 1, threads: 2), environment: libraries.Environment).Succeeded();
        withOtherSeed = new(() => SerProcess.Run([.. Training(OtherSeedFolder, seed: 2, threads: 2), "--json"]).Succeeded());
    }

    /// <summary>The recordings of the repository: 8 voices, 8 emotions, 2 sentences.</summary>
    public static string Demo { get; } = Path.Combine(TestData.Repository, "data", "demo");

    public string RunFolder => folder["run"];

    public string Model => Path.Combine(RunFolder, "model.onnx");

    public string OtherSeedFolder => folder["other seed"];

    /// <summary>What the training printed.</summary>
    internal ProgramResult Run { get; }

    /// <summary>What the same training printed with another seed and --json.</summary>
    internal ProgramResult RunWithOtherSeed => withOtherSeed.Value;

    /// <summary>The native libraries that the training loaded.</summary>
    internal IReadOnlyList<string> Libraries => libraries.Names;

    /// <summary>The folder of the one speaker that this model was tested on.</summary>
    internal string TestSpeakerFolder
    {
        get
        {
            string[] folders = [.. Predictions.Rows.Select(row => Path.GetDirectoryName(row[0])!).Distinct()];
            return Path.Combine(Demo, Assert.Single(folders));
        }
    }

    internal CsvTable Predictions => CsvTable.Read(Path.Combine(RunFolder, "predictions.csv"));

    /// <summary>The command line of a training that takes a second or two.</summary>
    internal static string[] Training(string runFolder, int seed, int threads) =>
        ["train", Demo, "--output", runFolder, "--epochs", "3", "--validation", "0.15", "--select", "best", "--seed", $"{seed}", "--threads", $"{threads}"];

    public void Dispose() => folder.Dispose();
}
