using Ser.Audio.Rates;
using Ser.Core;

namespace Ser.Inference.Runtime;

/// <summary>What takes time before the first clip and depends on no model, done on another thread.</summary>
internal static class HeadStart
{
    private const int UsualRate = 48_000, ModelRate = 16_000;   // of recordings, and of the default recipe

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
            return;   // told by whoever needs it and tries again
        }

        // The converter's loops are compiled for this machine, which takes longer than to convert a clip. Not of silence: that has a shorter way.
        float[] samples = new float[UsualRate / 4];
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = (i % 64) / 64f;
        }

        _ = RateConverter.For(UsualRate, ModelRate).Convert(samples);
    }
}
