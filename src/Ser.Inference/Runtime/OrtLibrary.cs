using System.Runtime.InteropServices;
using Ser.Core;

namespace Ser.Inference.Runtime;

/// <summary>ONNX Runtime's native library: loaded once, with the one environment that all sessions share.</summary>
/// <remarks>
/// Called through its C functions: the package's own classes make a delegate for each of more than a hundred of them before the first
/// is used, which takes a third of the time that a program needs to label one clip; and they leave objects behind in every run.
/// </remarks>
internal sealed unsafe class OrtLibrary
{
    private const string Name = "onnxruntime";
    private const uint ApiVersion = 17;         // the oldest that has what OrtFunction names
    private const int LevelFatal = 4;           // what matters arrives as a status
    private const int ArenaAllocator = 1, DefaultMemory = 0;

    private static readonly Lock Gate = new();
    private static volatile OrtLibrary? loaded;

    private readonly nint* functions;

    private OrtLibrary(nint* functions)
    {
        this.functions = functions;

        nint environment, memory, allocator;
        fixed (byte* name = "ser"u8)
        {
            Check(((delegate* unmanaged<int, byte*, nint*, nint>)this[OrtFunction.CreateEnv])(LevelFatal, name, &environment));
        }

        Check(((delegate* unmanaged<nint, nint>)this[OrtFunction.DisableTelemetryEvents])(environment));
        Check(((delegate* unmanaged<int, int, nint*, nint>)this[OrtFunction.CreateCpuMemoryInfo])(ArenaAllocator, DefaultMemory, &memory));
        Check(((delegate* unmanaged<nint*, nint>)this[OrtFunction.GetAllocatorWithDefaultOptions])(&allocator));
        (Environment, Memory, Allocator) = (environment, memory, allocator);
    }

    /// <summary>The environment; lives as long as the process.</summary>
    public nint Environment { get; }

    /// <summary>What says of a tensor that it lies in ordinary memory.</summary>
    public nint Memory { get; }

    /// <summary>The allocator of the texts that the library hands out.</summary>
    public nint Allocator { get; }

    /// <summary>The address of a function.</summary>
    public nint this[OrtFunction function] => functions[(int)function];

    /// <summary>Loads the library on the first call.</summary>
    /// <exception cref="UserError">It is not there, or it is too old.</exception>
    public static OrtLibrary Load()
    {
        if (loaded is { } library)
        {
            return library;
        }

        lock (Gate)
        {
            return loaded ??= Open();
        }
    }

    /// <summary>Gives an object of the library back; 0 is none.</summary>
    public void Release(OrtFunction function, nint handle) => ((delegate* unmanaged<nint, void>)this[function])(handle);

    /// <summary>Frees a status that tells of a fault.</summary>
    /// <exception cref="OrtFault">The status tells of one.</exception>
    public void Check(nint status)
    {
        if (status == 0)
        {
            return;
        }

        string message = Marshal.PtrToStringUTF8(((delegate* unmanaged<nint, nint>)this[OrtFunction.GetErrorMessage])(status)) ?? "no reason given";
        Release(OrtFunction.ReleaseStatus, status);
        throw new OrtFault(message.Split('\n')[0].Trim());
    }

    private static OrtLibrary Open()
    {
        OptOutOfTelemetry();
        if (!NativeLibrary.TryLoad(Name, typeof(OrtLibrary).Assembly, null, out nint handle))
        {
            throw new UserError($"ONNX Runtime (lib{Name}) is not beside the program; install the program again");
        }

        var getBase = (delegate* unmanaged<nint*>)NativeLibrary.GetExport(handle, "OrtGetApiBase");
        var getApi = (delegate* unmanaged<uint, nint*>)getBase()[0];   // OrtApiBase { GetApi, GetVersionString }
        nint* functions = getApi(ApiVersion);
        return functions != null ? new OrtLibrary(functions) : throw new UserError($"the ONNX Runtime beside the program is too old (it has no interface {ApiVersion}); install the program again");
    }

    /// <summary>
    /// The library's official builds count models, runs and machines, keep them in a data base in the home folder and send them to their
    /// maker, from its loading on. Nobody who labels a recording here has agreed to that, and it costs time. Who has set the variable
    /// has decided otherwise.
    /// </summary>
    private static void OptOutOfTelemetry()
    {
        const string Variable = "ORT_DISABLE_TELEMETRY";
        if (!string.IsNullOrEmpty(System.Environment.GetEnvironmentVariable(Variable)))
        {
            return;
        }

        System.Environment.SetEnvironmentVariable(Variable, "1");   // for programs that are started from here
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // .NET keeps variables of its own, which native code does not see.
        var set = (delegate* unmanaged<byte*, byte*, int, int>)NativeLibrary.GetExport(NativeLibrary.GetMainProgramHandle(), "setenv");
        fixed (byte* name = "ORT_DISABLE_TELEMETRY"u8, value = "1"u8)
        {
            _ = set(name, value, 1);
        }
    }
}
