using System.Buffers;

namespace Ser.Features;

/// <summary>Turns the samples of a clip into features, as a plan says. Immutable: all threads may share one.</summary>
/// <remarks>
/// The same samples give the same bits in every call, on every thread and with every set of vector instructions.
/// All values are finite as long as no sample is beyond ±10¹⁴ (recordings lie in −1 … 1); a NaN stays a NaN in its frames.
/// </remarks>
public sealed class FeatureExtractor
{
    private const FeatureKinds All = FeatureKinds.MelPower | FeatureKinds.Default;

    private readonly Stft stft;
    private readonly MelFilterbank bank;
    private readonly float[] dct;

    /// <summary>Prepares the tables: window, transform, filter bank, cosines.</summary>
    /// <exception cref="Ser.Core.UserError">The properties of the plan do not fit each other.</exception>
    public FeatureExtractor(FeaturePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        Plan = plan.Validated();
        stft = new Stft(plan);
        bank = MelFilterbank.Build(plan);
        dct = Dct.Orthonormal(plan.MfccCount, plan.MelBands);
    }

    /// <summary>What the extractor was built from.</summary>
    public FeaturePlan Plan { get; }

    /// <summary>Frames of a clip: 1 + samples / HopLength, and none of an empty one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">samples is negative.</exception>
    public int FrameCount(int samples) => stft.FrameCount(samples);

    /// <summary>Names of the columns that <see cref="Extract"/> returns, in its order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">kinds has none of the families, or others.</exception>
    public IReadOnlyList<string> ColumnsOf(FeatureKinds kinds = FeatureKinds.Default)
    {
        if (kinds == FeatureKinds.None || (kinds & ~All) != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(kinds), kinds, "names no family of features, or one that there is not");
        }

        var names = new List<string>();
        AddNumbered(FeatureKinds.MelPower, "mel_power", Plan.MelBands);
        AddNumbered(FeatureKinds.LogMel, "log_mel", Plan.MelBands);
        AddNumbered(FeatureKinds.Mfcc, "mfcc", Plan.MfccCount);
        if (kinds.HasFlag(FeatureKinds.Zcr))
        {
            names.Add("zcr");
        }

        if (kinds.HasFlag(FeatureKinds.Rms))
        {
            names.Add("rms");
        }

        return names;

        void AddNumbered(FeatureKinds kind, string name, int count)
        {
            for (int i = 0; i < count && kinds.HasFlag(kind); i++)
            {
                names.Add($"{name}_{i:00}");
            }
        }
    }

    /// <summary>Features of one clip.</summary>
    /// <param name="samples">Mono samples at the plan's rate, each finite. None gives 0 frames; one gives one frame.</param>
    /// <param name="kinds">Which families of columns.</param>
    /// <returns>A new matrix; nothing else is allocated beyond what the pool keeps.</returns>
    /// <exception cref="ArgumentOutOfRangeException">kinds has none of the families, or others.</exception>
    public FeatureMatrix Extract(ReadOnlySpan<float> samples, FeatureKinds kinds = FeatureKinds.Default)
    {
        var columns = ColumnsOf(kinds);
        int frames = FrameCount(samples.Length);
        float[] values = new float[checked(columns.Count * frames)];
        var rest = values.AsSpan();
        var melPower = Take(ref rest, kinds.HasFlag(FeatureKinds.MelPower) ? Plan.MelBands * frames : 0);
        var logMel = Take(ref rest, kinds.HasFlag(FeatureKinds.LogMel) ? Plan.MelBands * frames : 0);
        var mfcc = Take(ref rest, kinds.HasFlag(FeatureKinds.Mfcc) ? Plan.MfccCount * frames : 0);
        if (frames > 0)
        {
            FillSpectral(samples, frames, melPower, logMel, mfcc);
        }

        if (kinds.HasFlag(FeatureKinds.Zcr))
        {
            ZeroCrossings.Rate(samples, Plan.FrameLength, Plan.HopLength, Take(ref rest, frames));
        }

        if (kinds.HasFlag(FeatureKinds.Rms))
        {
            RootMeanSquare.Compute(samples, Plan.FrameLength, Plan.HopLength, Take(ref rest, frames));
        }

        return new FeatureMatrix(columns, frames, (double)Plan.HopLength / Plan.SampleRate, values);
    }

    /// <summary>Fills those of the three that are not empty.</summary>
    private void FillSpectral(ReadOnlySpan<float> samples, int frames, Span<float> melPower, Span<float> logMel, Span<float> mfcc)
    {
        if (melPower.IsEmpty && logMel.IsEmpty && mfcc.IsEmpty)
        {
            return;
        }

        // MFCC are taken from log-mel, and log-mel is made in place, so each needs room even where it is not asked for.
        float[]? rented = null;
        if (logMel.IsEmpty && !mfcc.IsEmpty)
        {
            rented = ArrayPool<float>.Shared.Rent(Plan.MelBands * frames);
            logMel = rented.AsSpan(0, Plan.MelBands * frames);
        }

        // 1. samples → power of the mel bands
        var mel = melPower.IsEmpty ? logMel : melPower;
        FillMelPower(samples, frames, mel);

        // 2. power → dB, limited by the highest of the whole clip
        if (!logMel.IsEmpty)
        {
            Decibels.FromPower(mel, (float)Plan.LogFloor, logMel);
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

        if (rented is not null)
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }

    private void FillMelPower(ReadOnlySpan<float> samples, int frames, Span<float> mel)
    {
        int powerLength = stft.Bins * Stft.Lanes, bandLength = bank.Bands * Stft.Lanes;
        float[] rented = ArrayPool<float>.Shared.Rent(stft.ScratchLength + powerLength + bandLength);
        var scratch = rented.AsSpan(0, stft.ScratchLength);
        var power = rented.AsSpan(stft.ScratchLength, powerLength);
        var bands = rented.AsSpan(stft.ScratchLength + powerLength, bandLength);
        for (int frame = 0; frame < frames; frame += Stft.Lanes)
        {
            stft.PowerOfEight(samples, frame, scratch, power);
            bank.ProjectEight(power, bands);
            int count = Math.Min(Stft.Lanes, frames - frame);
            for (int band = 0; band < bank.Bands; band++)
            {
                bands.Slice(band * Stft.Lanes, count).CopyTo(mel[((band * frames) + frame)..]);
            }
        }

        ArrayPool<float>.Shared.Return(rented);
    }

    private static Span<float> Take(ref Span<float> rest, int length)
    {
        var taken = rest[..length];
        rest = rest[length..];
        return taken;
    }
}
