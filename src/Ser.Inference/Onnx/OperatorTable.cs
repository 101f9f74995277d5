using System.Text;
using static Ser.Inference.Onnx.NodeAttribute;

namespace Ser.Inference.Onnx;

/// <summary>What is fixed for each operator: its name, how many inputs and outputs it takes, and which attributes it may have.</summary>
internal static class OperatorTable
{
    /// <summary>How many operators there are.</summary>
    public const int Count = (int)Operator.Unsqueeze + 1;

    private static readonly string[] Names =
    [
        "Abs", "Add", "And", "AveragePool", "BatchNormalization", "Cast", "Concat", "Conv", "CumSum", "Div", "Exp", "Gemm", "Greater", "GreaterOrEqual", "Identity",
        "Less", "LessOrEqual", "Log", "LogSoftmax", "MatMul", "Max", "MaxPool", "Min", "Mul", "Neg", "Not", "Or", "Pad", "ReduceMax", "ReduceMean", "ReduceSum", "Relu", "Reshape",
        "Sigmoid", "Sign", "Softmax", "Split", "Sqrt", "Squeeze", "Sub", "Tanh", "Transpose", "Unsqueeze",
    ];

    /// <summary>Its name in ONNX.</summary>
    public static string Name(Operator type) => Names[(int)type];

    /// <summary>Finds an operator by its name; false where it is not on the list.</summary>
    public static bool TryFind(ReadOnlySpan<byte> name, out Operator type)
    {
        for (int i = 0; i < Names.Length; i++)
        {
            if (name.Length == Names[i].Length && Ascii.Equals(name, Names[i]))
            {
                type = (Operator)i;
                return true;
            }
        }

        type = default;
        return false;
    }

    /// <summary>How many inputs and outputs it takes.</summary>
    public static OperatorLinks Links(Operator type) => type switch
    {
        Operator.Add or Operator.And or Operator.CumSum or Operator.Div or Operator.Greater or Operator.GreaterOrEqual or Operator.Less or Operator.LessOrEqual
            or Operator.MatMul or Operator.Mul or Operator.Or or Operator.ReduceSum or Operator.Reshape or Operator.Squeeze or Operator.Sub
            or Operator.Unsqueeze => new OperatorLinks(2, 2, 1),
        Operator.BatchNormalization => new OperatorLinks(5, 5, 1),
        Operator.Concat or Operator.Max or Operator.Min => new OperatorLinks(1, OnnxLimits.Links, 1),
        Operator.Conv or Operator.Gemm or Operator.Pad => new OperatorLinks(2, 3, 1),
        Operator.Split => new OperatorLinks(2, 2, OnnxLimits.Links),
        _ => new OperatorLinks(1, 1, 1),
    };

    /// <summary>The attributes that it may have, as bits.</summary>
    public static uint Attributes(Operator type) => type switch
    {
        Operator.AveragePool => Bits(AutoPad) | Bits(CeilMode) | Bits(CountIncludePad) | Bits(KernelShape) | Bits(Pads) | Bits(Strides),
        Operator.BatchNormalization => Bits(Epsilon) | Bits(Momentum) | Bits(TrainingMode),
        Operator.Cast => Bits(To),
        Operator.Concat or Operator.LogSoftmax or Operator.Softmax or Operator.Split => Bits(Axis),
        Operator.Conv => Bits(AutoPad) | Bits(Dilations) | Bits(Group) | Bits(KernelShape) | Bits(Pads) | Bits(Strides),
        Operator.CumSum => Bits(Exclusive) | Bits(Reverse),
        Operator.Gemm => Bits(Alpha) | Bits(Beta) | Bits(TransA) | Bits(TransB),
        Operator.MaxPool => Bits(AutoPad) | Bits(CeilMode) | Bits(KernelShape) | Bits(Pads) | Bits(StorageOrder) | Bits(Strides),
        Operator.Pad => Bits(Mode),
        Operator.ReduceMax or Operator.ReduceMean => Bits(Axes) | Bits(KeepDims),
        Operator.ReduceSum => Bits(KeepDims) | Bits(NoopWithEmptyAxes),
        Operator.Reshape => Bits(AllowZero),
        Operator.Transpose => Bits(Perm),
        _ => 0,
    };

    private static uint Bits(NodeAttribute attribute) => 1u << (int)attribute;
}

/// <summary>How many inputs and outputs an operator takes.</summary>
/// <param name="Fewest">Inputs that it needs.</param>
/// <param name="Most">Inputs that it may have.</param>
/// <param name="Outputs">Outputs that it may have; it needs one.</param>
internal readonly record struct OperatorLinks(int Fewest, int Most, int Outputs);
