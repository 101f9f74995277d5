namespace Ser.Core;

/// <summary>Turns what the system says of a file that cannot be written into a line for the user.</summary>
internal static class WriteFault
{
    /// <summary>Whether an error is the system's, not ours.</summary>
    public static bool Is(Exception error) => error is IOException or UnauthorizedAccessException or NotSupportedException;

    /// <summary>The line.</summary>
    public static UserError Of(string path, Exception error) =>
        new($"{path}: cannot be written ({Reason(error)}); choose another place or make room there", error);

    /// <summary>The system's words, without the path that the message names already.</summary>
    private static string Reason(Exception error) => error switch
    {
        UnauthorizedAccessException => "permission denied",
        DirectoryNotFoundException => "no such folder",
        PathTooLongException => "the path is too long",
        _ => error.Message.Split(" : '")[0].TrimEnd('.').ReplaceLineEndings(" "),
    };
}
