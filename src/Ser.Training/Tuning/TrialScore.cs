using System.Globalization;

namespace Ser.Training.Tuning;

/// <summary>What a trial reached on a rung.</summary>
/// <param name="Trial">Its number.</param>
/// <param name="Rung">Counted from 1.</param>
/// <param name="Updates">Of each of its trainings.</param>
/// <param name="Folds">Unweighted average recall on the validation speakers of each fold at the end of the schedule, 0 to 1, six digits.</param>
/// <param name="Seconds">That its trainings took.</param>
public sealed record TrialScore(int Trial, int Rung, int Updates, IReadOnlyList<double> Folds, double Seconds)
{
    /// <summary>Why a training came to nothing, whose fold counts as 0; null where all came to their end.</summary>
    public string? Fault { get; init; }

    /// <summary>The mean over the folds, six digits: what trials are ranked by.</summary>
    public double Uar => Rounded(Folds.Average());

    /// <summary>
    /// Six digits. Ranks are taken of what a table holds, so that a search that goes on from its table does what it would have done.
    /// </summary>
    public static double Rounded(double value) => double.Parse(value.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
