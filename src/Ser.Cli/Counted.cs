namespace Ser.Cli;

/// <summary>A number with its noun.</summary>
internal static class Counted
{
    /// <summary>Such as "1 clip", "2 clips".</summary>
    public static string Of(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
