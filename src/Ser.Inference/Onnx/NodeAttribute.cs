namespace Ser.Inference.Onnx;

/// <summary>The attributes that the operators of a model may have.</summary>
internal enum NodeAttribute
{
    AllowZero, Alpha, AutoPad, Axes, Axis, Beta, CeilMode, CountIncludePad, Dilations, Epsilon, Exclusive, Group, KeepDims, KernelShape, Mode, Momentum,
    NoopWithEmptyAxes, Pads, Perm, Reverse, StorageOrder, Strides, To, TrainingMode, TransA, TransB,
}
