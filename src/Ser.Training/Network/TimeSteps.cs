namespace Ser.Training.Network;

/// <summary>How one block of a branch walks along time.</summary>
/// <param name="Stride">Frames from one place of the kernel to the next.</param>
/// <param name="PoolStep">The same of the pooling window.</param>
/// <param name="Dilation">Frames between neighbouring taps of the kernel.</param>
internal readonly record struct TimeSteps(int Stride, int PoolStep, int Dilation)
{
    /// <summary>Steps of every block as it is trained.</summary>
    public static TimeSteps[] Trained(IReadOnlyList<ConvolutionPlan> blocks) => [.. blocks.Select(block => new TimeSteps(block.Stride.Width, block.Pool.Width, 1))];

    /// <summary>
    /// The same with the last stride or pooling over time taken in single steps, and the kernels behind it spread accordingly: the same weights see the clip at every
    /// phase of that step instead of one ("à trous": Holschneider et al. 1989; Chen et al. 2015, arXiv 1412.7062).
    /// </summary>
    public static TimeSteps[] Finer(IReadOnlyList<ConvolutionPlan> blocks)
    {
        var steps = Trained(blocks);
        int last = Array.FindLastIndex(steps, step => step.Stride > 1 || step.PoolStep > 1);
        if (last < 0)
        {
            return steps;
        }

        bool pools = steps[last].PoolStep > 1;
        int factor = pools ? steps[last].PoolStep : steps[last].Stride;
        steps[last] = pools ? steps[last] with { PoolStep = 1 } : steps[last] with { Stride = 1 };
        for (int i = last + 1; i < steps.Length; i++)
        {
            steps[i] = steps[i] with { Dilation = factor };
        }

        return steps;
    }

    /// <summary>By how much <see cref="Finer"/> shortens a step.</summary>
    public static int FactorOf(IReadOnlyList<ConvolutionPlan> blocks) =>
        Product(Trained(blocks)) / Product(Finer(blocks));

    private static int Product(TimeSteps[] steps) => steps.Aggregate(1, (product, step) => product * step.Stride * step.PoolStep);
}
