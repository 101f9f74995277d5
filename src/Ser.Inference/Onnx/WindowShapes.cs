namespace Ser.Inference.Onnx;

/// <summary>Sizes of what a window that moves over one or two dimensions gives: Conv, AveragePool, MaxPool.</summary>
internal sealed class WindowShapes(GraphNode node, GraphValues values)
{
    /// <summary>clips × channels × sizes; the weights are filters × channels of a group × kernel.</summary>
    public int Convolution(int probe, Span<long> shape, out Cost cost)
    {
        var input = values.Shape(node.Inputs[0], probe);
        var weights = values.Shape(node.Inputs[1], probe);
        node.Require(input.Length is 3 or 4 && weights.Length == input.Length, "does not work on one or two dimensions");
        node.Require(values.IsConstant(node.Inputs[1]), "has weights that are no constant");
        var kernel = node.Attributes.List(NodeAttribute.KernelShape);
        node.Require(kernel.IsEmpty || kernel.SequenceEqual(weights[2..]), "has a kernel_shape that is not that of its weights");

        long groups = node.Attributes.Whole(NodeAttribute.Group, 1);
        long filters = weights[0];
        node.Require(groups >= 1 && groups <= filters && filters % groups == 0 && weights[1] <= input[1] && input[1] == SizeMath.Times(weights[1], groups),
            "has weights for another number of channels");
        if (node.Inputs.Length == 3 && node.Inputs[2] >= 0)
        {
            var bias = values.Shape(node.Inputs[2], probe);
            node.Require(bias.Length == 1 && bias[0] == filters, "has another number of biases than of filters");
        }

        shape[0] = input[0];
        shape[1] = filters;
        Slide(input[2..], weights[2..], shape[2..]);
        long taps = SizeMath.Product(weights[1..]);
        long columns = SizeMath.Times(SizeMath.Product(weights[2..]), input[1]);   // a matrix of all windows, as many convolutions make it
        cost = new Cost(SizeMath.Times(columns, SizeMath.Product(shape[2..input.Length])), taps);
        return input.Length;
    }

    /// <summary>clips × channels × sizes.</summary>
    public int Pooling(int probe, Span<long> shape, out Cost cost)
    {
        var input = values.Shape(node.Inputs[0], probe);
        var kernel = node.Attributes.List(NodeAttribute.KernelShape);
        node.Require(input.Length is 3 or 4 && kernel.Length == input.Length - 2, "does not work on one or two dimensions");
        node.Require(node.Attributes.Whole(NodeAttribute.StorageOrder, 0) == 0, "has a storage_order");
        var pads = node.Attributes.List(NodeAttribute.Pads);
        for (int i = 0; i < pads.Length; i++)
        {
            node.Require(pads[i] < kernel[i % kernel.Length], "has pads as long as its kernel");
        }

        shape[0] = input[0];
        shape[1] = input[1];
        Slide(input[2..], kernel, shape[2..]);
        cost = new Cost(0, SizeMath.Product(kernel));
        return input.Length;
    }

    /// <summary>How often a window fits into each dimension.</summary>
    private void Slide(ReadOnlySpan<long> input, ReadOnlySpan<long> kernel, Span<long> output)
    {
        var attributes = node.Attributes;
        ReadOnlySpan<long> strides = attributes.List(NodeAttribute.Strides), pads = attributes.List(NodeAttribute.Pads), dilations = attributes.List(NodeAttribute.Dilations);
        int count = input.Length;
        node.Require(Fits(strides, count, 1) && Fits(dilations, count, 1) && Fits(pads, 2 * count, 0) && Fits(kernel, count, 1),
            "has strides, pads, dilations or a kernel of a wrong length or beyond the limits");
        bool up = attributes.Whole(NodeAttribute.CeilMode, 0) switch
        {
            0 => false,
            1 => true,
            _ => throw node.Fault("has a ceil_mode that is neither 0 nor 1"),
        };
        for (int i = 0; i < count; i++)
        {
            long before = pads.IsEmpty ? 0 : pads[i], after = pads.IsEmpty ? 0 : pads[count + i], stride = strides.IsEmpty ? 1 : strides[i];
            long reach = ((dilations.IsEmpty ? 1 : dilations[i]) * (kernel[i] - 1)) + 1;
            long room = input[i] + before + after - reach;
            long steps = up ? (room + stride - 1) / stride : room / stride;
            node.Require(room >= 0 || (up && room > -stride), "has a window that is longer than what it slides over");
            if (up && steps * stride >= input[i] + before)
            {
                steps--;   // a window that would begin behind the end does not count
            }

            output[i] = steps + 1;
        }
    }

    private static bool Fits(ReadOnlySpan<long> list, int count, long least)
    {
        foreach (long number in list)
        {
            if (number < least || number > OnnxLimits.Window)
            {
                return false;
            }
        }

        return list.IsEmpty || list.Length == count;
    }
}
