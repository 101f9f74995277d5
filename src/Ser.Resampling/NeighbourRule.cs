namespace Ser.Resampling;

/// <summary>Which neighbours have to be of a row's own class for the row to stay.</summary>
public enum NeighbourRule
{
    /// <summary>All of them: strict, as in imbalanced-learn's default.</summary>
    All,

    /// <summary>The class that most of them have, the first in order among equals: Wilson's rule.</summary>
    Mode,
}
