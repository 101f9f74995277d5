using Ser.Cli.Configuration;
using Ser.Core;
using Ser.Training;

namespace Ser.Cli.RunFolders;

/// <summary>The folder <c>checkpoint</c> of a run that has not ended: its state after the last epoch, and how it was started.</summary>
/// <param name="folder">Its path.</param>
internal sealed class RunCheckpoints(string folder)
{
    /// <summary>Its name in the run folder.</summary>
    public const string FolderName = "checkpoint";

    /// <summary>The states.</summary>
    public CheckpointFolder States { get; } = new(folder);

    /// <summary>The configuration of the run; where it stands, the run can go on.</summary>
    private string Recipe => Path.Combine(folder, "recipe.json");

    /// <summary>Begins a run, in place of one that was begun here before.</summary>
    /// <param name="config">What is to be done, with full paths.</param>
    /// <param name="note">How it was started.</param>
    /// <exception cref="UserError">Nothing can be written there.</exception>
    public void Begin(TrainingConfig config, RunNote note)
    {
        // The recipe goes first and comes last, so that nothing is ever found beside what does not belong to it.
        Delete(Recipe);
        States.Forget();
        note.Write(folder);
        AtomicFile.WriteText(Recipe, config.ToText());
    }

    /// <summary>The run that can go on here.</summary>
    /// <param name="run">Its folder, for the message.</param>
    /// <exception cref="UserError">There is none.</exception>
    public TrainingConfig Read(RunFolder run) =>
        File.Exists(Recipe) ? TrainingConfig.Read(Recipe)
        : run.IsComplete ? throw new UserError($"{run.Location}: its run is finished, and no checkpoint was kept; there is nothing to go on with")
        : throw new UserError($"{run.Location}: holds no checkpoint; give the folder of a run that was broken off, or start one by --output");

    /// <summary>How the run was started; null where that is not known.</summary>
    public RunNote? Note() => File.Exists(Path.Combine(folder, RunNote.FileName)) ? RunNote.Find(folder) : null;

    /// <summary>Takes everything away; what cannot be removed stays, for the run itself is whole.</summary>
    public void Remove()
    {
        try
        {
            Delete(Recipe);
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or UserError)
        {
            // A stray folder is the lesser evil.
        }
    }

    private static void Delete(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (DirectoryNotFoundException)
        {
            // There is none.
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"{file}: cannot be removed ({error.Message.Split(" : '")[0].TrimEnd('.')})", error);
        }
    }
}
