using Ser.Core;

namespace Ser.Resampling;

/// <summary>Every choice of a resampling. The defaults are those of the papers and of imbalanced-learn.</summary>
public sealed record ResamplingOptions
{
    /// <summary>How rows are made or taken away.</summary>
    public required ResamplingMethod Method { get; init; }

    /// <summary>Which classes, and how many rows each shall have. Default <see cref="SamplingStrategy.Auto"/>.</summary>
    public SamplingStrategy Strategy { get; init; } = SamplingStrategy.Auto;

    /// <summary>k: neighbours of its class that a new row may lie towards, 1 to 10 000. Default 5.</summary>
    public int Neighbours { get; init => field = Within(value, 1, 10_000, "neighbours"); } = 5;

    /// <summary>m: neighbours that tell whether a row lies at the border (borderline-smote), 1 to 10 000. Default 10.</summary>
    public int BorderNeighbours { get; init => field = Within(value, 1, 10_000, "border neighbours"); } = 10;

    /// <summary>Borderline-SMOTE 1 or 2. Default 1.</summary>
    public int BorderlineKind { get; init => field = Within(value, 1, 2, "kind of borderline-smote"); } = 1;

    /// <summary>Neighbours whose classes are looked at (enn, smote-enn), 1 to 10 000. Default 3.</summary>
    public int EditNeighbours { get; init => field = Within(value, 1, 10_000, "neighbours of enn"); } = 3;

    /// <summary>Which of them have to be of the row's class. Default all.</summary>
    public NeighbourRule EditRule { get; init; } = NeighbourRule.All;

    /// <summary>Width of the noise on repeated rows (random): 0 for none, 1 for the rule of thumb of a normal density. Default 0.</summary>
    public double Shrinkage { get; init => field = value is >= 0 and <= 1000 ? value : throw new UserError($"shrinkage is {value}; give 0 to 1000"); }

    /// <summary>Seed of every draw. Default 1.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Whether it is an error where a method cannot do what its paper says. Default no: the next best is done and reported.</summary>
    public bool Strict { get; init; }

    private static int Within(int value, int low, int high, string name) =>
        value >= low && value <= high ? value : throw new UserError($"{name} is {value}; give {low} to {high}");
}
