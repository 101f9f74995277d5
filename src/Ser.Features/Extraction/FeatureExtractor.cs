using System.Buffers;

namespace Ser.Features;

/// <summary>Turns the samples of a clip into features, as a plan says. Immutable: all threads may share one.</summary>
/// <remarks>
/// The same samples give the same bits in every call, on every thread and with every set of vector instructions.
/// All values are finite as long as no sample is beyond ±10¹⁴ (recordings lie in −1 … 1).
/// </remarks>
public sealed class FeatureExtractor
{
    private const FeatureKinds OfCepstra = FeatureKinds.Mfcc | FeatureKinds.Delta | FeatureKinds.Delta2;

    private readonly SpectralPass pass;
    private readonly float[] dct;
    private readonly Lazy<Pitchgram> pitchgram;   // not every plan has one

    /// <summary>Prepares the tables: window, transform, filter bank, cosines.</summary>
    /// <exception cref="Ser.Core.UserError">The properties of the plan do not fit each other.</exception>
    public FeatureExtractor(FeaturePlan plan)
        : this(plan, chromaOfMagnitude: false)
    {
    }

    /// <summary>The same; where chromaOfMagnitude is true, chroma folds magnitudes, not powers.</summary>
    internal FeatureExtractor(FeaturePlan plan, bool chromaOfMagnitude)
    {
        ArgumentNullException.ThrowIfNull(plan);
        Plan = plan.Validated();
        pass = new SpectralPass(plan, chromaOfMagnitude);
        dct = Dct.Orthonormal(plan.MfccCount, plan.MelBands);
        pitchgram = new Lazy<Pitchgram>(() => new Pitchgram(plan));
    }

    /// <summary>What the extractor was built from.</summary>
    public FeaturePlan Plan { get; }

    /// <summary>Frames of a clip: 1 + samples / HopLength, and none of an empty one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">samples is negative.</exception>
    public int FrameCount(int samples) => pass.FrameCount(samples);

    /// <summary>Names of the columns that <see cref="Extract"/> returns, in its order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">kinds has none of the families, or others.</exception>
    public IReadOnlyList<string> ColumnsOf(FeatureKinds kinds = FeatureKinds.Default) => FeatureColumns.Names(Plan, kinds);

    /// <summary>Features of one clip.</summary>
    /// <param name="samples">Mono samples at the plan's rate, each finite. None gives 0 frames; one gives one frame.</param>
    /// <param name="kinds">Which families of columns. The spectra are taken once, however many families live on them.</param>
    /// <returns>A new matrix; nothing else is allocated beyond what the pool keeps.</returns>
    /// <exception cref="ArgumentOutOfRangeException">kinds has none of the families, or others.</exception>
    /// <exception cref="Ser.Core.UserError">The pitchgram is asked for, and the plan has none.</exception>
    public FeatureMatrix Extract(ReadOnlySpan<float> samples, FeatureKinds kinds = FeatureKinds.Default)
    {
        var columns = ColumnsOf(kinds);
        int frames = FrameCount(samples.Length);
        float[] values = new float[checked(columns.Count * frames)];
        Fill(samples, frames, kinds, values);
        return new FeatureMatrix(columns, frames, (double)Plan.HopLength / Plan.SampleRate, values);
    }

