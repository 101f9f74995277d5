namespace Ser.Core;

/// <summary>Something that the person at the keyboard can mend: a bad file, a bad value, a full disk.</summary>
/// <remarks>
/// The message is one line: where (file, row, column or byte), what is wrong, and what to do about it.
/// The program prints it as it stands and exits with 1.
/// </remarks>
public sealed class UserError : Exception
{
    /// <summary>Makes an error whose <paramref name="message"/> is shown as it stands.</summary>
    public UserError(string message) : base(message)
    {
    }

    /// <summary>Makes an error that keeps what caused it for a debugger; only the message is shown.</summary>
    public UserError(string message, Exception cause) : base(message, cause)
    {
    }
}
