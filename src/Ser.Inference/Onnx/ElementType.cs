namespace Ser.Inference.Onnx;

/// <summary>What a tensor holds; the numbers of TensorProto.DataType in onnx.proto.</summary>
internal enum ElementType : byte
{
    Float = 1,
    Int64 = 7,
    Bool = 9,
}
