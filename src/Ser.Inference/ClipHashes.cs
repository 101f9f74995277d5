using System.Buffers.Text;
using System.Text;

namespace Ser.Inference;

/// <summary>The sounds that a model was made with, each by a short hash, packed into one text of its card.</summary>
/// <remarks>
/// 48 bits of each hash, highest byte first, in ascending order, each once, as Base64: eight characters a clip. That 12 000 clips are
/// taken for one of 12 000 others by chance happens once in two million times (n m / 2⁴⁸).
/// </remarks>
public static class ClipHashes
{
    /// <summary>Bits of a hash that are kept.</summary>
    public const int Bits = 48;

    /// <summary>Clips at most: a card of more would leave no room for the rest of it.</summary>
    public const int Most = 1 << 18;

    private const int Bytes = Bits / 8;

    /// <summary>Packs hashes.</summary>
    /// <param name="hashes">In any order, each of <see cref="Bits"/> bits.</param>
    /// <returns>Null where there are none, or more than <see cref="Most"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A hash has more bits.</exception>
    public static string? Pack(IEnumerable<ulong> hashes)
    {
        ArgumentNullException.ThrowIfNull(hashes);
        ulong[] sorted = [.. hashes.Distinct().Order()];
        if (sorted.Length is 0 or > Most)
        {
            return null;
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(sorted[^1], 1UL << Bits, nameof(hashes));
        byte[] bytes = new byte[sorted.Length * Bytes];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)(sorted[i / Bytes] >> (8 * (Bytes - 1 - (i % Bytes))));
        }

        return Convert.ToBase64String(bytes);
    }

    /// <summary>Unpacks what <see cref="Pack"/> wrote.</summary>
    /// <param name="text">The text; null for none.</param>
    /// <returns>The hashes; empty where there are none.</returns>
    /// <exception cref="FormatException">The text is not of this form.</exception>
    public static IReadOnlySet<ulong> Unpack(string? text)
    {
        var hashes = new HashSet<ulong>();
        if (text is null)
        {
            return hashes;
        }

        if (text.Length == 0 || text.Length > Most * (Bytes / 3 * 4) || text.Length % (Bytes / 3 * 4) != 0)
        {
            throw new FormatException($"clip hashes of {text.Length} characters");
        }

        byte[] bytes = new byte[text.Length / 4 * 3];
        if (Base64.DecodeFromUtf8(Encoding.UTF8.GetBytes(text), bytes, out int read, out int written) != System.Buffers.OperationStatus.Done
            || read != text.Length || written != bytes.Length)
        {
            throw new FormatException("clip hashes that are no Base64");
        }

        ulong last = 0;
        for (int i = 0; i < bytes.Length; i += Bytes)
        {
            ulong hash = 0;
            for (int k = 0; k < Bytes; k++)
            {
                hash = (hash << 8) | bytes[i + k];
            }

            if (i > 0 && hash <= last)
            {
                throw new FormatException("clip hashes out of order");
            }

            hashes.Add(last = hash);
        }

        return hashes;
    }
}
