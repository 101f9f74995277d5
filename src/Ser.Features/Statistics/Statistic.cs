namespace Ser.Features;

/// <summary>What one number can say about a column of a clip.</summary>
public enum Statistic
{
    /// <summary>mean: arithmetic mean.</summary>
    Mean,

    /// <summary>std: standard deviation, divided by N (ddof 0).</summary>
    Std,

    /// <summary>min: the smallest value.</summary>
    Min,

    /// <summary>max: the largest value.</summary>
    Max,

    /// <summary>median: the value in the middle, or the mean of the two there.</summary>
    Median,

    /// <summary>p05: the 5th percentile, linear between values, as numpy has it by default. So are the others.</summary>
    P05,

    /// <summary>p25: the lower quartile.</summary>
    P25,

    /// <summary>p75: the upper quartile.</summary>
    P75,

    /// <summary>p95: the 95th percentile.</summary>
    P95,

    /// <summary>skewness: third central moment over the cube of std (biased); 0 for a constant column.</summary>
    Skewness,

    /// <summary>kurtosis: fourth central moment over the fourth power of std, less 3 (Fisher, biased); 0 for a constant column.</summary>
    Kurtosis,
}
