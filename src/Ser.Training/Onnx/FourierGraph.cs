using System.Numerics;
using Ser.Features;

namespace Ser.Training.Onnx;

/// <summary>
/// The windowed discrete Fourier transform as graph nodes, in two steps after Cooley and Tukey (Math. Comp. 19, 1965): for 512
/// samples a sixth of the multiplications that one convolution with every cosine and sine takes.
/// </summary>
/// <remarks>
/// With N = P · Q, sample n of residue r = n mod P, and bin k = a + Q · b:
/// X[k] = Σ_r e^(−2πi r b / P) · Σ_{n of residue r} x[n] w[n] e^(−2πi n a / N).
/// The inner sum is a convolution of each residue's samples by itself (a grouped one), with window and twiddle factors in its kernels; the
/// outer sum is one matrix for all a. Of a real signal a = 0 … Q / 2 is enough: the other bins mirror these.
/// </remarks>
internal sealed class FourierGraph
{
    private readonly OnnxGraph graph;
    private readonly FeaturePlan plan;
    private readonly BlockPlan blocks;
    private readonly int residues, coarse, kept;
    private readonly string prefix;

    /// <param name="graph">Receives the nodes.</param>
    /// <param name="plan">The analysis.</param>
    /// <param name="blocks">Its blocks: sample r of each is of residue r.</param>
    /// <param name="prefix">Before all names, where a graph has two transforms.</param>
    public FourierGraph(OnnxGraph graph, FeaturePlan plan, BlockPlan blocks, string prefix = "")
    {
        (this.graph, this.plan, this.blocks, this.prefix) = (graph, plan, blocks, prefix);
        residues = blocks.Block;
        coarse = plan.FftSize / residues;
        kept = (coarse / 2) + 1;
    }

    /// <summary>Rows of the power spectrum: every bin from 0 to half the rate, and some that mirror them.</summary>
    public int Rows => residues * kept;

    /// <summary>Builds the nodes.</summary>
    /// <param name="samples">clips × residues × blocks.</param>
    /// <returns>The power spectrum: clips × <see cref="Rows"/> × frames, in the order of <see cref="Sorted"/>.</returns>
    public string Power(string samples)
    {
        string partial = graph.Node(
            $"{prefix}partial_spectra", "Conv", [samples, graph.Constant($"{prefix}fourier", Kernels(), 2 * Rows, 1, blocks.Length)],
            OnnxAttribute.Of("group", residues), OnnxAttribute.Of("strides", [blocks.Stride]));
        string columns = graph.Node($"{prefix}partial_columns", "Reshape", [partial, graph.Integers($"{prefix}partial_shape", 0, 2 * residues, -1)]);
        string spectrum = graph.Node(
            $"{prefix}spectrum", "MatMul", [graph.Constant($"{prefix}residue_sums", ResidueSums(), 2 * residues, 2 * residues), columns]);
        string real = $"{prefix}real", imaginary = $"{prefix}imaginary";
        graph.Node([real, imaginary], "Split", [spectrum, graph.Integers($"{prefix}halves", residues, residues)], OnnxAttribute.Of("axis", 1));
        string power = graph.Node(
            $"{prefix}power_columns", "Add",
            [graph.Node($"{prefix}real_squared", "Mul", [real, real]), graph.Node($"{prefix}imaginary_squared", "Mul", [imaginary, imaginary])]);
        return graph.Node($"{prefix}power", "Reshape", [power, graph.Integers($"{prefix}power_shape", 0, Rows, -1)]);
    }

    /// <summary>Brings a matrix over bins into the order of the power spectrum's rows.</summary>
    /// <param name="weights">rows × bins from 0 to half the rate.</param>
    /// <param name="rows">Its rows.</param>
    /// <returns>rows × <see cref="Rows"/>; a bin that stands there twice counts once.</returns>
    public float[] Sorted(ReadOnlySpan<float> weights, int rows)
    {
        int bins = (plan.FftSize / 2) + 1;
        var sorted = new float[rows * Rows];
        var seen = new bool[bins];
        for (int row = 0; row < Rows; row++)
        {
            int bin = (row % kept) + (coarse * (row / kept));
            bin = Math.Min(bin, plan.FftSize - bin);
            if (seen[bin])
            {
                continue;
            }

            seen[bin] = true;
            for (int i = 0; i < rows; i++)
            {
                sorted[(i * Rows) + row] = weights[(i * bins) + bin];
            }
        }

        return sorted;
    }

    /// <summary>For every residue the real parts of a = 0 … Q / 2, then the imaginary ones: w[n] e^(−2πi n a / N) at the samples n of the residue.</summary>
    private float[] Kernels()
    {
        int taps = blocks.Length;
        var window = plan.CentredWindow().AsSpan((plan.FftSize - plan.WindowLength) / 2, plan.WindowLength);
        var kernels = new float[2 * Rows * taps];
        for (int residue = 0; residue < residues; residue++)
        {
            for (int a = 0; a < kept; a++)
            {
                int real = ((residue * 2 * kept) + a) * taps, imaginary = real + (kept * taps);
                for (int tap = 0; tap < taps; tap++)
                {
                    int n = (tap * residues) + residue - blocks.WindowStart;
                    if (n >= 0 && n < window.Length)
                    {
                        var turn = Turn((long)n * a, plan.FftSize);
                        kernels[real + tap] = (float)(window[n] * turn.Real);
                        kernels[imaginary + tap] = (float)(window[n] * turn.Imaginary);
                    }
                }
            }
        }

        return kernels;
    }

    /// <summary>Rows: real parts of b = 0 … P − 1, then the imaginary ones; columns: real and imaginary part of every residue.</summary>
    private float[] ResidueSums()
    {
        int side = 2 * residues;
        var sums = new float[side * side];
        for (int b = 0; b < residues; b++)
        {
            for (int residue = 0; residue < residues; residue++)
            {
                // (c + si) (re + im i) = (c re − s im) + (s re + c im) i
                var turn = Turn((long)residue * b, residues);
                int real = (b * side) + (2 * residue), imaginary = real + (residues * side);
                sums[real] = (float)turn.Real;
                sums[real + 1] = (float)-turn.Imaginary;
                sums[imaginary] = (float)turn.Imaginary;
                sums[imaginary + 1] = (float)turn.Real;
            }
        }

        return sums;
    }

    /// <summary>e^(−2πi · step / steps); the step is taken modulo first, so that no digits are lost.</summary>
    private static Complex Turn(long step, int steps)
    {
        var (sine, cosine) = Math.SinCos(2 * Math.PI * (step % steps) / steps);
        return new Complex(cosine, -sine);
    }
}
