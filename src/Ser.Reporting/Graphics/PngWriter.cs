using System.Buffers.Binary;
using System.IO.Compression;

namespace Ser.Reporting;

/// <summary>Writes PNG pictures (ISO/IEC 15948): eight bits per channel, no interlace.</summary>
public static class PngWriter
{
    private const byte Rgb = 2, Palette = 3, Rgba = 6;   // colour types of the format

    private static readonly uint[] CrcTable = MakeCrcTable();

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Writes a picture with a palette.</summary>
    public static void Write(IndexedImage image, Stream output)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(output);
        byte[] palette = new byte[3 * image.Palette.Count];
        for (int i = 0; i < image.Palette.Count; i++)
        {
            (palette[3 * i], palette[(3 * i) + 1], palette[(3 * i) + 2]) = image.Palette[i];
        }

        WriteHead(image.Width, image.Height, Palette, output);
        WriteChunk("PLTE"u8, palette, output);
        WritePixels(image.Pixels.Span, image.Width, 1, output);
    }

    /// <summary>Writes an opaque picture.</summary>
    /// <param name="width">Pixels of a row: 1 or more.</param>
    /// <param name="height">Rows: 1 or more.</param>
    /// <param name="rgb">Red, green and blue of each pixel, row by row from the top.</param>
    /// <param name="output">Receives the file; it stays open.</param>
    /// <exception cref="ArgumentException">rgb has another length.</exception>
    public static void WriteRgb(int width, int height, ReadOnlySpan<byte> rgb, Stream output) => Write(width, height, Rgb, 3, rgb, output);

    /// <summary>Writes a picture with transparency: as <see cref="WriteRgb"/>, and after each blue the opacity, 0 to 255.</summary>
    /// <exception cref="ArgumentException">rgba has another length.</exception>
    public static void WriteRgba(int width, int height, ReadOnlySpan<byte> rgba, Stream output) => Write(width, height, Rgba, 4, rgba, output);

    private static void Write(int width, int height, byte colourType, int channels, ReadOnlySpan<byte> pixels, Stream output)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (pixels.Length != (long)width * height * channels)
        {
            throw new ArgumentException($"{width} × {height} pixels of {channels} channels, but {pixels.Length} bytes", nameof(pixels));
        }

        WriteHead(width, height, colourType, output);
        WritePixels(pixels, width, channels, output);
    }

    private static void WriteHead(int width, int height, byte colourType, Stream output)
    {
        byte[] head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), height);
        (head[8], head[9]) = (8, colourType);   // bits per channel; compression, filters and interlace have one standard value: 0
        output.Write(Signature);
        WriteChunk("IHDR"u8, head, output);
    }

    private static void WritePixels(ReadOnlySpan<byte> pixels, int width, int channels, Stream output)
    {
        int rowLength = width * channels;
        byte[] previous = new byte[rowLength], filtered = new byte[rowLength], best = new byte[rowLength];
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            for (; !pixels.IsEmpty; pixels = pixels[rowLength..])
            {
                var row = pixels[..rowLength];
                byte kind = 0;
                row.CopyTo(best);
                if (channels > 1)   // neighbours in a palette are no neighbours in value: such rows pack best as they are
                {
                    int least = Magnitude(row);
                    for (byte other = 1; other <= 2; other++)
                    {
                        Filter(other, row, previous, channels, filtered);
                        int magnitude = Magnitude(filtered);
                        if (magnitude < least)
                        {
                            (kind, least) = (other, magnitude);
                            (best, filtered) = (filtered, best);
                        }
                    }
                }

                zlib.WriteByte(kind);
                zlib.Write(best);
                row.CopyTo(previous);
            }
        }

        WriteChunk("IDAT"u8, packed.GetBuffer().AsSpan(0, (int)packed.Length), output);
        WriteChunk("IEND"u8, [], output);
    }

    /// <summary>Filter 1 (Sub) takes the pixel to the left away, filter 2 (Up) the pixel above.</summary>
    private static void Filter(byte kind, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int channels, Span<byte> filtered)
    {
        for (int i = 0; i < row.Length; i++)
        {
            byte reference = kind == 2 ? above[i] : i >= channels ? row[i - channels] : (byte)0;
            filtered[i] = (byte)(row[i] - reference);
        }
    }

    /// <summary>Sum of the bytes as signed numbers: the usual guess (PNG specification, 12.7) at which filter packs best.</summary>
    private static int Magnitude(ReadOnlySpan<byte> row)
    {
        int sum = 0;
        foreach (byte value in row)
        {
            sum += Math.Abs((int)(sbyte)value);
        }

        return sum;
    }

    private static void WriteChunk(ReadOnlySpan<byte> kind, ReadOnlySpan<byte> data, Stream output)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        output.Write(number);
        output.Write(kind);
        output.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(Crc(uint.MaxValue, kind), data));
        output.Write(number);
    }

    private static uint Crc(uint crc, ReadOnlySpan<byte> data)
    {
        foreach (byte value in data)
        {
            crc = CrcTable[(byte)(crc ^ value)] ^ (crc >> 8);
        }

        return crc;
    }

    private static uint[] MakeCrcTable()
    {
        const uint Polynomial = 0xEDB88320;   // of CRC-32, its lowest bit first
        uint[] table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            uint crc = i;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? Polynomial ^ (crc >> 1) : crc >> 1;
            }

            table[i] = crc;
        }

        return table;
    }
}
