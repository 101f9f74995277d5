namespace Ser.Audio.Rates;

/// <summary>A way to make outputs of inputs, block by block. Immutable: all threads may share one.</summary>
/// <remarks>Outputs and inputs are counted from the start of the sound, and may lie before it.</remarks>
internal abstract class RateFilter
{
    /// <summary>Outputs of a block; the last one of a sound may have fewer.</summary>
    public abstract int BlockOutputs { get; }

    /// <summary>Which inputs a block needs.</summary>
    /// <param name="start">Its first output: a multiple of <see cref="BlockOutputs"/> from where the first block began.</param>
    /// <param name="count">Its outputs: 1 to <see cref="BlockOutputs"/>.</param>
    public abstract Stretch Inputs(long start, int count);

    /// <summary>Makes a block. What it is depends on its place, its length and its inputs and on nothing else.</summary>
    /// <param name="inputs">Those of <see cref="Inputs"/>; zeros where the sound has none.</param>
    /// <param name="start">The first output.</param>
    /// <param name="output">The block.</param>
    public abstract void Convert(ReadOnlySpan<float> inputs, long start, Span<float> output);

    /// <summary>The way that waits for the fewest inputs before it hands outputs on.</summary>
    /// <param name="l">Outputs of a period.</param>
    /// <param name="m">Inputs of a period, without a common divisor with l.</param>
    public static RateFilter Prompt(int l, int m)
    {
        const int Outputs = 256;   // 16 ms at 16 kHz; some hundred more where the period is long
        return DirectFilter.Sharp(l, m, Math.Max(1.0, m / (double)l)).InBlocksOf(Outputs);
    }

    /// <summary>The way that takes the least time for a pair of rates.</summary>
    /// <param name="l">Outputs of a period.</param>
    /// <param name="m">Inputs of a period, without a common divisor with l.</param>
    public static RateFilter For(int l, int m)
    {
        double scale = Math.Max(1.0, m / (double)l);
        double direct = DirectFilter.Cost(l, scale), blocks = BlockFilter.Cost(l, m, scale), stages = TwoStageFilter.Cost(l, m);
        return blocks <= Math.Min(direct, stages) ? new BlockFilter(l, m, scale)
            : stages <= direct ? TwoStageFilter.Of(l, m)
            : DirectFilter.Sharp(l, m, scale);
    }
}
