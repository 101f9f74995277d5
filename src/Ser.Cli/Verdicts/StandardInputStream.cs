using Ser.Core;

namespace Ser.Cli.Verdicts;

/// <summary>Standard input that can be left while nothing arrives: reading a pipe cannot be interrupted, waiting for somebody who reads it can.</summary>
internal sealed class StandardInputStream : Stream
{
    private const int BlockBytes = 64 * 1024;

    private readonly Stream source = Console.OpenStandardInput();
    private readonly CancellationToken cancel;
    private readonly SemaphoreSlim wanted = new(0), filled = new(0);
    private readonly byte[] block = new byte[BlockBytes];
    private int at, length;
    private bool isOver;
    private Exception? fault;

    /// <summary>Begins to read.</summary>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="UserError">Standard input is a terminal.</exception>
    public StandardInputStream(CancellationToken cancel)
    {
        if (!Console.IsInputRedirected)
        {
            throw new UserError("stdin: is a terminal; send sound through a pipe");
        }

        this.cancel = cancel;
        new Thread(Fill) { IsBackground = true, Name = "standard input" }.Start();
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Waits until something has arrived, and gives that.</summary>
    /// <exception cref="OperationCanceledException">It shall wait no longer.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (at == length && !isOver)
        {
            wanted.Release();
            filled.Wait(cancel);
            isOver = length == 0;
            at = 0;
            if (fault is not null)
            {
                throw new IOException(fault.Message, fault);
            }
        }

        int count = Math.Min(buffer.Length, length - at);
        block.AsSpan(at, count).CopyTo(buffer);
        at += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>On a thread of its own, one block ahead at most, so that whoever sends too fast has to wait.</summary>
    private void Fill()
    {
        do
        {
            wanted.Wait();
            try
            {
                length = source.Read(block);
            }
            catch (IOException error)
            {
                (fault, length) = (error, 0);
            }

            filled.Release();
        }
        while (length > 0);
    }
}
