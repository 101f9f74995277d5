using System.Runtime.InteropServices;

namespace Ser.Features;

/// <summary>Triangular filters that turn a power spectrum into mel bands. Immutable: all threads may share one.</summary>
/// <remarks>
/// The values of librosa.filters.mel. Band b rises from edge b to edge b + 1 and falls to edge b + 2; the edges are evenly
/// spaced in mel. A triangle that is narrower than the bins are apart may miss all of them: its band is 0 in every frame,
/// as in librosa and torchaudio; fewer bands or a larger FftSize mend it.
/// </remarks>
public sealed class MelFilterbank
{
    private readonly int[] starts;       // first bin of each band
    private readonly int[] offsets;      // where its weights stand; one more than bands
    private readonly float[] weights;    // those that are not 0

    private MelFilterbank(int bins, int[] starts, int[] offsets, float[] weights) =>
        (Bins, this.starts, this.offsets, this.weights) = (bins, starts, offsets, weights);

    /// <summary>Rows of the bank: mel bands.</summary>
    public int Bands => starts.Length;

    /// <summary>Columns of the bank: bins of a spectrum.</summary>
    public int Bins { get; }

    /// <summary>Builds the bank of a plan. Weights are computed in double, each the float nearest to the exact one.</summary>
    /// <exception cref="Ser.Core.UserError">The properties of the plan do not fit each other.</exception>
    public static MelFilterbank Build(FeaturePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        plan.Validated();
        int bins = (plan.FftSize / 2) + 1;
        double[] edges = MelScale.Frequencies(plan.MelBands + 2, plan.LowHz, plan.HighHz, plan.MelScale);
        int[] starts = new int[plan.MelBands], offsets = new int[plan.MelBands + 1];
        var weights = new List<float>();
        for (int band = 0; band < starts.Length; band++)
        {
            double low = edges[band], centre = edges[band + 1], high = edges[band + 2];
            double peak = plan.MelNormalisation == MelNormalisation.Slaney ? 2 / (high - low) : 1;
            for (int bin = 0; bin < bins; bin++)
            {
                double hz = (double)bin * plan.SampleRate / plan.FftSize;
                float weight = (float)(peak * Math.Min((hz - low) / (centre - low), (high - hz) / (high - centre)));
                if (weight > 0)
                {
                    if (weights.Count == offsets[band])
                    {
                        starts[band] = bin;
                    }

                    weights.Add(weight);
                }
            }

            offsets[band + 1] = weights.Count;
        }

        return new MelFilterbank(bins, starts, offsets, [.. weights]);
    }

    /// <summary>All weights, those that are 0 too.</summary>
    /// <returns>bands × bins, row by row, no weight below 0. A new array.</returns>
    public float[] Dense()
    {
        float[] dense = new float[Bands * Bins];
        for (int band = 0; band < Bands; band++)
        {
            Weights(band).CopyTo(dense.AsSpan((band * Bins) + starts[band]));
        }

        return dense;
    }

    /// <summary>Mel bands of one power spectrum.</summary>
    /// <param name="power">Bins values.</param>
    /// <param name="mel">Receives Bands values.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public void Project(ReadOnlySpan<float> power, Span<float> mel)
    {
        if (power.Length != Bins || mel.Length != Bands)
        {
            throw new ArgumentException($"the bank turns {Bins} bins into {Bands} bands, not {power.Length} into {mel.Length}");
        }

        Project(MemoryMarshal.Cast<float, One>(power), MemoryMarshal.Cast<float, One>(mel));
    }

    /// <summary>Mel bands of eight spectra side by side: Bins rows of eight → Bands rows of eight.</summary>
    internal void ProjectEight(ReadOnlySpan<float> power, Span<float> mel) =>
        Project(MemoryMarshal.Cast<float, Eight>(power), MemoryMarshal.Cast<float, Eight>(mel));

    /// <summary>Sums a band's bins from low to high, one by one in every lane, so the order is the same for all widths.</summary>
    private void Project<T>(ReadOnlySpan<T> power, Span<T> mel) where T : struct, ILanes<T>
    {
        for (int band = 0; band < mel.Length; band++)
        {
            var row = Weights(band);
            var bins = power.Slice(starts[band], row.Length);
            T sum = T.Broadcast(0);
            for (int i = 0; i < row.Length; i++)
            {
                sum += bins[i] * T.Broadcast(row[i]);
            }

            mel[band] = sum;
        }
    }

    private ReadOnlySpan<float> Weights(int band) => weights.AsSpan(offsets[band], offsets[band + 1] - offsets[band]);
}
