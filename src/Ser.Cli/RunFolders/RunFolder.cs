using Ser.Core;
using Ser.Corpora;
using Ser.Training;

namespace Ser.Cli.RunFolders;

/// <summary>The folder that a training run leaves: the model and everything that tells how it came about.</summary>
/// <param name="folder">Its path.</param>
internal sealed class RunFolder(string folder)
{
    /// <summary>Name of the page in the folder of a run or a cross-validation.</summary>
    public const string ReportName = "report.html";

    private readonly List<string> made = [];

    /// <summary>Its path.</summary>
    public string Location => folder;

    /// <summary>The deliverable.</summary>
    public string Model => Path.Combine(folder, "model.onnx");

    /// <summary>Figures of the test; the last file that is written.</summary>
    public string Metrics => Path.Combine(folder, "metrics.json");

    /// <summary>What the model made of each test clip.</summary>
    public string Predictions => Path.Combine(folder, "predictions.csv");

    /// <summary>What each network of an ensemble is worth alone; there where there are several.</summary>
    public string Members => Path.Combine(folder, "members.csv");

    /// <summary>The part of every clip.</summary>
    public string Split => Path.Combine(folder, "split.csv");

    /// <summary>Every epoch of the training.</summary>
    public string History => Path.Combine(folder, "history.csv");

    /// <summary>Every choice of the training: the run again where it is given to <c>--config</c>.</summary>
    public string Recipe => Path.Combine(folder, "recipe.json");

    /// <summary>What the run is worth, as a page.</summary>
    public string Report => Path.Combine(folder, ReportName);

    /// <summary>What the leak guard found.</summary>
    public string Leakage => Path.Combine(folder, LeakReport.FileName);

    /// <summary>What it takes to go on with a run that has not ended.</summary>
    public RunCheckpoints Checkpoints => new(Path.Combine(folder, RunCheckpoints.FolderName));

    /// <summary>Whether a run has been here to its end.</summary>
    public bool IsComplete => File.Exists(Metrics) && File.Exists(Model) && File.Exists(Predictions) && File.Exists(Split);

    /// <summary>Makes the folder where there is none, and proves that it can be written.</summary>
    /// <exception cref="UserError">Nothing can be written there.</exception>
    public void Prepare()
    {
        string? missing = Path.GetFullPath(folder);
        while (missing is not null && !Directory.Exists(missing))
        {
            made.Add(missing);
            missing = Path.GetDirectoryName(missing);
        }

        AtomicFile.PrepareFolder(folder);
    }

    /// <summary>Takes away what would not help to go on, and the folders that <see cref="Prepare"/> made, as far as they are empty.</summary>
    public void Abandon()
    {
        if (!Checkpoints.States.HasState)
        {
            Checkpoints.Remove();
        }

        foreach (string empty in made)
        {
            try
            {
                Directory.Delete(empty);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                return;   // it is not empty, or somebody was faster; why the run failed is what the user has to know
            }
        }
    }

    /// <summary>Writes the model and how it came about.</summary>
    /// <param name="recipe">The content of recipe.json.</param>
    /// <param name="split">The parts.</param>
    /// <param name="result">What the training gave.</param>
    public void WriteTraining(string recipe, Split split, TrainingResult result)
    {
        // Figures of an earlier run would stand beside a model that they do not belong to.
        File.Delete(Metrics);
        File.Delete(Predictions);
        File.Delete(Members);
        File.Delete(Report);
        AtomicFile.Write(Model, stream => stream.Write(result.Model));
        AtomicFile.WriteText(Recipe, recipe);
        AtomicFile.Write(Split, stream => Tables.WriteSplit(stream, split));
        AtomicFile.Write(History, stream => Tables.WriteHistory(stream, result.History));
    }

    /// <summary>Writes what the leak guard found, if anything; a run that is refused leaves this file only.</summary>
    public void WriteLeaks(LeakReport report, LeakAllowance allowance)
    {
        if (report.Leaks.Count > 0)
        {
            AtomicFile.PrepareFolder(folder);
            AtomicFile.WriteText(Leakage, report.ToJson(allowance));
        }
        else if (File.Exists(Leakage))
        {
            File.Delete(Leakage);   // of an earlier run
        }
    }

    /// <summary>Writes how the model did on the test part; the figures come last, so that a folder with figures is complete.</summary>
    /// <param name="test">Of the model.</param>
    /// <param name="members">Of each of its networks; none where there is only one.</param>
    public void WriteTest(ModelTest test, IReadOnlyList<MemberFigures> members)
    {
        if (members.Count > 0)
        {
            AtomicFile.Write(Members, stream => Tables.WriteMembers(stream, members));
        }

        AtomicFile.Write(Predictions, stream => Tables.WritePredictions(stream, test.Clips));
        AtomicFile.WriteText(Metrics, test.Figures.ToJson(indented: true) + "\n");
    }
}
