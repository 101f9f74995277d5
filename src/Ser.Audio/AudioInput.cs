using System.Buffers;
using Ser.Core;

namespace Ser.Audio;

/// <summary>Bytes to decode, read from front to back, whether or not the stream behind them can go back.</summary>
/// <remarks>
/// Keeps the first bytes, so that decoders can be asked before one of them reads; small reads are served from its
/// buffer and large ones go straight to the stream. Not for use after it was disposed. Failures of the stream come out as <see cref="UserError"/>.
/// </remarks>
public sealed class AudioInput : IDisposable
{
    /// <summary>How many bytes <see cref="Head"/> shows at most.</summary>
    public const int HeadBytes = 8192;

    private byte[] buffer = ArrayPool<byte>.Shared.Rent(HeadBytes);   // twenty thousand clips would leave as many for the collector
    private Stream stream;
    private readonly Stream? owned;
    private long origin;
    private long? length;
    private int headLength;
    private bool holdsHead = true;
    private int bufferAt;
    private int bufferEnd;

    /// <summary>Reads the head.</summary>
    /// <param name="stream">Stands where the sound begins; stays open.</param>
    /// <param name="name">What messages call it: a path as the user gave it, or "stdin".</param>
    /// <param name="path">The file behind the stream, for decoders that open files themselves; null where there is none.</param>
    /// <exception cref="UserError">The stream cannot be read.</exception>
    public AudioInput(Stream stream, string name, string? path = null) : this(stream, name, path, ownsStream: false)
    {
    }

    internal AudioInput(Stream stream, string name, string? path, bool ownsStream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentException.ThrowIfNullOrEmpty(name);
        this.stream = stream;
        owned = ownsStream ? stream : null;
        Name = name;
        origin = stream.CanSeek ? stream.Position : 0;
        bufferEnd = headLength = ReadFromStream(buffer.AsSpan(0, HeadBytes));

        // Some files of the kernel claim a length of 0 and yet have content: such a length is worth nothing.
        length = stream.CanSeek && stream.Length - origin >= headLength ? stream.Length - origin : null;
        Path = length is null ? null : path;
    }

    /// <summary>What messages call the input.</summary>
    public string Name { get; }

    /// <summary>The file that holds exactly these bytes, if there is one.</summary>
    public string? Path { get; }

    /// <summary>The first bytes, for as long as nothing beyond them was read.</summary>
    public ReadOnlySpan<byte> Head => buffer.AsSpan(0, headLength);

    /// <summary>Bytes read so far.</summary>
    public long Position { get; private set; }

    /// <summary>Bytes that are left, or null where only reading on can tell.</summary>
    public long? Remaining => length - Position;

    /// <summary>Reads until the destination is full or the input ends.</summary>
    /// <returns>Bytes read; fewer than asked for only at the end.</returns>
    /// <exception cref="UserError">The stream cannot be read.</exception>
    public int Read(Span<byte> destination)
    {
        int done = 0;
        while (done < destination.Length)
        {
            if (bufferAt == bufferEnd)
            {
                Span<byte> rest = destination[done..];
                if (rest.Length >= HeadBytes)
                {
                    holdsHead = false;
                    done += ReadFromStream(rest);
                    break;
                }

                holdsHead = false;
                bufferAt = 0;
                bufferEnd = ReadFromStream(buffer.AsSpan(0, HeadBytes));
                if (bufferEnd == 0)
                {
                    break;
                }
            }

            int take = Math.Min(destination.Length - done, bufferEnd - bufferAt);
            buffer.AsSpan(bufferAt, take).CopyTo(destination[done..]);
            bufferAt += take;
            done += take;
        }

        Position += done;
        return done;
    }

    /// <summary>Shows the next bytes without passing them.</summary>
    /// <param name="count">1 to 64.</param>
    /// <returns>Fewer bytes than asked for only at the end; valid until the next read.</returns>
    public ReadOnlySpan<byte> Peek(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 64);
        int kept = bufferEnd - bufferAt;
        if (kept < count)
        {
            holdsHead = false;
            buffer.AsSpan(bufferAt, kept).CopyTo(buffer);
            bufferAt = 0;
            bufferEnd = kept + ReadFromStream(buffer.AsSpan(kept, HeadBytes - kept));
        }

        return buffer.AsSpan(bufferAt, Math.Min(count, bufferEnd - bufferAt));
    }

    /// <summary>Passes over bytes.</summary>
    /// <returns>False where the input ended before; it then stands at its end.</returns>
    public bool Skip(long count)
    {
        int buffered = (int)Math.Min(count, bufferEnd - bufferAt);
        bufferAt += buffered;
        Position += buffered;
        count -= buffered;
        if (length is long known)
        {
            long take = Math.Min(count, known - Position);
            if (take > 0)
            {
                Guard(() => stream.Seek(take, SeekOrigin.Current));
                Position += take;
            }

            return take == count;
        }

        Span<byte> waste = stackalloc byte[1024];
        while (count > 0)
        {
            int read = Read(waste[..(int)Math.Min(count, waste.Length)]);
            if (read == 0)
            {
                return false;
            }

            count -= read;
        }

        return true;
    }

    /// <summary>
    /// All bytes as a stream that starts at 0 and can go back: a copy in memory where the stream itself cannot. Nothing
    /// but the head may have been read before, and this input is spent by it.
    /// </summary>
    /// <exception cref="UserError">The stream cannot be read, or has more bytes than fit into memory.</exception>
    public Stream ToSeekable()
    {
        if (length is not null && origin == 0)
        {
            Guard(() => stream.Position = 0);
            return stream;
        }

        var copy = new MemoryStream();
        try
        {
            CopyTo(copy);
        }
        catch (Exception error) when (error is IOException or OutOfMemoryException)
        {
            throw new UserError($"{Name}: has more bytes than fit into memory; give it as a file", error);
        }

        copy.Position = origin = 0;
        stream = copy;
        length = copy.Length;
        return copy;
    }

    /// <summary>Writes what is left to another stream; exceptions of that stream come out as they are.</summary>
    /// <exception cref="UserError">This input cannot be read.</exception>
    internal void CopyTo(Stream destination)
    {
        byte[] block = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            for (int read = Read(block); read > 0; read = Read(block))
            {
                destination.Write(block, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    /// <summary>Goes back to the first byte, for another decoder to try.</summary>
    /// <returns>False where a pipe has run on beyond its head.</returns>
    /// <exception cref="UserError">The stream cannot be read.</exception>
    internal bool TryRestart()
    {
        if (length is not null)
        {
            Guard(() => stream.Position = origin);
            headLength = ReadFromStream(buffer.AsSpan(0, HeadBytes));
        }
        else if (!holdsHead)
        {
            return false;
        }

        holdsHead = true;
        bufferAt = 0;
        bufferEnd = headLength;
        Position = 0;
        return true;
    }

    /// <summary>Gives the buffer back; the stream that was handed in stays open.</summary>
    public void Dispose()
    {
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = [];
            headLength = bufferAt = bufferEnd = 0;
        }

        owned?.Dispose();
    }

    private int ReadFromStream(Span<byte> destination)
    {
        try
        {
            return stream.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ObjectDisposedException or NotSupportedException)
        {
            throw Unreadable(error);
        }
    }

    private void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ObjectDisposedException or NotSupportedException)
        {
            throw Unreadable(error);
        }
    }

    private UserError Unreadable(Exception error) => new(
        $"{Name}: cannot be read on ({error.Message.Split(" : '")[0].TrimEnd('.').ReplaceLineEndings(" ")}), at byte {Position}; " +
        "check the disk or the program that sends it", error);
}