    /// <summary>Statistics of every column of a clip, as <see cref="ClipStatistics.Compute(FeatureMatrix, IReadOnlyList{Statistic})"/> gives them for <see cref="Extract"/>.</summary>
    /// <param name="samples">As of <see cref="Extract"/>.</param>
    /// <param name="kinds">As of <see cref="Extract"/>.</param>
    /// <param name="statistics">Which, in which order.</param>
    /// <returns>columns × statistics, all statistics of a column together. Of the frames nothing is kept, so no large array is left to the collector.</returns>
    /// <exception cref="ArgumentOutOfRangeException">kinds has none of the families, or others; or one of the statistics does not exist.</exception>
    public float[] Summarise(ReadOnlySpan<float> samples, FeatureKinds kinds, IReadOnlyList<Statistic> statistics)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        int columns = FeatureColumns.Count(Plan, kinds), frames = FrameCount(samples.Length);
        float[] rented = ArrayPool<float>.Shared.Rent(checked(columns * frames));
        var values = rented.AsSpan(0, columns * frames);
        Fill(samples, frames, kinds, values);
        float[] results = ClipStatistics.Compute(values, columns, statistics);
        ArrayPool<float>.Shared.Return(rented);
        return results;
    }

    /// <summary>Fills all columns.</summary>
    /// <param name="samples">Mono samples at the plan's rate, each finite.</param>
    /// <param name="frames">As <see cref="FrameCount"/> counts them.</param>
    /// <param name="kinds">Which families.</param>
    /// <param name="values">columns × frames; whatever stands there is written over.</param>
    private void Fill(ReadOnlySpan<float> samples, int frames, FeatureKinds kinds, Span<float> values)
    {
        if (frames > 0)
        {
            FillSpectral(samples, frames, kinds, values);
        }

        if (kinds.HasFlag(FeatureKinds.Zcr))
        {
            ZeroCrossings.Rate(samples, Plan.FrameLength, Plan.HopLength, Rows(FeatureKinds.Zcr, kinds, values, frames));
        }

        if (kinds.HasFlag(FeatureKinds.Rms))
        {
            RootMeanSquare.Compute(samples, Plan.FrameLength, Plan.HopLength, Rows(FeatureKinds.Rms, kinds, values, frames));
        }

        if (kinds.HasFlag(FeatureKinds.Pitchgram))
        {
            pitchgram.Value.Compute(samples, Loudest(samples, frames), Rows(FeatureKinds.Pitchgram, kinds, values, frames));
        }
    }

    /// <summary>Mean square of the loudest frame; 0 of an empty clip.</summary>
    private float Loudest(ReadOnlySpan<float> samples, int frames)
    {
        float[] rented = ArrayPool<float>.Shared.Rent(frames);
        var rms = rented.AsSpan(0, frames);
        RootMeanSquare.Compute(samples, Plan.FrameLength, Plan.HopLength, rms);
        float loudest = 0;
        foreach (float level in rms)
        {
            loudest = MathF.Max(loudest, level * level);
        }

        ArrayPool<float>.Shared.Return(rented);
        return loudest;
    }

    /// <summary>Fills the families that live on spectra.</summary>
    private void FillSpectral(ReadOnlySpan<float> samples, int frames, FeatureKinds kinds, Span<float> values)
    {
        var logMel = Rows(FeatureKinds.LogMel, kinds, values, frames);
        var mfcc = Rows(FeatureKinds.Mfcc, kinds, values, frames);
        var rows = new SpectralRows
        {
            MelPower = Rows(FeatureKinds.MelPower, kinds, values, frames),
            Centroid = Rows(FeatureKinds.Centroid, kinds, values, frames),
            Bandwidth = Rows(FeatureKinds.Bandwidth, kinds, values, frames),
            Rolloff = Rows(FeatureKinds.Rolloff, kinds, values, frames),
            Flatness = Rows(FeatureKinds.Flatness, kinds, values, frames),
            Peaks = Rows(FeatureKinds.Contrast, kinds, values, frames),
            Chroma = Rows(FeatureKinds.Chroma, kinds, values, frames),
        };

        // Deltas are taken from MFCC, these from log-mel, and log-mel is made in place, so each needs room even where it is
        // not asked for; so do the valleys that contrast is measured from.
        int logMelRoom = (kinds & OfCepstra) != 0 && logMel.IsEmpty ? Plan.MelBands * frames : 0;
        int mfccRoom = (kinds & OfCepstra) != 0 && mfcc.IsEmpty ? Plan.MfccCount * frames : 0;
        float[] rented = ArrayPool<float>.Shared.Rent(logMelRoom + mfccRoom + rows.Peaks.Length);
        logMel = logMelRoom > 0 ? rented.AsSpan(0, logMelRoom) : logMel;
        mfcc = mfccRoom > 0 ? rented.AsSpan(logMelRoom, mfccRoom) : mfcc;
        rows.Valleys = rented.AsSpan(logMelRoom + mfccRoom, rows.Peaks.Length);

        // 1. samples → power of the mel bands, shape of the spectra
        var melPower = rows.MelPower = rows.MelPower.IsEmpty ? logMel : rows.MelPower;
        if (rows.Any)
        {
            pass.Fill(samples, frames, rows);
        }

        if (!rows.Peaks.IsEmpty)
        {
            pass.FillContrast(samples, frames, rows);
        }

        // 2. power → dB, limited by the highest of the whole clip
        if (!logMel.IsEmpty)
        {
            Decibels.FromPower(melPower, (float)Plan.LogFloor, logMel);
            if (Plan.TopDb is double topDb)
            {
                Decibels.LimitRange(logMel, (float)topDb);
            }
        }

        // 3. dB of the bands → cepstra
        if (!mfcc.IsEmpty)
        {
            Dct.Multiply(dct, Plan.MelBands, logMel, frames, mfcc);
        }

        // 4. cepstra → their course in time
        FillDeltas(mfcc, frames, Rows(FeatureKinds.Delta, kinds, values, frames), Rows(FeatureKinds.Delta2, kinds, values, frames));
        ArrayPool<float>.Shared.Return(rented);
    }

    private static void FillDeltas(ReadOnlySpan<float> mfcc, int frames, Span<float> first, Span<float> second)
    {
        for (int at = 0; at < first.Length; at += frames)
        {
            Delta.First(mfcc.Slice(at, frames), first.Slice(at, frames));
        }

        for (int at = 0; at < second.Length; at += frames)
        {
            Delta.Second(mfcc.Slice(at, frames), second.Slice(at, frames));
        }
    }

    private Span<float> Rows(FeatureKinds family, FeatureKinds kinds, Span<float> values, int frames) =>
        FeatureColumns.Rows(family, Plan, kinds, values, frames);
}
