namespace Ser.Inference.Onnx;

/// <summary>Sizes of what multiplies: MatMul, Gemm, BatchNormalization.</summary>
internal sealed class ProductShapes(GraphNode node, GraphValues values)
{
    /// <summary>… × m × k times … × k × n gives … × m × n; the sizes in front are broadcast.</summary>
    public int Matrices(int probe, Span<long> shape, out Cost cost)
    {
        ReadOnlySpan<long> a = values.Shape(node.Inputs[0], probe), b = values.Shape(node.Inputs[1], probe);
        node.Require(a.Length >= 2 && b.Length >= 2, "multiplies what is no matrix");
        RequireSame(a[^1], b[^2]);
        int rank = ShapeRules.Broadcast(node, shape, 0, a[..^2]);
        rank = ShapeRules.Broadcast(node, shape, rank, b[..^2]);
        shape[rank] = a[^2];
        shape[rank + 1] = b[^1];
        cost = new Cost(0, a[^1]);
        return rank + 2;
    }

    /// <summary>m × k times k × n, plus what can be broadcast to m × n.</summary>
    public int Gemm(int probe, Span<long> shape, out Cost cost)
    {
        ReadOnlySpan<long> a = values.Shape(node.Inputs[0], probe), b = values.Shape(node.Inputs[1], probe);
        node.Require(a.Length == 2 && b.Length == 2, "multiplies what is no matrix");
        int turnA = Flag(NodeAttribute.TransA), turnB = Flag(NodeAttribute.TransB);
        RequireSame(a[1 - turnA], b[turnB]);
        shape[0] = a[turnA];
        shape[1] = b[1 - turnB];
        cost = new Cost(0, a[1 - turnA]);
        if (node.Inputs.Length == 3 && node.Inputs[2] >= 0)
        {
            var bias = values.Shape(node.Inputs[2], probe);
            bool fits = bias.Length <= 2;
            for (int i = 1; i <= bias.Length && fits; i++)
            {
                fits = bias[^i] == 1 || bias[^i] == shape[2 - i];
            }

            node.Require(fits, "adds biases of another size than its product");
        }

        return 2;
    }

    /// <summary>The input's own sizes; four constants for each channel.</summary>
    public int BatchNormalization(int probe, Span<long> shape)
    {
        var input = values.Shape(node.Inputs[0], probe);
        node.Require(input.Length >= 2, "normalises what has no channels");
        node.Require(node.Attributes.Whole(NodeAttribute.TrainingMode, 0) == 0, "is set to training");
        for (int i = 1; i < 5; i++)
        {
            var numbers = values.Shape(node.Inputs[i], probe);
            node.Require(numbers.Length == 1 && numbers[0] == input[1], "has numbers for another number of channels");
        }

        input.CopyTo(shape);
        return input.Length;
    }

    private int Flag(NodeAttribute attribute) => node.Attributes.Whole(attribute, 0) switch
    {
        0 => 0,
        1 => 1,
        _ => throw node.Fault("turns a matrix neither 0 nor 1 times"),
    };

    private void RequireSame(long a, long b)
    {
        if (a != b)
        {
            throw node.Fault($"multiplies rows of {a} with columns of {b}");
        }
    }
}
