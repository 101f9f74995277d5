using Ser.Features;

namespace Ser.Training.Network;

/// <summary>The raw rows of one clip, frame by frame, as <see cref="RowLayout"/> orders them. Immutable.</summary>
/// <remarks>Levels are relative to the clip's loudest frame, so that a change of gain changes nothing.</remarks>
internal abstract class ClipRows(int rows, int frames)
{
    /// <summary>Added to a frame's mean square before its logarithm, relative to the loudest frame: −90 dB.</summary>
    public const float LevelFloor = 1e-9f;

    /// <summary>Least level of a mel band in dB, relative to the mean square of the loudest frame.</summary>
    public const float MelFloorDb = -50;

    /// <summary>Values per frame.</summary>
    public int Rows { get; } = rows;

    /// <summary>Number of frames, 1 or more.</summary>
    public int Frames { get; } = frames;

    /// <summary>All values, frame after frame; to be disposed of after use.</summary>
    public abstract RowLease Lease();

    /// <summary>Wraps values without copying them.</summary>
    /// <param name="rows">Values per frame.</param>
    /// <param name="values">Frame after frame, at least one.</param>
    public static ClipRows Of(int rows, float[] values) => new SingleRows(rows, values);

    /// <summary>The frames in which somebody speaks.</summary>
    public static ClipRows Speech(Recipe recipe, FeatureMatrix features)
    {
        var (start, end) = SpeechSpan.Find(features.Column("rms"), recipe.SilenceDb, recipe.SilenceMargin);
        return From(RowLayout.Of(recipe), features, start, end);
    }

    /// <summary>Takes the frames from <paramref name="start"/> up to <paramref name="end"/> out of extracted features.</summary>
    public static ClipRows From(RowLayout layout, FeatureMatrix features, int start, int end)
    {
        var values = new float[(end - start) * layout.Count];
        var rms = features.Column("rms");
        float loudest = Math.Max(LargestSquare(rms), Pitchgram.QuietestClip), loudestDb = 10 * MathF.Log10(loudest);
        int firstBand = features.IndexOf("log_mel_00");
        for (int band = 0; band < layout.Bands; band++)
        {
            var column = features.Column(firstBand + band);
            for (int t = start; t < end; t++)
            {
                values[((t - start) * layout.Count) + band] = MathF.Max(column[t] - loudestDb, MelFloorDb);
            }
        }

        var crossings = features.Column("zcr");
        for (int t = start; t < end; t++)
        {
            values[((t - start) * layout.Count) + layout.Level] = 10 * MathF.Log10((rms[t] * rms[t] / loudest) + LevelFloor);
            values[((t - start) * layout.Count) + layout.Crossings] = crossings[t];
        }

        int firstPitch = layout.Pitches > 0 ? features.IndexOf("pitchgram_00") : 0;
        for (int pitch = 0; pitch < layout.Pitches; pitch++)
        {
            var column = features.Column(firstPitch + pitch);
            for (int t = start; t < end; t++)
            {
                values[((t - start) * layout.Count) + layout.FirstPitch + pitch] = column[t];
            }
        }

        return Of(layout.Count, values);
    }

    private static float LargestSquare(ReadOnlySpan<float> values)
    {
        float largest = 0;
        foreach (float value in values)
        {
            largest = MathF.Max(largest, value * value);
        }

        return largest;
    }

    private sealed class SingleRows(int rows, float[] values) : ClipRows(rows, values.Length / rows)
    {
        public override RowLease Lease() => new(values, values.Length, isRented: false);
    }
}
