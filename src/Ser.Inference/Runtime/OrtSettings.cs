using System.Text;

namespace Ser.Inference.Runtime;

/// <summary>How ONNX Runtime shall work.</summary>
internal sealed record OrtSettings
{
    private const int LevelFatal = 4;   // what matters arrives as a status

    /// <summary>Threads of one run. One: a clip is small work, threads inside it cost more than they bring, and callers run clips side by side.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Keys of onnxruntime_session_options_config_keys.h and their values.</summary>
    public IReadOnlyList<(string Key, string Value)> Entries { get; init; } = [];

    /// <summary>Sets options that were made just now.</summary>
    public unsafe void ApplyTo(OrtLibrary library, nint options)
    {
        library.Check(((delegate* unmanaged<nint, int, nint>)library[OrtFunction.SetSessionLogSeverityLevel])(options, LevelFatal));
        library.Check(((delegate* unmanaged<nint, int, nint>)library[OrtFunction.SetIntraOpNumThreads])(options, Threads));
        library.Check(((delegate* unmanaged<nint, int, nint>)library[OrtFunction.SetInterOpNumThreads])(options, 1));
        foreach (var (key, value) in Entries)
        {
            fixed (byte* name = Encoding.UTF8.GetBytes(key + '\0'), text = Encoding.UTF8.GetBytes(value + '\0'))
            {
                library.Check(((delegate* unmanaged<nint, byte*, byte*, nint>)library[OrtFunction.AddSessionConfigEntry])(options, name, text));
            }
        }
    }
}
