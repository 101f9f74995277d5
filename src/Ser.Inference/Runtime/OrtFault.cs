namespace Ser.Inference.Runtime;

/// <summary>What ONNX Runtime has against a model or a run; the message is its first line.</summary>
internal sealed class OrtFault(string message) : Exception(message);
