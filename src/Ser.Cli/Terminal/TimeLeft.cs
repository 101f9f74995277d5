namespace Ser.Cli.Terminal;

/// <summary>How long a piece of work will still take.</summary>
internal static class TimeLeft
{
    /// <summary>Such as "0:07 left", "12:30 left", "2:05:00 left".</summary>
    public static string Text(TimeSpan left) =>
        left.TotalHours < 1 ? $"{left:m\\:ss} left" : $"{(long)left.TotalHours}:{left:mm\\:ss} left";
}
