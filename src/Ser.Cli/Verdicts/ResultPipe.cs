using System.Runtime.InteropServices;

namespace Ser.Cli.Verdicts;

/// <summary>Whether anybody still reads what is written.</summary>
/// <remarks>
/// The console passes over a reader that has gone, such as head. That is right for what ends by itself; a stream would be labelled on
/// and on for nobody.
/// </remarks>
internal static class ResultPipe
{
    private const int StandardOutput = 1;
    private const short Failed = 0x8, HungUp = 0x10, Invalid = 0x20;   // POLLERR, POLLHUP, POLLNVAL

    /// <summary>Whether stdout is a pipe whose reader has gone; false where nobody can tell.</summary>
    public static bool IsBroken()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected)
        {
            return false;
        }

        var descriptor = new Descriptor { Number = StandardOutput };
        return poll(ref descriptor, 1, 0) > 0 && (descriptor.Happened & (Failed | HungUp | Invalid)) != 0;
    }

    [DllImport("libc")]
    private static extern int poll(ref Descriptor descriptors, nuint count, int milliseconds);

    /// <summary>struct pollfd of POSIX.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Descriptor
    {
        public int Number;
        public short Wanted;
        public short Happened;
    }
}
