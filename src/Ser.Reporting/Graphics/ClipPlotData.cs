using Ser.Features;

namespace Ser.Reporting;

/// <summary>What <see cref="ClipPlot"/> shows of a clip. Frame i of every track is centred at i · HopSeconds.</summary>
public sealed record ClipPlotData
{
    /// <summary>What the clip is called.</summary>
    public required string Title { get; init; }

    /// <summary>Mono samples, usually in −1 … 1; none is no error.</summary>
    public required ReadOnlyMemory<float> Samples { get; init; }

    /// <summary>Rate of the samples in Hz: above 0.</summary>
    public required int SampleRate { get; init; }

    /// <summary>Time from one frame to the next in s: above 0.</summary>
    public required double HopSeconds { get; init; }

    /// <summary>What a model says of the clip over time; null where none was asked.</summary>
    public VerdictTrack? Verdicts { get; init; }

    /// <summary>Levels of the mel bands in dB: bands × frames, row by row, the lowest band first.</summary>
    public ReadOnlyMemory<float> MelDb { get; init; }

    /// <summary>Centre of each band in Hz, rising; as many as MelDb has rows.</summary>
    public IReadOnlyList<double> MelCentresHz { get; init; } = [];

    /// <summary>Sign changes per sample of each frame, 0 to 1; NaN is a gap.</summary>
    public ReadOnlyMemory<float> Zcr { get; init; }

    /// <summary>Root mean square of each frame in dB of full scale; NaN is a gap.</summary>
    public ReadOnlyMemory<float> RmsDb { get; init; }

    /// <summary>Fundamental frequency of each frame in Hz, NaN where there is no voice; null: it was not looked for.</summary>
    public ReadOnlyMemory<float>? F0Hz { get; init; }

    /// <summary>Collects what a plot needs from extracted features.</summary>
    /// <param name="title">What the clip is called.</param>
    /// <param name="samples">Mono samples; their rate may differ from the plan's.</param>
    /// <param name="sampleRate">Rate of these samples in Hz.</param>
    /// <param name="plan">What the features were extracted with.</param>
    /// <param name="features">Columns log_mel_00 …, zcr and rms; a family that is not there is not shown.</param>
    /// <param name="f0Hz">Fundamental frequency of each frame, if it is known.</param>
    public static ClipPlotData From(
        string title, ReadOnlyMemory<float> samples, int sampleRate, FeaturePlan plan, FeatureMatrix features, ReadOnlyMemory<float>? f0Hz = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(features);
        int mel = features.IndexOf("log_mel_00"), zcr = features.IndexOf("zcr"), rms = features.IndexOf("rms"), frames = features.Frames;
        return new ClipPlotData
        {
            Title = title,
            Samples = samples,
            SampleRate = sampleRate,
            HopSeconds = features.HopSeconds,
            MelDb = mel < 0 ? default : features.Values.AsMemory(mel * frames, plan.MelBands * frames),
            MelCentresHz = mel < 0 ? [] : MelScale.Frequencies(plan.MelBands + 2, plan.LowHz, plan.HighHz, plan.MelScale)[1..^1],
            Zcr = zcr < 0 ? default : features.Values.AsMemory(zcr * frames, frames),
            RmsDb = rms < 0 ? default : Array.ConvertAll(features.Column(rms).ToArray(), value => 20 * MathF.Log10(value)),
            F0Hz = f0Hz,
        };
    }

    /// <summary>This data, if it can be drawn.</summary>
    /// <exception cref="ArgumentException">Rate or hop is not positive, or MelDb is not a matrix of rising bands.</exception>
    internal ClipPlotData Validated()
    {
        ArgumentNullException.ThrowIfNull(Title);
        ArgumentNullException.ThrowIfNull(MelCentresHz);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(SampleRate);
        if (!(HopSeconds > 0 && double.IsFinite(HopSeconds)))
        {
            throw new ArgumentOutOfRangeException(nameof(HopSeconds), HopSeconds, "is not a positive finite number");
        }

        if (MelCentresHz.Count == 0 ? !MelDb.IsEmpty : MelDb.Length % MelCentresHz.Count != 0)
        {
            throw new ArgumentException($"{MelDb.Length} levels are no matrix of {MelCentresHz.Count} bands", nameof(MelDb));
        }

        for (int i = 0; i < MelCentresHz.Count; i++)
        {
            if (!(MelCentresHz[i] > (i == 0 ? 0 : MelCentresHz[i - 1])))
            {
                throw new ArgumentException($"band {i} is centred at {MelCentresHz[i]} Hz; centres rise from above 0", nameof(MelCentresHz));
            }
        }

        if (Verdicts is { } track && track.Windows.FirstOrDefault(window => window.Probabilities?.Count != track.Labels.Count && window.Probabilities is not null) is { } odd)
        {
            throw new ArgumentException($"{odd.Probabilities!.Count} probabilities for {track.Labels.Count} labels", nameof(Verdicts));
        }

        return this;
    }
}
