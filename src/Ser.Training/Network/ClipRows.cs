using Ser.Features;

namespace Ser.Training.Network;

/// <summary>
/// The raw rows of one clip, frame by frame: log-mel levels in dB, then the level of the frame in dB, then its
/// zero-crossing rate.
/// </summary>
internal sealed class ClipRows
{
    /// <summary>The features that rows are made of.</summary>
    public const FeatureKinds Kinds = FeatureKinds.LogMel | FeatureKinds.Zcr | FeatureKinds.Rms;

    /// <summary>Rows beside the bands: level and zero-crossing rate.</summary>
    public const int LevelRows = 2;

    /// <summary>Added to a frame's mean square before its logarithm: −90 dB.</summary>
    public const float LevelFloor = 1e-9f;

    private ClipRows(int rows, float[] values)
    {
        Rows = rows;
        Values = values;
    }

    /// <summary>Values per frame.</summary>
    public int Rows { get; }

    /// <summary>Number of frames, 1 or more.</summary>
    public int Frames => Values.Length / Rows;

    /// <summary>All values, frame after frame.</summary>
    public float[] Values { get; }

    /// <summary>Rows that a plan gives.</summary>
    public static int CountOf(FeaturePlan plan) => plan.MelBands + LevelRows;

    /// <summary>The values of one frame.</summary>
    public ReadOnlySpan<float> Frame(int t) => Values.AsSpan(t * Rows, Rows);

    /// <summary>Wraps values without copying them.</summary>
    /// <param name="rows">Values per frame.</param>
    /// <param name="values">Frame after frame, at least one.</param>
    public static ClipRows Of(int rows, float[] values) => new(rows, values);

    /// <summary>The frames in which somebody speaks.</summary>
    public static ClipRows Speech(Recipe recipe, FeatureMatrix features)
    {
        var (start, end) = SpeechSpan.Find(features.Column("rms"), recipe.SilenceDb, recipe.SilenceMargin);
        return From(recipe.Features, features, start, end);
    }

    /// <summary>Takes the frames from <paramref name="start"/> up to <paramref name="end"/> out of extracted features.</summary>
    public static ClipRows From(FeaturePlan plan, FeatureMatrix features, int start, int end)
    {
        int bands = plan.MelBands, rows = CountOf(plan), firstBand = features.IndexOf("log_mel_00");
        var values = new float[(end - start) * rows];
        for (int band = 0; band < bands; band++)
        {
            var column = features.Column(firstBand + band);
            for (int t = start; t < end; t++)
            {
                values[((t - start) * rows) + band] = column[t];
            }
        }

        var rms = features.Column("rms");
        var crossings = features.Column("zcr");
        for (int t = start; t < end; t++)
        {
            values[((t - start) * rows) + bands] = 10 * MathF.Log10((rms[t] * rms[t]) + LevelFloor);
            values[((t - start) * rows) + bands + 1] = crossings[t];
        }

        return new ClipRows(rows, values);
    }
}
