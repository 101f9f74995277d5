namespace Ser.Reporting.TensorBoard;

/// <summary>CRC-32C (Castagnoli, RFC 3720 appendix B.4), masked as TFRecord does it, so that the sum of data that holds sums is one too.</summary>
internal static class Crc32C
{
    private const uint Polynomial = 0x82F63B78;   // its lowest bit first
    private const uint MaskDelta = 0xA282EAD8;    // tensorflow/tsl/lib/hash/crc32c.h

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(value =>
    {
        uint row = (uint)value;
        for (int bit = 0; bit < 8; bit++)
        {
            row = (row & 1) == 1 ? Polynomial ^ (row >> 1) : row >> 1;
        }

        return row;
    })];

    /// <summary>The checksum.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte next in bytes)
        {
            crc = Table[(byte)(crc ^ next)] ^ (crc >> 8);
        }

        return ~crc;
    }

    /// <summary>The checksum, turned by 15 bits, and a constant added.</summary>
    public static uint Masked(ReadOnlySpan<byte> bytes) => unchecked(uint.RotateRight(Of(bytes), 15) + MaskDelta);
}
