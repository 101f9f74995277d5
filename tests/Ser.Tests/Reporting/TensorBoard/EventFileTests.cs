using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using Ser.Reporting.TensorBoard;

namespace Ser.Tests.Reporting.TensorBoard;

/// <summary>The file is read by a reader of its own: TFRecord, CRC-32C by the processor's instruction, and the fields of Event.</summary>
public sealed class EventFileTests
{
    private static readonly DateTimeOffset Time = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);

    [Fact]
    public void An_independent_reader_finds_the_version_and_the_scalars_of_every_step()
    {
        using var stream = new MemoryStream();
        using (var file = new EventFile(stream, Time))
        {
            file.AddScalars(Time.AddSeconds(1), 1, ("loss/train", 2.5), ("Verlust/ü", double.NaN));
            file.AddScalars(Time.AddSeconds(2), 300, ("loss/train", 1.25));
        }

        var events = Records(stream.ToArray()).Select(Fields).ToArray();
        Assert.Equal(3, events.Length);
        Assert.Equal(1767323045.678, BitConverter.UInt64BitsToDouble((ulong)events[0][1].Single()), tolerance: 1e-3);
        Assert.Equal("brain.Event:2", Encoding.UTF8.GetString((byte[])events[0][3].Single()));
        Assert.Equal([("loss/train", 2.5f), ("Verlust/ü", float.NaN)], Scalars(events[1]));
        Assert.Equal(1ul, events[1][2].Single());
        Assert.Equal([("loss/train", 1.25f)], Scalars(events[2]));
        Assert.Equal(300ul, events[2][2].Single());
        Assert.Equal(1767323047.678, BitConverter.UInt64BitsToDouble((ulong)events[2][1].Single()), tolerance: 1e-3);
    }

    [Theory]
    [InlineData("", 0x00000000u)]
    [InlineData("123456789", 0xE3069283u)]   // the check value of the catalogue of CRCs
    public void The_checksum_is_that_of_Castagnoli(string text, uint expected)
    {
        Assert.Equal(expected, Crc32C.Of(Encoding.ASCII.GetBytes(text)));
        Assert.Equal(expected, Castagnoli(Encoding.ASCII.GetBytes(text)));
    }

    [Fact]
    public void A_run_that_is_watched_can_be_read_after_every_step()
    {
        using var stream = new MemoryStream();
        using var file = new EventFile(new BufferedStream(stream, 4096), Time);
        Assert.Single(Records(stream.ToArray()));
        file.AddScalars(Time, 1, ("x", 1));
        Assert.Equal(2, Records(stream.ToArray()).Count);
    }

    [Fact]
    public void The_name_is_one_that_TensorBoard_looks_for() => Assert.Equal("events.out.tfevents.1767323045.ser", EventFile.NameAt(Time));

    private static List<byte[]> Records(ReadOnlySpan<byte> file)
    {
        var records = new List<byte[]>();
        while (!file.IsEmpty)
        {
            int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file);
            Assert.Equal(Masked(file[..8]), BinaryPrimitives.ReadUInt32LittleEndian(file[8..]));
            var content = file.Slice(12, length);
            Assert.Equal(Masked(content), BinaryPrimitives.ReadUInt32LittleEndian(file[(12 + length)..]));
            records.Add(content.ToArray());
            file = file[(16 + length)..];
        }

        return records;
    }

    private static (string, float)[] Scalars(ILookup<int, object> record) =>
        [.. Fields((byte[])record[5].Single())[1].Select(value => Fields((byte[])value))
            .Select(fields => (Encoding.UTF8.GetString((byte[])fields[1].Single()), BitConverter.UInt32BitsToSingle((uint)(ulong)fields[2].Single())))];

    /// <summary>Field → values: numbers as ulong, the rest as bytes.</summary>
    private static ILookup<int, object> Fields(byte[] message)
    {
        var fields = new List<(int Field, object Value)>();
        for (int at = 0; at < message.Length;)
        {
            ulong key = Varint(message, ref at);
            object value = (key & 7) switch
            {
                0 => Varint(message, ref at),
                1 => BinaryPrimitives.ReadUInt64LittleEndian(message.AsSpan((at += 8) - 8)),
                5 => (ulong)BinaryPrimitives.ReadUInt32LittleEndian(message.AsSpan((at += 4) - 4)),
                2 => Block(message, ref at),
                _ => throw new InvalidDataException($"kind {key & 7}"),
            };
            fields.Add(((int)(key >> 3), value));
        }

        return fields.ToLookup(pair => pair.Field, pair => pair.Value);
    }

    private static byte[] Block(byte[] message, ref int at)
    {
        int length = (int)Varint(message, ref at);
        at += length;
        return message[(at - length)..at];
    }

    private static ulong Varint(byte[] message, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = message[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }

    private static uint Masked(ReadOnlySpan<byte> bytes)
    {
        uint crc = Castagnoli(bytes);
        return unchecked(((crc >> 15) | (crc << 17)) + 0xA282EAD8u);
    }

    private static uint Castagnoli(ReadOnlySpan<byte> bytes)
    {
        uint crc = ~0u;
        foreach (byte value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return ~crc;
    }
}
