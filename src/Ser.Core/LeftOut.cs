namespace Ser.Core;

/// <summary>How a program tells of the files that it had to leave out: the first ones by name, the rest by number.</summary>
public static class LeftOut
{
    /// <summary>Files that are named; a broken disk should not bury everything else.</summary>
    private const int Named = 10;

    /// <summary>Lines for the user.</summary>
    /// <param name="faults">Why each file was left out, a line each that begins with its name.</param>
    public static IEnumerable<string> Describe(IReadOnlyCollection<string> faults)
    {
        ArgumentNullException.ThrowIfNull(faults);

        var lines = faults.Take(Named).Select(fault => $"left out: {fault}");
        return faults.Count > Named ? lines.Append($"left out: {faults.Count - Named} more files") : lines;
    }
}
