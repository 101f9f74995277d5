namespace Ser.Features;

/// <summary>Features of one clip: named columns, each with one value per frame.</summary>
public sealed class FeatureMatrix
{
    /// <summary>Wraps values without copying them.</summary>
    /// <param name="columns">Names, each once.</param>
    /// <param name="frames">Values of a column, 0 or more.</param>
    /// <param name="hopSeconds">Time from one frame to the next in s, above 0.</param>
    /// <param name="values">columns × frames, column by column.</param>
    /// <exception cref="ArgumentException">values has another length, or hopSeconds is not positive.</exception>
    public FeatureMatrix(IReadOnlyList<string> columns, int frames, double hopSeconds, float[] values)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfNegative(frames);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(hopSeconds);
        if (values.LongLength != (long)columns.Count * frames)
        {
            throw new ArgumentException($"{columns.Count} columns of {frames} frames, but {values.Length} values", nameof(values));
        }

        (Columns, Frames, HopSeconds, Values) = (columns, frames, hopSeconds, values);
    }

    /// <summary>Names of the columns: log_mel_00 …, mfcc_00 …, zcr, rms.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Values of each column.</summary>
    public int Frames { get; }

    /// <summary>Time from one frame to the next in s.</summary>
    public double HopSeconds { get; }

    /// <summary>All values: column c at frame t stands at c · Frames + t.</summary>
    public float[] Values { get; }

    /// <summary>Where the middle of a frame lies in the clip, in s.</summary>
    public double TimeOf(int frame) => frame * HopSeconds;

    /// <summary>The values of a column, by its place.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column.</exception>
    public ReadOnlySpan<float> Column(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Columns.Count);
        return Values.AsSpan(index * Frames, Frames);
    }

    /// <summary>The values of a column, by its name.</summary>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public ReadOnlySpan<float> Column(string name)
    {
        int index = IndexOf(name);
        return index >= 0 ? Column(index) : throw new ArgumentException($"no column '{name}'", nameof(name));
    }

    /// <summary>The place of a column; −1 where there is none of that name.</summary>
    public int IndexOf(string name)
    {
        for (int i = 0; i < Columns.Count; i++)
        {
            if (string.Equals(Columns[i], name, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }
}
