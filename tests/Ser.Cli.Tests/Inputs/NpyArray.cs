using System.Text;
using System.Text.RegularExpressions;

namespace Ser.Tests.Cli;

/// <summary>A float32 array as NumPy would read it.</summary>
internal sealed partial class NpyArray
{
    private NpyArray(int rows, int columns, float[] values) => (Rows, Columns, Values) = (rows, columns, values);

    public int Rows { get; }

    public int Columns { get; }

    public float[] Values { get; }

    public static NpyArray Read(string file)
    {
        byte[] bytes = File.ReadAllBytes(file);
        Assert.Equal([0x93, .. "NUMPY"u8, 1, 0], bytes[..8]);
        int start = 10 + BitConverter.ToUInt16(bytes, 8);
        Assert.Equal(0, start % 64);
        var shape = Header().Match(Encoding.ASCII.GetString(bytes, 10, start - 10));
        Assert.True(shape.Success);
        int rows = int.Parse(shape.Groups[1].ValueSpan), columns = int.Parse(shape.Groups[2].ValueSpan);
        float[] values = new float[rows * columns];
        Assert.Equal(values.Length * sizeof(float), bytes.Length - start);
        Buffer.BlockCopy(bytes, start, values, 0, bytes.Length - start);
        return new NpyArray(rows, columns, values);
    }

    [GeneratedRegex(@"^\{'descr': '<f4', 'fortran_order': False, 'shape': \((\d+), (\d+)\), \} *\n$")]
    private static partial Regex Header();
}
