using Ser.Audio.Wav;

namespace Ser.Cli.Augmentation;

/// <summary>How the samples of copies can be stored.</summary>
internal static class CopyEncoding
{
    /// <summary>What users call them.</summary>
    public static IReadOnlyList<string> Names { get; } = ["int16", "int24", "float32"];

    /// <summary>The encoding of a name; null where there is none of it.</summary>
    public static WavEncoding? Find(string name) => name switch
    {
        "int16" => WavEncoding.Pcm16,
        "int24" => WavEncoding.Pcm24,
        "float32" => WavEncoding.Ieee32,
        _ => null,
    };
}
