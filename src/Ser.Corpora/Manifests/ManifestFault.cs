using Ser.Core;

namespace Ser.Corpora;

/// <summary>What is wrong with a row of a manifest.</summary>
/// <param name="Row">Its line in the file, from 1.</param>
/// <param name="Column">What the file calls the column; null where the fault is the row's.</param>
/// <param name="Text">What is wrong and what to do.</param>
internal sealed record ManifestFault(int Row, string? Column, string Text)
{
    /// <summary>Rows whose numbers an error tells beside the first.</summary>
    private const int Told = 5;

    /// <summary>The fault as an error that tells the place.</summary>
    public UserError ToError(string path) => new($"{path}, row {Row}{(Column is null ? "" : $", column '{Column}'")}: {Text}");

    /// <summary>The first fault as an error that tells where the others are.</summary>
    /// <param name="path">The manifest.</param>
    /// <param name="faults">At least one.</param>
    public static UserError ToError(string path, IReadOnlyCollection<ManifestFault> faults)
    {
        var first = faults.MinBy(fault => fault.Row)!;
        int[] others = [.. faults.Select(fault => fault.Row).Where(row => row != first.Row).Distinct().Order()];
        string more = others.Length switch
        {
            0 => "",
            1 => $" (1 more faulty row: {others[0]})",
            _ => $" ({others.Length} more faulty rows: {string.Join(", ", others.Take(Told))}{(others.Length > Told ? ", …" : "")})",
        };
        return new UserError(first.ToError(path).Message + more);
    }
}
