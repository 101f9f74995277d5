using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Ser.Reporting;

namespace Ser.Tests.Reporting.Graphics;

/// <summary>A small reader of PNG, written from the specification and apart from the writer: 8 bits, colour types 2, 3 and 6, filters 0 to 2.</summary>
internal sealed class PngReader
{
    public int Width { get; private init; }

    public int Height { get; private init; }

    /// <summary>Red, green, blue, opacity.</summary>
    public required byte[] Rgba { get; init; }

    public Rgb At(int x, int y)
    {
        int at = 4 * ((y * Width) + x);
        return new Rgb(Rgba[at], Rgba[at + 1], Rgba[at + 2]);
    }

    public static PngReader Read(byte[] file)
    {
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], file[..8]);
        int width = 0, height = 0, type = 0;
        byte[] palette = [];
        using var packed = new MemoryStream();
        string kind = "";
        for (int at = 8; at < file.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            kind = Encoding.ASCII.GetString(file, at + 4, 4);
            byte[] data = file[(at + 8)..(at + 8 + length)];
            Assert.Equal(Crc(file.AsSpan(at + 4, length + 4)), BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at + 8 + length)));
            at += length + 12;
            switch (kind)
            {
                case "IHDR":
                    (width, height) = (BinaryPrimitives.ReadInt32BigEndian(data), BinaryPrimitives.ReadInt32BigEndian(data.AsSpan(4)));
                    Assert.Equal([8, data[9], 0, 0, 0], data[8..]);
                    type = data[9];
                    break;
                case "PLTE":
                    palette = data;
                    break;
                case "IDAT":
                    packed.Write(data);
                    break;
            }
        }

        Assert.Equal("IEND", kind);
        packed.Position = 0;
        using var plain = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionMode.Decompress))
        {
            zlib.CopyTo(plain);
        }

        int channels = type switch { 2 => 3, 3 => 1, _ => 4 };
        return new PngReader { Width = width, Height = height, Rgba = Pixels(plain.ToArray(), width, height, channels, palette) };
    }

    private static byte[] Pixels(byte[] plain, int width, int height, int channels, byte[] palette)
    {
        int row = width * channels;
        Assert.Equal(height * (row + 1), plain.Length);
        byte[] previous = new byte[row], rgba = new byte[4 * width * height];
        for (int y = 0; y < height; y++)
        {
            int filter = plain[y * (row + 1)];
            byte[] current = plain[((y * (row + 1)) + 1)..((y + 1) * (row + 1))];
            for (int i = 0; i < row; i++)
            {
                current[i] += filter switch
                {
                    0 => (byte)0,
                    1 => i >= channels ? current[i - channels] : (byte)0,
                    2 => previous[i],
                    _ => throw new InvalidOperationException($"filter {filter}"),
                };
            }

            for (int x = 0; x < width; x++)
            {
                var pixel = rgba.AsSpan(4 * ((y * width) + x), 4);
                pixel[3] = 255;
                (channels == 1 ? palette.AsSpan(3 * current[x], 3) : current.AsSpan(x * channels, channels)).CopyTo(pixel);
            }

            previous = current;
        }

        return rgba;
    }

    /// <summary>CRC-32 bit by bit.</summary>
    private static uint Crc(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in data)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
        }

        return ~crc;
    }
}
