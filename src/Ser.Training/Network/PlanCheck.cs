using Ser.Core;

namespace Ser.Training.Network;

/// <summary>Refuses a network that cannot be built, before libtorch does in its own words: a configuration file can hold any plan.</summary>
internal static class PlanCheck
{
    /// <summary>Channels, units and sizes at most: larger ones fit no machine that this is meant for.</summary>
    private const int Most = 4096;

    /// <summary>Refuses a plan that is none.</summary>
    /// <exception cref="UserError">A number is out of its range, or the branches do not fit each other; the message names the key.</exception>
    public static void Require(NetworkPlan plan)
    {
        Within(plan.PlaneOutputs, 1, Most, "planeOutputs");
        Within(plan.AttentionUnits, 1, Most, "attentionUnits");
        if (!(plan.Dropout is >= 0 and < 1))
        {
            throw new UserError($"network.dropout is {plan.Dropout}; give 0 or more, below 1");
        }

        int planeReduction = Require(plan.Plane, "plane"), rowReduction = Require(plan.Row, "row", height: 1);
        if (planeReduction != rowReduction)
        {
            throw new UserError(
                $"network: plane makes one step of {planeReduction} frames, row one of {rowReduction}; give both the same product of strides and pooled widths");
        }
    }

    /// <summary>Frames that a branch makes one step of.</summary>
    private static int Require(IReadOnlyList<ConvolutionPlan> blocks, string name, int? height = null)
    {
        if (blocks.Count == 0)
        {
            throw new UserError($"network.{name} is empty; give at least one block");
        }

        int reduction = 1;
        foreach (var (i, block) in blocks.Index())
        {
            string key = $"{name}[{i}]";
            Within(block.Channels, 1, Most, $"{key}.channels");
            Within(block.Stride, 1, 16, $"{key}.stride");
            foreach (var (size, side) in new[] { (block.Kernel.Height, "height"), (block.Kernel.Width, "width") })
            {
                if (size is < 1 or > 99 || size % 2 == 0)
                {
                    throw new UserError($"network.{key}.kernel.{side} is {size}; give an odd number of 1 to 99");
                }
            }

            Within(block.Pool.Height, 1, 64, $"{key}.pool.height");
            Within(block.Pool.Width, 1, 64, $"{key}.pool.width");
            if (height is { } only && (block.Kernel.Height != only || block.Pool.Height != only))
            {
                throw new UserError($"network.{key}: rows have a height of 1; give kernel and pool a height of 1");
            }

            reduction *= (block.Kernel.Width > 1 ? block.Stride : 1) * block.Pool.Width;
        }

        return reduction;
    }

    private static void Within(int value, int low, int high, string name)
    {
        if (value < low || value > high)
        {
            throw new UserError($"network.{name} is {value}; give {low} to {high}");
        }
    }
}
