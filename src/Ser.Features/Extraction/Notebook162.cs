namespace Ser.Features;

/// <summary>
/// The 162 values by which well-known public notebooks describe a clip (after "Speech Emotion Recognition" by Shivam Burnwal on
/// Kaggle): means over all frames of ZCR, 12 chroma, 20 MFCC, RMS and the power of 128 mel bands, with librosa's defaults.
/// </summary>
/// <remarks>
/// As in the notebooks, chroma is folded from magnitudes, where librosa's own default is power. One thing differs: the notebooks
/// let librosa estimate the tuning of every clip, we fix it at 0 (see <see cref="ChromaFilterbank"/>), so the chroma columns
/// of a clip whose estimate is not 0 differ from theirs. What to cut from a file, and at which rate to read it, is up to the caller;
/// they read 2.5 s from 0.6 s on, at 22 050 Hz. Immutable: all threads may share one.
/// </remarks>
public sealed class Notebook162
{
    private const FeatureKinds Kinds =
        FeatureKinds.MelPower | FeatureKinds.Mfcc | FeatureKinds.Zcr | FeatureKinds.Rms | FeatureKinds.Chroma;

    private readonly FeatureExtractor extractor;
    private readonly int zcr, chroma, mfcc, rms, mel;   // where each family begins among the columns

    /// <summary>Prepares the tables for clips at a rate.</summary>
    /// <param name="sampleRate">In Hz: 100 to 1 000 000.</param>
    /// <exception cref="Ser.Core.UserError">The rate is out of its range.</exception>
    public Notebook162(int sampleRate)
    {
        extractor = new FeatureExtractor(FeaturePlan.Librosa.AtRate(sampleRate), chromaOfMagnitude: true);
        string[] columns = [.. extractor.ColumnsOf(Kinds)];
        zcr = Array.IndexOf(columns, "zcr");
        chroma = Array.IndexOf(columns, "chroma_00");
        mfcc = Array.IndexOf(columns, "mfcc_00");
        rms = Array.IndexOf(columns, "rms");
        mel = Array.IndexOf(columns, "mel_power_00");
    }

    /// <summary>zcr_mean, chroma_00_mean …, mfcc_00_mean …, rms_mean, mel_power_000_mean …: 162 names.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "zcr_mean",
        .. Enumerable.Range(0, 12).Select(i => $"chroma_{i:00}_mean"),
        .. Enumerable.Range(0, 20).Select(i => $"mfcc_{i:00}_mean"),
        "rms_mean",
        .. Enumerable.Range(0, 128).Select(i => $"mel_power_{i:000}_mean"),
    ];

    /// <summary>The values of a clip, in the order of <see cref="Names"/>.</summary>
    /// <param name="samples">Mono samples at the rate, each finite. None gives zeros.</param>
    /// <returns>162 values. A new array.</returns>
    public float[] Compute(ReadOnlySpan<float> samples)
    {
        float[] means = extractor.Summarise(samples, Kinds, [Statistic.Mean]);
        return
        [
            means[zcr],
            .. means.AsSpan(chroma, 12),
            .. means.AsSpan(mfcc, 20),
            means[rms],
            .. means.AsSpan(mel, 128),
        ];
    }
}
