using System.Reflection;
using Ser.Core;

namespace Ser.Training;

/// <summary>
/// Whether this installation can train. TorchSharp and libtorch weigh 470 MB: the tool package and a build with
/// <c>-p:Training=false</c> leave them out, and everything but training works without them.
/// </summary>
public static class TrainingPart
{
    private static readonly Lazy<bool> Installed = new(Find);

    /// <summary>Ends a command that trains before it has done anything, where it could not come to an end.</summary>
    /// <exception cref="UserError">The training part is not installed; the message says how to get it.</exception>
    public static void Require()
    {
        if (!Installed.Value)
        {
            throw new UserError(
                "this installation of ser cannot train: libtorch (470 MB) is left out of it; get the sources and run ./ser there, "
                + "or publish src/Ser.Cli without -p:Training=false (all other commands work here)");
        }
    }

    private static bool Find()
    {
        try
        {
            _ = Assembly.Load("TorchSharp");
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }
}
