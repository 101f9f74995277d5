using System.Runtime.InteropServices;
using Ser.Core;
using TorchSharp;

namespace Ser.Training;

/// <summary>Loads libtorch once, with the setting that training on a CPU needs.</summary>
internal static partial class TorchRuntime
{
    private static readonly Lazy<bool> Loaded = new(Load);

    /// <summary>
    /// Loads libtorch if that has not happened yet. Operations get one thread each: they are small, and whole shards of a batch
    /// side by side use the cores better.
    /// </summary>
    /// <exception cref="UserError">libtorch is not installed, or cannot be loaded on this machine.</exception>
    public static void Prepare()
    {
        TrainingPart.Require();
        _ = Loaded.Value;
    }

    private static bool Load()
    {
        if (OperatingSystem.IsLinux())
        {
            KeepMemory();
        }

        try
        {
            // The lookup that TorchSharp makes, made first: where it fails, TorchSharp would copy half a gigabyte about
            // before it failed as well.
            NativeLibrary.Load("LibTorchSharp", typeof(torch).Assembly, null);
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
        {
            throw new UserError($"libtorch cannot be loaded ({error.Message.Split('\n')[0]}); training needs 64-bit Linux, Windows or macOS on ARM", error);
        }

        torch.set_num_threads(1);
        return true;
    }

    /// <summary>
    /// Has to stand before the first tensor: without it, every large tensor is mapped, faulted in and returned to the system by
    /// every operation, which takes 40 % of the time. The process keeps its peak memory in exchange.
    /// </summary>
    private static void KeepMemory()
    {
        const int MmapMax = -4, TrimThreshold = -1;
        try
        {
            _ = SetMallocOption(MmapMax, 0);
            _ = SetMallocOption(TrimThreshold, -1);
        }
        catch (EntryPointNotFoundException)
        {
            // Another C library than glibc: slower, not wrong.
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int SetMallocOption(int option, int value);
}
