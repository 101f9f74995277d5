namespace Ser.Inference.Onnx;

/// <summary>Sizes of what moves, joins, parts or sums up numbers along its dimensions.</summary>
internal sealed class LayoutShapes(GraphNode node, GraphValues values)
{
    private readonly long[] list = new long[OnnxLimits.List];

    public int Concat(int probe, Span<long> shape)
    {
        int rank = Copy(probe, shape);
        int axis = node.Axis(Given(NodeAttribute.Axis), rank);
        foreach (int input in node.Inputs[1..])
        {
            node.Require(input >= 0 && values.Rank(input) == rank, "joins tensors of different dimensions");
            var other = values.Shape(input, probe);
            for (int i = 0; i < rank; i++)
            {
                if (i == axis)
                {
                    shape[i] = SizeMath.Plus(shape[i], other[i]);
                }
                else if (shape[i] != other[i])
                {
                    throw node.Fault($"joins sizes that do not fit: {shape[i]} and {other[i]}");
                }
            }
        }

        return rank;
    }

    public int Pad(int probe, Span<long> shape)
    {
        int rank = Copy(probe, shape);
        var pads = node.Integers(1, list);
        node.Require(pads.Length == 2 * rank, "has another number of pads than two for each dimension");
        for (int i = 0; i < pads.Length; i++)
        {
            node.Require(pads[i] is >= 0 and <= OnnxLimits.Window, "has pads below 0 or beyond the limits");
            shape[i % rank] += pads[i];
        }

        if (node.Inputs.Length == 3 && node.Inputs[2] is >= 0 and int filling)
        {
            node.Require(values.Type(filling) == ElementType.Float && SizeMath.Product(values.Shape(filling, probe)) == 1, "pads with something else than one number");
        }

        return rank;
    }

    public int Reduce(int probe, Span<long> shape)
    {
        int rank = Copy(probe, shape);
        var axes = node.Operator == Operator.ReduceSum ? node.Integers(1, list) : node.Attributes.List(NodeAttribute.Axes);
        node.Require(!axes.IsEmpty, "sums up over no axes");
        uint chosen = Axes(axes, rank);
        bool keeps = node.Attributes.Whole(NodeAttribute.KeepDims, 1) switch
        {
            0 => false,
            1 => true,
            _ => throw node.Fault("has a keepdims that is neither 0 nor 1"),
        };
        int left = 0;
        for (int i = 0; i < rank; i++)
        {
            bool summed = (chosen & (1u << i)) != 0;
            if (!summed || keeps)
            {
                shape[left++] = summed ? 1 : shape[i];
            }
        }

        return left;
    }

    public int Reshape(int probe, Span<long> shape)
    {
        var input = values.Shape(node.Inputs[0], probe);
        var target = node.Integers(1, list);
        node.Require(target.Length <= OnnxLimits.Rank, "makes too many dimensions");
        node.Require(node.Attributes.Whole(NodeAttribute.AllowZero, 0) == 0, "has an allowzero");
        int open = -1;
        for (int i = 0; i < target.Length; i++)
        {
            node.Require(target[i] >= -1 && (target[i] != 0 || i < input.Length) && (target[i] != -1 || open < 0), "makes sizes that there cannot be");
            open = target[i] == -1 ? i : open;
            shape[i] = target[i] switch { -1 => 1, 0 => input[i], _ => target[i] };
        }

        long there = SizeMath.Product(input), made = SizeMath.Product(shape[..target.Length]);
        if (open < 0 ? there != made : there % made != 0)
        {
            throw node.Fault($"makes {made} numbers of {there}");
        }

        if (open >= 0)
        {
            shape[open] = there / made;
        }

        return target.Length;
    }

    public int Squeeze(int probe, Span<long> shape)
    {
        int rank = Copy(probe, shape), left = 0;
        uint chosen = Axes(node.Integers(1, list), rank);
        for (int i = 0; i < rank; i++)
        {
            bool dropped = (chosen & (1u << i)) != 0;
            node.Require(!dropped || shape[i] == 1, "drops a dimension that is longer than 1");
            if (!dropped)
            {
                shape[left++] = shape[i];
            }
        }

        return left;
    }

    public int Unsqueeze(int probe, Span<long> shape)
    {
        var input = values.Shape(node.Inputs[0], probe);
        var axes = node.Integers(1, list);
        int rank = input.Length + axes.Length, next = 0;
        node.Require(rank <= OnnxLimits.Rank, "makes too many dimensions");
        uint chosen = Axes(axes, rank);
        for (int i = 0; i < rank; i++)
        {
            shape[i] = (chosen & (1u << i)) != 0 ? 1 : input[next++];
        }

        return rank;
    }

    public int Transpose(int probe, Span<long> shape)
    {
        var input = values.Shape(node.Inputs[0], probe);
        var order = node.Attributes.List(NodeAttribute.Perm);
        node.Require(order.Length == input.Length, "has a perm of another length than its input");
        foreach (long axis in order)
        {
            node.Require(axis >= 0, "has a perm below 0");
        }

        Axes(order, input.Length);
        for (int i = 0; i < order.Length; i++)
        {
            shape[i] = input[(int)order[i]];
        }

        return input.Length;
    }

    public int Split(int probe, Span<long> shape, int output)
    {
        int rank = Copy(probe, shape);
        int axis = node.Axis(node.Attributes.Whole(NodeAttribute.Axis, 0), rank);
        var parts = node.Integers(1, list);
        node.Require(parts.Length == node.Outputs, "has another number of parts than of results");
        long sum = 0;
        foreach (long part in parts)
        {
            node.Require(part >= 1, "has an empty part");
            sum = SizeMath.Plus(sum, part);
        }

        if (sum != shape[axis])
        {
            throw node.Fault($"parts {shape[axis]} into {sum}");
        }

        shape[axis] = parts[output];
        return rank;
    }

    public int CumulativeSum(int probe, Span<long> shape)
    {
        int rank = Copy(probe, shape);
        var axis = node.Integers(1, list);
        node.Require(axis.Length == 1, "adds up along no axis or several");
        node.Require(node.Attributes.Whole(NodeAttribute.Exclusive, 0) is 0 or 1 && node.Attributes.Whole(NodeAttribute.Reverse, 0) is 0 or 1, "has flags that are neither 0 nor 1");
        node.Axis(axis[0], rank);
        return rank;
    }

    public int Softmax(int probe, Span<long> shape)
    {
        int rank = Copy(probe, shape);
        node.Axis(node.Attributes.Whole(NodeAttribute.Axis, -1), rank);
        return rank;
    }

    private int Copy(int probe, Span<long> shape)
    {
        var input = values.Shape(node.Inputs[0], probe);
        input.CopyTo(shape);
        return input.Length;
    }

    private long Given(NodeAttribute attribute) =>
        node.Attributes.Has(attribute) ? node.Attributes.Whole(attribute, 0) : throw node.Fault("has no axis");

    /// <summary>A list of axes as bits, each once.</summary>
    private uint Axes(ReadOnlySpan<long> axes, int rank)
    {
        uint chosen = 0;
        foreach (long axis in axes)
        {
            uint bit = 1u << node.Axis(axis, rank);
            node.Require((chosen & bit) == 0, "names an axis twice");
            chosen |= bit;
        }

        return chosen;
    }
}
