namespace Ser.Corpora;

/// <summary>The checksum of ZIP entries: CRC-32 with the polynomial 0xEDB88320, bits reversed (ISO 3309).</summary>
internal static class Crc32
{
    /// <summary>Of nothing, before <see cref="End"/>.</summary>
    public const uint Start = 0xFFFFFFFF;

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(value =>
    {
        uint row = (uint)value;
        for (int bit = 0; bit < 8; bit++)
        {
            row = (row & 1) == 1 ? 0xEDB88320 ^ (row >> 1) : row >> 1;
        }

        return row;
    })];

    /// <summary>Goes on with more bytes.</summary>
    public static uint Add(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (byte next in bytes)
        {
            crc = Table[(byte)(crc ^ next)] ^ (crc >> 8);
        }

        return crc;
    }

    /// <summary>The checksum of all bytes that were added.</summary>
    public static uint End(uint crc) => ~crc;
}
