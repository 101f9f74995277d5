using System.Buffers;
using Ser.Core;

namespace Ser.Features;

/// <summary>Turns the frames of a clip into one row: statistics of every column, whatever the clip's length.</summary>
/// <remarks>
/// Computed in double and in a fixed order, so the same matrix gives the same bits. The values of numpy (mean, std, percentile)
/// and scipy.stats (skew, kurtosis) with their defaults, but for constant columns, whose skewness and kurtosis are 0 here and NaN there.
/// </remarks>
public static class ClipStatistics
{
    private static readonly Statistic[] All = Enum.GetValues<Statistic>();

    /// <summary>Name of a statistic in outputs: mean std min max median p05 p25 p75 p95 skewness kurtosis.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such statistic.</exception>
    public static string NameOf(Statistic statistic) => Enum.IsDefined(statistic)
        ? statistic.ToString().ToLowerInvariant()
        : throw new ArgumentOutOfRangeException(nameof(statistic), statistic, "is no statistic");

    /// <summary>Reads names between commas, such as mean,std,p95.</summary>
    /// <returns>The statistics in the order of the text.</returns>
    /// <exception cref="UserError">A name is none of <see cref="NameOf"/>, or comes twice.</exception>
    public static IReadOnlyList<Statistic> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var statistics = new List<Statistic>();
        foreach (string name in text.Split(',', StringSplitOptions.TrimEntries))
        {
            int found = Array.FindIndex(All, statistic => string.Equals(NameOf(statistic), name, StringComparison.OrdinalIgnoreCase));
            if (found < 0)
            {
                throw new UserError($"statistics: there is no '{name}'; give some of {string.Join(",", All.Select(NameOf))}");
            }

            if (statistics.Contains(All[found]))
            {
                throw new UserError($"statistics: '{name}' comes twice; give each once");
            }

            statistics.Add(All[found]);
        }

        return statistics;
    }

    /// <summary>Names of what <see cref="Compute(FeatureMatrix, IReadOnlyList{Statistic})"/> returns: mfcc_03_mean and so on, all statistics of a column together.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One of the statistics does not exist.</exception>
    public static IReadOnlyList<string> Names(IReadOnlyList<string> columns, IReadOnlyList<Statistic> statistics)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(statistics);
        string[] suffixes = [.. statistics.Select(NameOf)];
        return [.. from column in columns from suffix in suffixes select $"{column}_{suffix}"];
    }

    /// <summary>Statistics of every column over all frames of a clip.</summary>
    /// <param name="matrix">The clip. A NaN says that a frame has no value, as f0 does where nothing is voiced; it is left out.</param>
    /// <param name="statistics">Which, in which order.</param>
    /// <returns>columns × statistics, all statistics of a column together.</returns>
    /// <remarks>
    /// A column without any value, because all are NaN or the clip has no frames, has 0 in every statistic: tables of numbers are what
    /// learners take. Where that must be told from a true 0, ask for a column that says so.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">One of the statistics does not exist.</exception>
    public static float[] Compute(FeatureMatrix matrix, IReadOnlyList<Statistic> statistics)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentNullException.ThrowIfNull(statistics);
        return Compute(matrix.Values, matrix.Columns.Count, statistics);
    }

    /// <summary>The same of values that stand column by column, each column with as many.</summary>
    internal static float[] Compute(ReadOnlySpan<float> columns, int count, IReadOnlyList<Statistic> statistics)
    {
        bool sorted = false;
        foreach (var statistic in statistics)
        {
            _ = NameOf(statistic);   // refuses what there is not
            sorted |= statistic is >= Statistic.Median and <= Statistic.P95;
        }

        int frames = count == 0 ? 0 : columns.Length / count;
        float[] results = new float[checked(count * statistics.Count)];
        float[] rented = ArrayPool<float>.Shared.Rent(frames);
        for (int column = 0, at = 0; column < count; column++)
        {
            var values = columns.Slice(column * frames, frames);
            var moments = values.IsEmpty ? default : Moments.Of(values);   // before sorting: the order of additions is that of the frames
            if (double.IsNaN(moments.Mean))
            {
                values = WithoutNaN(values, rented);
                moments = values.IsEmpty ? default : Moments.Of(values);
            }

            if (values.IsEmpty)
            {
                at += statistics.Count;
                continue;
            }

            if (sorted)
            {
                values.CopyTo(rented);
                rented.AsSpan(0, values.Length).Sort();
                values = rented.AsSpan(0, values.Length);
            }

            for (int i = 0; i < statistics.Count; i++, at++)
            {
                results[at] = (float)Value(statistics[i], moments, values);
            }
        }

        ArrayPool<float>.Shared.Return(rented);
        return results;
    }

    private static double Value(Statistic statistic, in Moments moments, ReadOnlySpan<float> sorted) => statistic switch
    {
        Statistic.Mean => moments.Mean,
        Statistic.Std => moments.Std,
        Statistic.Min => moments.Min,
        Statistic.Max => moments.Max,
        Statistic.Median => Percentile(sorted, 0.5),
        Statistic.P05 => Percentile(sorted, 0.05),
        Statistic.P25 => Percentile(sorted, 0.25),
        Statistic.P75 => Percentile(sorted, 0.75),
        Statistic.P95 => Percentile(sorted, 0.95),
        Statistic.Skewness => moments.Skewness,
        _ => moments.Kurtosis,
    };

    /// <summary>Linear between the two values around place share · (N − 1).</summary>
    private static double Percentile(ReadOnlySpan<float> sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int below = (int)place, above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (((double)sorted[above] - sorted[below]) * (place - below));
    }

    private static ReadOnlySpan<float> WithoutNaN(ReadOnlySpan<float> column, Span<float> room)
    {
        int count = 0;
        foreach (float value in column)
        {
            room[count] = value;
            count += float.IsNaN(value) ? 0 : 1;
        }

        return room[..count];
    }
}
