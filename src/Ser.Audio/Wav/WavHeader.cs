using System.Buffers.Binary;
using System.Text;
using Ser.Core;

namespace Ser.Audio.Wav;

/// <summary>Walks the chunks of a RIFF, RIFX or RF64 file up to its samples.</summary>
/// <param name="Format">From the fmt chunk.</param>
/// <param name="DataAt">The byte at which the samples begin; the input stands there.</param>
/// <param name="DataBytes">What the header says the samples take; null where it was written before anybody knew.</param>
internal readonly record struct WavHeader(WavFormat Format, long DataAt, long? DataBytes)
{
    private const string CopyAgain = "copy the file again or leave it out";

    /// <summary>Reads up to the first sample.</summary>
    /// <exception cref="UserError">The header is cut off, is no WAVE header, or has no samples after it.</exception>
    public static WavHeader Read(AudioInput input)
    {
        Span<byte> head = stackalloc byte[12];
        int headLength = input.Read(head);
        bool bigEndian = head.StartsWith("RIFX"u8);
        bool is64 = head.StartsWith("RF64"u8) || head.StartsWith("BW64"u8);
        if (headLength < head.Length)
        {
            throw CutOff(input);
        }

        if (!head[8..].SequenceEqual("WAVE"u8))
        {
            throw new UserError($"{input.Name}: is a RIFF file of kind '{Show(head[8..])}' instead of WAVE, at byte 8; give a sound file", new UnreadCoding(""));
        }

        WavFormat? format = null;
        long? size64 = null;
        Span<byte> body = stackalloc byte[WavFormat.LongestChunk];
        while (true)
        {
            long at = input.Position;
            ReadOnlySpan<byte> chunk = input.Peek(8);
            if (chunk.Length < 8)
            {
                throw chunk.Length == 0 && format is not null
                    ? new UserError($"{input.Name}: ends without a data chunk, at byte {at}; {CopyAgain}")
                    : CutOff(input);
            }

            bool isFormat = chunk.StartsWith("fmt "u8);
            bool isData = chunk.StartsWith("data"u8);
            bool isSizes = is64 && chunk.StartsWith("ds64"u8);
            if (!IsName(chunk))
            {
                throw new UserError($"{input.Name}: has no chunk where one should begin, at byte {at}; {CopyAgain}");
            }

            uint size = bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(chunk[4..]) : BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            string chunkName = isFormat || isData ? "" : Show(chunk);
            input.Skip(8);
            if (isData)
            {
                return format is WavFormat known
                    ? new WavHeader(known, input.Position, DataSize(input, size, size64))
                    : throw new UserError($"{input.Name}: its samples come before their format, at byte {at}; convert it or leave it out");
            }

            int wanted = isFormat ? WavFormat.LongestChunk : isSizes ? 16 : 0;
            Span<byte> part = body[..(int)Math.Min(size, wanted)];
            if (input.Read(part) < part.Length)
            {
                throw CutOff(input);
            }

            if (isFormat)
            {
                format ??= size >= 16
                    ? WavFormat.Parse(part, bigEndian, input.Name, at + 8)
                    : throw new UserError($"{input.Name}: its fmt chunk has {size} bytes instead of 16 or more, at byte {at + 4}; {CopyAgain}");
            }
            else if (isSizes && size >= 16)
            {
                size64 = BinaryPrimitives.ReadInt64LittleEndian(part[8..]);   // after the size of the whole file
            }

            if (!input.Skip(size - part.Length))
            {
                throw format is null
                    ? CutOff(input)
                    : new UserError($"{input.Name}: chunk '{chunkName}' of {size} bytes reaches beyond the end, at byte {at}; {CopyAgain}");
            }

            if (size % 2 == 1)
            {
                SkipPad(input);
            }
        }
    }

    /// <summary>Passes the byte that fills an odd chunk up; some writers forget it, and then the next name begins right here.</summary>
    private static void SkipPad(AudioInput input)
    {
        ReadOnlySpan<byte> next = input.Peek(5);
        bool forgotten = next.Length == 5 && !IsKnown(next[1..]) && IsKnown(next[..4]);
        if (!forgotten)
        {
            input.Skip(1);
        }
    }

    private static long? DataSize(AudioInput input, uint size, long? size64)
    {
        if (size == uint.MaxValue && size64 is >= 0)
        {
            return size64;
        }

        if (size == 0)
        {
            // A pipe's writer leaves 0, for it cannot come back; but 0 is also the truth where nothing or a chunk follows.
            ReadOnlySpan<byte> next = input.Peek(4);
            return next.Length == 0 || IsKnown(next) ? 0 : null;
        }

        // What sox, ffmpeg, arecord and GStreamer write into a pipe: the largest number of 32 or 31 bits, less a header or rounded.
        bool unknown = size is >= 0xFFFF_FF00 or (>= 0x7FFF_F000 and <= 0x8000_0000);
        return unknown ? null : size;
    }

    private static bool IsKnown(ReadOnlySpan<byte> name) =>
        name.StartsWith("data"u8) || name.StartsWith("fmt "u8) || name.StartsWith("LIST"u8) || name.StartsWith("fact"u8)
        || name.StartsWith("bext"u8) || name.StartsWith("id3 "u8) || name.StartsWith("ID3 "u8) || name.StartsWith("JUNK"u8)
        || name.StartsWith("cue "u8) || name.StartsWith("FLLR"u8) || name.StartsWith("PEAK"u8) || name.StartsWith("smpl"u8);

    private static bool IsName(ReadOnlySpan<byte> chunk) => chunk[..4].IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0;

    private static string Show(ReadOnlySpan<byte> name) =>
        IsName(name) ? Encoding.ASCII.GetString(name[..4]) : Convert.ToHexString(name[..4]);

    private static UserError CutOff(AudioInput input) =>
        new($"{input.Name}: ends inside its header, at byte {input.Position}; {CopyAgain}");
}
