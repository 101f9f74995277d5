namespace Ser.Inference.Onnx;

/// <summary>The operators that a model may use, all of the default domain; names as in ONNX.</summary>
internal enum Operator
{
    Abs, Add, And, AveragePool, BatchNormalization, Cast, Concat, Conv, CumSum, Div, Exp, Gemm, Greater, GreaterOrEqual, Identity,
    Less, LessOrEqual, Log, LogSoftmax, MatMul, Max, MaxPool, Min, Mul, Neg, Not, Or, Pad, ReduceMax, ReduceMean, ReduceSum, Relu, Reshape,
    Sigmoid, Sign, Softmax, Split, Sqrt, Squeeze, Sub, Tanh, Transpose, Unsqueeze,
}
