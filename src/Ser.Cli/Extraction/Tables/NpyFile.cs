using System.Text;

namespace Ser.Cli.Extraction.Tables;

/// <summary>The header of NumPy's array files: float32, little-endian, C order.</summary>
/// <remarks>numpy.org/doc/stable/reference/generated/numpy.lib.format.html, version 1.0.</remarks>
internal static class NpyFile
{
    /// <summary>Bytes of every header that is written here: room for any shape, so that it can be filled in at the end.</summary>
    public const int HeaderBytes = 128;

    /// <summary>The header of an array.</summary>
    public static byte[] Header(long rows, long columns)
    {
        const int Preamble = 10;
        string text = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({rows}, {columns}), }}";
        byte[] header = [0x93, .. "NUMPY"u8, 1, 0, (HeaderBytes - Preamble) & 0xFF, (HeaderBytes - Preamble) >> 8, .. new byte[HeaderBytes - Preamble]];
        Encoding.ASCII.GetBytes(text.PadRight(HeaderBytes - Preamble - 1) + "\n").CopyTo(header, Preamble);
        return header;
    }
}
