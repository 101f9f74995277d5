namespace Ser.Resampling;

/// <summary>How rows are balanced.</summary>
public enum ResamplingMethod
{
    /// <summary>Rows of small classes again, as they are or with a little noise.</summary>
    Random,

    /// <summary>New rows between neighbours of a class.</summary>
    Smote,

    /// <summary>SMOTE at the rows that lie at the border of their class.</summary>
    BorderlineSmote,

    /// <summary>SMOTE, more of it where other classes are near.</summary>
    Adasyn,

    /// <summary>SMOTE, then <see cref="Tomek"/> over all classes.</summary>
    SmoteTomek,

    /// <summary>SMOTE, then <see cref="Enn"/> over all classes.</summary>
    SmoteEnn,

    /// <summary>Some rows of large classes only.</summary>
    Undersample,

    /// <summary>Without the rows whose nearest neighbour is of another class and has them as its own.</summary>
    Tomek,

    /// <summary>Without the rows whose neighbours are of another class.</summary>
    Enn,
}

/// <summary>How the methods are called.</summary>
public static class ResamplingMethods
{
    private static readonly (ResamplingMethod Method, string Name)[] All =
    [
        (ResamplingMethod.Random, "random"), (ResamplingMethod.Smote, "smote"), (ResamplingMethod.BorderlineSmote, "borderline-smote"),
        (ResamplingMethod.Adasyn, "adasyn"), (ResamplingMethod.SmoteTomek, "smote-tomek"), (ResamplingMethod.SmoteEnn, "smote-enn"),
        (ResamplingMethod.Undersample, "undersample"), (ResamplingMethod.Tomek, "tomek"), (ResamplingMethod.Enn, "enn"),
    ];

    /// <summary>The names of all methods.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(pair => pair.Name)];

    /// <summary>The name of a method.</summary>
    public static string Name(this ResamplingMethod method) => All[(int)method].Name;

    /// <summary>The method of a name; null where there is none.</summary>
    public static ResamplingMethod? Find(string name) =>
        All.FirstOrDefault(pair => pair.Name == name) is { Name: not null } found ? found.Method : null;

    /// <summary>Whether a method makes new rows.</summary>
    public static bool MakesRows(this ResamplingMethod method) => method <= ResamplingMethod.SmoteEnn;
}
