namespace Ser.Inference.Onnx;

/// <summary>What a model file may ask for. Everything is checked before ONNX Runtime sees the file, and before anything is allocated.</summary>
/// <remarks>
/// Far above what <c>ser train</c> writes (1.7 MB, 110 nodes, for each sample 60 numbers and 1600 multiply-adds), far below what
/// would harm a machine.
/// </remarks>
internal static class OnnxLimits
{
    /// <summary>Bytes of a file.</summary>
    public const int FileBytes = 256 << 20;

    /// <summary>Bytes of the model card.</summary>
    public const int CardBytes = 8 << 20;

    /// <summary>IR versions of the ONNX format.</summary>
    public const long OldestIr = 4, NewestIr = 10;

    /// <summary>Versions of the operators; the rules of <see cref="ShapeRules"/> hold for these.</summary>
    public const long OldestOpset = 13, NewestOpset = 17;

    /// <summary>Nodes of a graph.</summary>
    public const int Nodes = 4096;

    /// <summary>Inputs, constants and results of a graph together.</summary>
    public const int Values = 16_384;

    /// <summary>Inputs of a graph.</summary>
    public const int Ports = 16;

    /// <summary>Inputs of a node, and its outputs.</summary>
    public const int Links = 64;

    /// <summary>Dimensions of a tensor.</summary>
    public const int Rank = 6;

    /// <summary>Numbers in a list such as pads or axes.</summary>
    public const int List = 2 * Rank;

    /// <summary>Bytes of a name in the graph.</summary>
    public const int NameBytes = 512;

    /// <summary>Kernel sizes, strides, dilations, pads, and fixed sizes of inputs.</summary>
    public const long Window = 1 << 20;

    /// <summary>Numbers in all tensors of a run together: so many whatever the length …</summary>
    public const long Elements = 1 << 25;

    /// <summary>… and so many more for each sample.</summary>
    public const long ElementsPerSample = 1 << 13;

    /// <summary>Multiply-adds of a run: so many whatever the length …</summary>
    public const long Operations = 1L << 32;

    /// <summary>… and so many more for each sample.</summary>
    public const long OperationsPerSample = 1 << 20;

    /// <summary>Samples that a frame may stand for, where the input is features.</summary>
    public const long SamplesPerFrame = 1 << 10;
}
