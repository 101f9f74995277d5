namespace Ser.Tests.Audio.Wav;

/// <summary>Bytes as a pipe hands them out: in small pieces, forwards only, of unknown length; it may also break.</summary>
internal sealed class PipeStream(byte[] bytes, int piece = 1000, int? breaksAt = null) : Stream
{
    private int at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        if (at >= breaksAt)
        {
            throw new IOException("the pipe broke");
        }

        int count = Math.Min(Math.Min(buffer.Length, piece), bytes.Length - at);
        bytes.AsSpan(at, count).CopyTo(buffer);
        at += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
