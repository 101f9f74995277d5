namespace Ser.Inference.Onnx;

/// <summary>What is in a graph that was checked.</summary>
/// <param name="Inputs">Its inputs.</param>
/// <param name="Outputs">Its outputs.</param>
/// <param name="Operators">How often each operator occurs.</param>
/// <param name="Nodes">How many nodes there are.</param>
/// <param name="Numbers">Floats that it holds: weights, transform, filters.</param>
internal sealed record GraphSummary(IReadOnlyList<GraphPort> Inputs, IReadOnlyList<GraphPort> Outputs, int[] Operators, int Nodes, long Numbers);
