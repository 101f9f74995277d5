using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Ser.Audio.Libsndfile;

/// <summary>Lets libsndfile read a .NET stream that can go back.</summary>
/// <remarks>
/// No exception may cross the native frames: the callbacks keep the first one in <see cref="Failure"/>, answer as at the
/// end of the file, and the decoder looks at it afterwards.
/// </remarks>
internal sealed unsafe class SndfileStream : IDisposable
{
    private readonly Stream stream;
    private GCHandle self;

    public SndfileStream(Stream stream)
    {
        this.stream = stream;
        self = GCHandle.Alloc(this);
    }

    /// <summary>What the stream threw first, if it did.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>The value that libsndfile hands back to every callback.</summary>
    public nint User => GCHandle.ToIntPtr(self);

    /// <summary>The callbacks; the same for all streams.</summary>
    public static SndfileLibrary.VirtualIo Callbacks => new()
    {
        Length = &Length,
        Seek = &Seek,
        Read = &Read,
        Write = &Write,
        Tell = &Tell,
    };

    public void Dispose() => self.Free();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long Length(nint user) => Of(user).Try(static (s, _, _) => s.Length, 0, 0, 0);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long Tell(nint user) => Of(user).Try(static (s, _, _) => s.Position, 0, 0, 0);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long Seek(long offset, int whence, nint user) => Of(user).Try(
        static (s, offset, whence) =>
        {
            long target = offset + (whence switch { 0 => 0, 1 => s.Position, _ => s.Length });

            // Damaged headers point anywhere; that is the library's to report, not a failure of the stream.
            return target < 0 ? -1 : s.Position = target;
        },
        offset,
        whence,
        -1);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long Read(byte* buffer, long count, nint user) => Of(user).Try(
        static (s, buffer, count) => s.ReadAtLeast(new Span<byte>((void*)(nint)buffer, (int)count), (int)count, throwOnEndOfStream: false),
        (long)(nint)buffer,
        Math.Clamp(count, 0, int.MaxValue),
        0);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long Write(byte* buffer, long count, nint user) => 0;   // never called while reading, but must not be null

    private static SndfileStream Of(nint user) => (SndfileStream)GCHandle.FromIntPtr(user).Target!;

    private long Try(Func<Stream, long, long, long> action, long first, long second, long otherwise)
    {
        try
        {
            return action(stream, first, second);
        }
#pragma warning disable CA1031 // Whatever it is: an exception that reaches the native caller ends the process.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Failure ??= error;
            return otherwise;
        }
    }
}
