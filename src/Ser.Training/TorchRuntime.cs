using System.Runtime.InteropServices;
using Ser.Core;
using TorchSharp;

namespace Ser.Training;

/// <summary>Loads libtorch once, with the settings that training on a CPU needs.</summary>
internal static partial class TorchRuntime
{
    private static readonly Lazy<bool> Loaded = new(Load);

    /// <summary>Loads libtorch if that has not happened yet.</summary>
    /// <param name="threads">Threads inside one operation.</param>
    /// <exception cref="UserError">libtorch cannot be loaded on this machine.</exception>
    public static void Prepare(int threads)
    {
        _ = Loaded.Value;
        torch.set_num_threads(threads);
    }

    private static bool Load()
    {
        if (OperatingSystem.IsLinux())
        {
            TuneForTraining();
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

        return true;
    }

    /// <summary>
    /// Two settings that must stand before libtorch is there. Without the first, every large tensor is mapped, faulted in and
    /// returned to the system by every operation, which takes 40 % of the time; without the second, threads that wait for each
    /// other burn the cores that others could use.
    /// </summary>
    private static void TuneForTraining()
    {
        const int MmapMax = -4, TrimThreshold = -1;
        try
        {
            _ = SetMallocOption(MmapMax, 0);
            _ = SetMallocOption(TrimThreshold, -1);
            _ = SetEnvironment("OMP_WAIT_POLICY", "passive", 0);
            _ = SetEnvironment("GOMP_SPINCOUNT", "0", 0);
        }
        catch (EntryPointNotFoundException)
        {
            // Another C library than glibc: slower, not wrong.
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int SetMallocOption(int option, int value);

    /// <summary>The C library's own environment, which .NET's does not reach; what the user has set stays.</summary>
    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
