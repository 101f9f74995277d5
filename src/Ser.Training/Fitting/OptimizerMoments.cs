using System.Runtime.InteropServices;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ser.Training.Fitting;

/// <summary>What AdamW remembers of every weight, in the order of its groups.</summary>
/// <param name="Steps">How often the weight was moved.</param>
/// <param name="First">The moving mean of its gradient, row by row.</param>
/// <param name="Second">That of its square.</param>
internal sealed record OptimizerMoments(IReadOnlyList<long> Steps, IReadOnlyList<float[]> First, IReadOnlyList<float[]> Second)
{
    /// <summary>Copies them out.</summary>
    public static OptimizerMoments Capture(AdamW optimizer)
    {
        using var scope = NewDisposeScope();
        AdamW.State[] states = StatesOf(optimizer);
        return new OptimizerMoments(
            [.. states.Select(state => state.step)], [.. states.Select(state => Values(state.exp_avg))], [.. states.Select(state => Values(state.exp_avg_sq))]);
    }

    /// <summary>Copies them into an optimiser of the same weights.</summary>
    /// <exception cref="FormatException">It has other weights.</exception>
    public void Restore(AdamW optimizer)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        AdamW.State[] states = StatesOf(optimizer);
        if (states.Length != Steps.Count || states.Length != First.Count || states.Length != Second.Count)
        {
            throw new FormatException("the optimiser has other weights");
        }

        for (int i = 0; i < states.Length; i++)
        {
            // Into the tensors that are there: their memory layout is that of the weights, and sums may depend on it.
            states[i].step = Steps[i];
            Fill(states[i].exp_avg, First[i]);
            Fill(states[i].exp_avg_sq, Second[i]);
        }
    }

    private static AdamW.State[] StatesOf(AdamW optimizer) => [.. optimizer.state_dict().State.Cast<AdamW.State>()];

    private static float[] Values(Tensor moments) => MemoryMarshal.Cast<byte, float>(moments.detach().contiguous().bytes).ToArray();

    private static void Fill(Tensor moments, float[] values)
    {
        if (moments.numel() != values.Length)
        {
            throw new FormatException("the optimiser has other weights");
        }

        moments.copy_(tensor(values, moments.shape));
    }
}
