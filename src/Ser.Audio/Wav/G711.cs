namespace Ser.Audio.Wav;

/// <summary>The telephone's logarithmic bytes (ITU-T G.711), as samples.</summary>
internal static class G711
{
    /// <summary>256 samples in −1 … 1, by μ-law byte; 14-bit values on the 16-bit scale, as every decoder puts them.</summary>
    public static float[] MuLaw { get; } = Table(static code =>
    {
        code = ~code & 0xFF;
        int magnitude = ((((code & 0x0F) << 3) + 0x84) << ((code & 0x70) >> 4)) - 0x84;
        return (code & 0x80) == 0 ? magnitude : -magnitude;
    });

    /// <summary>256 samples in −1 … 1, by A-law byte; 13-bit values on the 16-bit scale.</summary>
    public static float[] ALaw { get; } = Table(static code =>
    {
        code ^= 0x55;
        int exponent = (code & 0x70) >> 4;
        int magnitude = ((code & 0x0F) << 4) + (exponent == 0 ? 8 : 0x108);
        magnitude <<= Math.Max(exponent - 1, 0);
        return (code & 0x80) == 0 ? -magnitude : magnitude;
    });

    private static float[] Table(Func<int, int> decode) => [.. Enumerable.Range(0, 256).Select(code => decode(code) / 32768f)];
}
