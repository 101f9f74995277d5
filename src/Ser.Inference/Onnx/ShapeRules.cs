using Ser.Core;

namespace Ser.Inference.Onnx;

/// <summary>What comes out of a node, and what computing it costs, for a given length of the sound.</summary>
/// <remarks>
/// The rules of the ONNX operators, versions 13 to 17, for what a model needs of them; whatever ONNX Runtime would refuse, or would
/// have to compute first (a shape, an axis, a pad that is no constant), is refused here.
/// </remarks>
/// <param name="node">The node; its results are not among the values yet.</param>
/// <param name="values">What stands before it.</param>
internal sealed class ShapeRules(GraphNode node, GraphValues values)
{
    private readonly LayoutShapes layout = new(node, values);
    private readonly WindowShapes windows = new(node, values);
    private readonly ProductShapes products = new(node, values);

    /// <summary>What the results hold.</summary>
    /// <exception cref="UserError">The operator does not take inputs of these types.</exception>
    public ElementType ResultType()
    {
        var type = node.Operator switch
        {
            Operator.And or Operator.Or or Operator.Not => ElementType.Bool,
            Operator.Cast => values.Type(node.Inputs[0]),
            _ => ElementType.Float,
        };
        node.Require(type != ElementType.Int64, "converts whole numbers");
        int operands = Operands();
        for (int i = 0; i < operands; i++)
        {
            node.Require(node.Inputs[i] < 0 || values.Type(node.Inputs[i]) == type, "takes numbers of the wrong type");
        }

        switch (node.Operator)
        {
            case Operator.Greater or Operator.GreaterOrEqual or Operator.Less or Operator.LessOrEqual:
                return ElementType.Bool;
            case Operator.Cast:
                long to = node.Attributes.Whole(NodeAttribute.To, 0);
                node.Require(to is (long)ElementType.Float or (long)ElementType.Bool, "converts to another type than float or bool");
                return (ElementType)to;
            default:
                return type;
        }
    }

    /// <summary>The sizes of the first result.</summary>
    /// <param name="probe">At which of the lengths.</param>
    /// <param name="shape">Where the sizes go.</param>
    /// <param name="cost">Numbers that are kept meanwhile, and multiply-adds for each number of the result.</param>
    /// <returns>The dimensions.</returns>
    /// <exception cref="UserError">The inputs do not fit together.</exception>
    public int Result(int probe, Span<long> shape, out Cost cost)
    {
        cost = new Cost(0, 1);
        return node.Operator switch
        {
            Operator.Conv => windows.Convolution(probe, shape, out cost),
            Operator.AveragePool or Operator.MaxPool => windows.Pooling(probe, shape, out cost),
            Operator.MatMul => products.Matrices(probe, shape, out cost),
            Operator.Gemm => products.Gemm(probe, shape, out cost),
            Operator.BatchNormalization => products.BatchNormalization(probe, shape),
            Operator.Concat => layout.Concat(probe, shape),
            Operator.Pad => layout.Pad(probe, shape),
            Operator.ReduceMax or Operator.ReduceMean or Operator.ReduceSum => layout.Reduce(probe, shape),
            Operator.Reshape => layout.Reshape(probe, shape),
            Operator.Squeeze => layout.Squeeze(probe, shape),
            Operator.Unsqueeze => layout.Unsqueeze(probe, shape),
            Operator.Transpose => layout.Transpose(probe, shape),
            Operator.Split => layout.Split(probe, shape, 0),
            Operator.CumSum => layout.CumulativeSum(probe, shape),
            Operator.LogSoftmax or Operator.Softmax => layout.Softmax(probe, shape),
            _ => Elementwise(probe, shape),
        };
    }

    /// <summary>The sizes of a further result, which only Split has.</summary>
    public int Result(int probe, Span<long> shape, int output) => layout.Split(probe, shape, output);

    /// <summary>How many inputs are numbers to compute with; those behind them are lists of axes or sizes.</summary>
    private int Operands() => node.Operator switch
    {
        Operator.CumSum or Operator.ReduceSum or Operator.Reshape or Operator.Split or Operator.Squeeze or Operator.Unsqueeze or Operator.Pad => 1,
        _ => node.Inputs.Length,
    };

    /// <summary>Number by number; sizes of 1 stand for any size.</summary>
    private int Elementwise(int probe, Span<long> shape)
    {
        int rank = 0;
        foreach (int input in node.Inputs)
        {
            node.Require(input >= 0, "lacks an input");
            rank = Broadcast(node, shape, rank, values.Shape(input, probe));
        }

        return rank;
    }

    /// <summary>Widens a shape so that another fits into it, both aligned at their last sizes.</summary>
    /// <returns>The dimensions that it has then.</returns>
    internal static int Broadcast(GraphNode node, Span<long> shape, int rank, ReadOnlySpan<long> other)
    {
        int added = other.Length - rank;
        if (added > 0)
        {
            shape[..rank].CopyTo(shape[added..]);
            for (int i = 0; i < added; i++)
            {
                shape[i] = 1;   // Fill would have to be compiled when the program starts
            }

            rank = other.Length;
        }

        for (int i = 0; i < other.Length; i++)
        {
            ref long size = ref shape[rank - 1 - i];
            long wanted = other[other.Length - 1 - i];
            if (size != wanted && size != 1 && wanted != 1)
            {
                throw node.Fault($"joins sizes that do not fit: {size} and {wanted}");
            }

            size = Math.Max(size, wanted);
        }

        return rank;
    }
}

/// <summary>What a node costs beside its result.</summary>
/// <param name="Workspace">Numbers that are kept while it is computed.</param>
/// <param name="PerNumber">Multiply-adds for each number of its first result.</param>
internal readonly record struct Cost(long Workspace, long PerNumber);
