using Ser.Core;

namespace Ser.Inference.Runtime;

/// <summary>What takes time before the first clip and depends on no model, done on another thread.</summary>
internal static class HeadStart
{
    /// <summary>Begins and returns.</summary>
    public static void Begin() => Run(Work, "head start");

    /// <summary>Runs work on a thread of its own.</summary>
    /// <remarks>Not in the background: a process that ended in the middle would tear down what the native library is building.</remarks>
    public static void Run(Action work, string name) => new Thread(new ThreadStart(work)) { IsBackground = false, Name = name }.Start();

    private static void Work()
    {
        try
        {
            OrtLibrary.Load();
        }
        catch (Exception error) when (error is UserError or OrtFault or EntryPointNotFoundException)
        {
            // Told by whoever needs it and tries again.
        }
    }
}
