using System.Buffers.Binary;
using System.Text;

namespace Ser.Reporting.TensorBoard;

/// <summary>
/// Writes an event file of scalars that TensorBoard opens: records of TFRecord (length, masked CRC-32C of it, content, masked CRC-32C of that), each an
/// <c>Event</c> of tensorflow/core/util/event.proto.
/// </summary>
/// <remarks>
/// TorchSharp's writer needs Google.Protobuf and SkiaSharp for what is a page of code here. Every record is flushed, so that TensorBoard shows a run
/// while it goes on; and one that is cut off costs only itself.
/// </remarks>
public sealed class EventFile : IDisposable
{
    // Fields of Event and Summary, and the kinds of their values.
    private const int WallTime = 1, Step = 2, FileVersion = 3, Summary = 5, SummaryValue = 1, Tag = 1, SimpleValue = 2;
    private const int Varint = 0, Fixed64 = 1, Bytes = 2, Fixed32 = 5;

    private readonly Stream output;

    /// <summary>Writes the head of the file.</summary>
    /// <param name="output">Receives the file; closed with this object.</param>
    /// <param name="time">When the run began.</param>
    public EventFile(Stream output, DateTimeOffset time)
    {
        ArgumentNullException.ThrowIfNull(output);
        this.output = output;
        Write([.. Key(WallTime, Fixed64), .. Seconds(time), .. Text(FileVersion, "brain.Event:2")]);
    }

    /// <summary>What TensorBoard looks for in a name: a file for a run that began at this time.</summary>
    public static string NameAt(DateTimeOffset time) => $"events.out.tfevents.{time.ToUnixTimeSeconds()}.ser";

    /// <summary>Adds the values of a step.</summary>
    /// <param name="time">When they were measured.</param>
    /// <param name="step">The step: 0 or more.</param>
    /// <param name="values">Name and value; what is not finite is written as it is, and TensorBoard leaves it out.</param>
    public void AddScalars(DateTimeOffset time, long step, params ReadOnlySpan<(string Tag, double Value)> values)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        var summary = new List<byte>();
        foreach (var (tag, value) in values)
        {
            byte[] number = new byte[sizeof(float)];
            BinaryPrimitives.WriteSingleLittleEndian(number, (float)value);
            summary.AddRange(Message(SummaryValue, [.. Text(Tag, tag), .. Key(SimpleValue, Fixed32), .. number]));
        }

        Write([.. Key(WallTime, Fixed64), .. Seconds(time), .. Key(Step, Varint), .. Number((ulong)step), .. Message(Summary, summary.ToArray())]);
    }

    /// <inheritdoc/>
    public void Dispose() => output.Dispose();

    private void Write(byte[] content)
    {
        Span<byte> head = stackalloc byte[sizeof(ulong) + sizeof(uint)], tail = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt64LittleEndian(head, (ulong)content.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(head[sizeof(ulong)..], Crc32C.Masked(head[..sizeof(ulong)]));
        BinaryPrimitives.WriteUInt32LittleEndian(tail, Crc32C.Masked(content));
        output.Write([.. head, .. content, .. tail]);
        output.Flush();
    }

    private static byte[] Seconds(DateTimeOffset time)
    {
        byte[] bytes = new byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, (time - DateTimeOffset.UnixEpoch).TotalSeconds);
        return bytes;
    }

    private static byte[] Key(int field, int kind) => Number((ulong)((field << 3) | kind));

    private static byte[] Text(int field, string text) => Message(field, Encoding.UTF8.GetBytes(text));

    private static byte[] Message(int field, byte[] content) => [.. Key(field, Bytes), .. Number((ulong)content.Length), .. content];

    /// <summary>Seven bits a byte, the lowest first; all bytes but the last have the highest bit.</summary>
    private static byte[] Number(ulong value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        bytes.Add((byte)value);
        return [.. bytes];
    }
}
