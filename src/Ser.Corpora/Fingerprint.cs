using System.Security.Cryptography;
using System.Text;

namespace Ser.Corpora;

/// <summary>SHA-256 over a list of texts, the same on every machine.</summary>
internal static class Fingerprint
{
    /// <summary>64 hexadecimal digits in lower case.</summary>
    /// <remarks>Every text is preceded by its length and by whether there is one, so no two lists share their bytes.</remarks>
    public static string Of(IEnumerable<string?> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> head = stackalloc byte[5];
        foreach (string? text in texts)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text ?? "");
            head[0] = (byte)(text is null ? 0 : 1);
            System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(head[1..], bytes.Length);
            hash.AppendData(head);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
