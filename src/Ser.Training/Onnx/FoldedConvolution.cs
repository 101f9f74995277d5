using Ser.Training.Network;

namespace Ser.Training.Onnx;

/// <summary>
/// A convolution with the batch normalisation of its block folded in: y = s · (k ∗ x) + t is one convolution with kernel s · k and
/// bias t, where s = weight / √(variance + ε) and t = bias − s · mean.
/// </summary>
/// <param name="Kernel">Outputs × inputs × height × width.</param>
/// <param name="Shape">These four sizes.</param>
/// <param name="Bias">One per output.</param>
/// <param name="Signs">
/// Null where the block is ReLU and pooling of this convolution. Else pooling stands between the convolution and a factor that
/// turns the largest into the smallest for some channels: after pooling comes · <c>Signs</c> + <c>Shift</c>, then ReLU.
/// </param>
/// <param name="Shift">One per output where there are signs, else null.</param>
internal sealed record FoldedConvolution(float[] Kernel, int[] Shape, float[] Bias, float[]? Signs, float[]? Shift)
{
    /// <summary>Folds a block of one network or of several, their outputs side by side.</summary>
    /// <param name="members">Weights of each.</param>
    /// <param name="block">Name of the block, such as "branches.0.blocks.1".</param>
    /// <param name="pooled">Whether the block pools between convolution and normalisation.</param>
    /// <param name="epsilon">Added to the variance.</param>
    public static FoldedConvolution Of(IReadOnlyList<NetworkWeights> members, string block, bool pooled, double epsilon)
    {
        var affine = members.Select(member => Affine(member, $"{block}.normalisation", epsilon)).ToArray();

        // A factor of 0 or more changes places with the maximum; from one below 0 only its size does.
        bool turns = pooled && affine.Any(member => member.Scale.Any(factor => factor < 0));
        var folded = members.Zip(affine, (member, scaled) => Of(member, block, scaled.Scale, scaled.Shift, turns)).ToArray();
        int[] shape = folded[0].Shape;
        return new FoldedConvolution(
            [.. folded.SelectMany(one => one.Kernel)], [members.Count * shape[0], .. shape[1..]], [.. folded.SelectMany(one => one.Bias)],
            turns ? [.. folded.SelectMany(one => one.Signs!)] : null, turns ? [.. folded.SelectMany(one => one.Shift!)] : null);
    }

    private static FoldedConvolution Of(NetworkWeights weights, string block, double[] scale, double[] shift, bool turns)
    {
        int[] shape = [.. weights.ShapeOf($"{block}.convolution.weight").Select(size => (int)size)];
        var kernel = (float[])weights[$"{block}.convolution.weight"].Clone();
        int perOutput = kernel.Length / scale.Length;
        for (int i = 0; i < kernel.Length; i++)
        {
            double factor = scale[i / perOutput];
            kernel[i] = (float)((turns ? Math.Abs(factor) : factor) * kernel[i]);
        }

        float[] shifts = [.. shift.Select(value => (float)value)];
        return turns
            ? new FoldedConvolution(kernel, shape, new float[shifts.Length], [.. scale.Select(factor => factor < 0 ? -1f : 1f)], shifts)
            : new FoldedConvolution(kernel, shape, shifts, null, null);
    }

    /// <summary>What a batch normalisation does in evaluation: x · Scale + Shift, per channel.</summary>
    /// <param name="weights">The network's.</param>
    /// <param name="layer">Name of the normalisation.</param>
    /// <param name="epsilon">Added to the variance.</param>
    public static (double[] Scale, double[] Shift) Affine(NetworkWeights weights, string layer, double epsilon)
    {
        float[] weight = weights[$"{layer}.weight"], bias = weights[$"{layer}.bias"];
        float[] mean = weights[$"{layer}.running_mean"], variance = weights[$"{layer}.running_var"];
        double[] scale = [.. weight.Select((value, i) => value / Math.Sqrt(variance[i] + epsilon))];
        return (scale, [.. bias.Select((value, i) => value - (scale[i] * mean[i]))]);
    }
}
