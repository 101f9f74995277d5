using System.Text.Json.Serialization;
using Ser.Core;
using Ser.Features;

namespace Ser.Training.Network;

/// <summary>
/// A stack of convolutions over one picture (mel bands or pitches × frames: one channel, kernels over both) or over curves (every row of the inputs is a channel,
/// kernels over time).
/// </summary>
/// <param name="Name">What it is called where people read of it.</param>
/// <param name="Inputs">What it looks at: one input for a picture, any for curves.</param>
/// <param name="Blocks">Its convolutions.</param>
/// <param name="Outputs">Channels to which what is left of rows and channels is mixed at the end; 0: it stays as it is.</param>
public sealed record BranchPlan(string Name, IReadOnlyList<NetworkInputKind> Inputs, IReadOnlyList<ConvolutionPlan> Blocks, int Outputs)
{
    /// <summary>Whether the kernels see the input as a picture.</summary>
    [JsonIgnore]
    public bool IsPicture => Blocks.Any(block => block.Kernel.Height > 1);

    /// <summary>Frames that one step at the end stands for.</summary>
    [JsonIgnore]
    public int TimeReduction => Blocks.Aggregate(1, (frames, block) => frames * block.Stride.Width * block.Pool.Width);

    /// <summary>How the blocks walk along time: as they are trained, or in the finer steps of use.</summary>
    internal TimeSteps[] StepsOver(bool finer) => finer ? TimeSteps.Finer(Blocks) : TimeSteps.Trained(Blocks);

    /// <summary>Channels × rows of the input.</summary>
    /// <param name="plan">The analysis.</param>
    public (int Channels, int Height) InputSize(FeaturePlan plan)
    {
        int rows = Inputs.Sum(input => InputRows.CountOf(input, plan));
        return IsPicture ? (1, rows) : (rows, 1);
    }

    /// <summary>Rows that are left above the last block.</summary>
    /// <param name="plan">The analysis.</param>
    public int HeightLeft(FeaturePlan plan) =>
        Blocks.Aggregate(InputSize(plan).Height, (left, block) => block.RowsLeft(left));

    /// <summary>Channels at the end.</summary>
    /// <param name="plan">The analysis.</param>
    public int Channels(FeaturePlan plan) => Outputs > 0 ? Outputs : Blocks[^1].Channels * HeightLeft(plan);

    /// <summary>Refuses what cannot be built.</summary>
    /// <exception cref="UserError">The message names the key.</exception>
    internal void Require(string key)
    {
        if (Blocks.Count == 0 || Inputs.Count == 0)
        {
            throw new UserError($"{key}.{(Blocks.Count == 0 ? "blocks" : "inputs")} is empty; give at least one");
        }

        if (IsPicture && (Inputs.Count > 1 || Inputs[0] is not (NetworkInputKind.Mel or NetworkInputKind.Pitchgram)))
        {
            throw new UserError($"{key}: a kernel over rows wants one picture, mel or pitchgram, not {string.Join(", ", Inputs.Select(NetworkInputs.NameOf))}");
        }

        NetworkPlan.Within(Outputs, 0, 4096, $"{key}.outputs");
        foreach (var (i, block) in Blocks.Index())
        {
            block.Require($"{key}.blocks[{i}]");
        }
    }
}
