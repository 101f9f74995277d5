namespace Ser.Tests.Cli;

/// <summary>A small search on the demo corpus, made when the first test asks for it.</summary>
public sealed class TuneRun : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Lazy<ProgramResult> run;

    public TuneRun() => run = new(() => SerProcess.Run(Line(TrainedModel.Demo, folder["run"])).Succeeded());

    /// <summary>What the search printed.</summary>
    internal ProgramResult Result => run.Value;

    /// <summary>The folder that it left.</summary>
    public string Folder => folder["run"];

    /// <summary>The scores and values that it left.</summary>
    internal CsvTable Trials => Read(Folder);

    /// <summary>Four recipes over two folds: four short trainings, two longer, one whole.</summary>
    internal static string[] Line(string corpus, string output, params string[] options) =>
        ["tune", corpus, "-o", output, "--trials", "4", "--folds", "2", "--epochs", "6", "--labels", "angry,sad,happy", .. options];

    /// <summary>trials.csv of a folder.</summary>
    internal static CsvTable Read(string folder) => CsvTable.Read(Path.Combine(folder, "trials.csv"));

    /// <summary>The rows of a table without the seconds, which are never the same twice.</summary>
    internal static string[] WithoutSeconds(CsvTable trials)
    {
        int seconds = Array.IndexOf(trials.Columns, "seconds");
        return [.. trials.Rows.Select(row => string.Join(',', row.Where((_, column) => column != seconds)))];
    }

    public void Dispose() => folder.Dispose();
}
