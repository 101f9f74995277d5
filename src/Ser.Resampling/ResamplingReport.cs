namespace Ser.Resampling;

/// <summary>What a resampling did.</summary>
/// <param name="Classes">Per class with rows: how many there were and are.</param>
/// <param name="Remarks">Every place where the method could not do what its paper says, and what was done instead.</param>
public sealed record ResamplingReport(IReadOnlyList<ClassChange> Classes, IReadOnlyList<ResamplingRemark> Remarks);

/// <summary>What became of a class.</summary>
/// <param name="Label">Its name.</param>
/// <param name="Before">Rows that came in.</param>
/// <param name="Kept">Of these, the rows that stayed.</param>
/// <param name="Made">New rows that stayed.</param>
public sealed record ClassChange(string Label, int Before, int Kept, int Made)
{
    /// <summary>Rows in the result.</summary>
    public int After => Kept + Made;
}

/// <summary>A place where the method could not do what its paper says.</summary>
/// <param name="Label">The class; null where it concerns the whole table.</param>
/// <param name="Text">What was wrong, and what was done.</param>
public sealed record ResamplingRemark(string? Label, string Text)
{
    /// <summary>As a line for the user.</summary>
    public override string ToString() => Label is null ? Text : $"{Label}: {Text}";
}
