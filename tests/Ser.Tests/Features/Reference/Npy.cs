using System.Buffers.Binary;
using System.Text.RegularExpressions;

namespace Ser.Tests.Features.Reference;

/// <summary>Reads numpy's array files: version 1.0, little-endian, C order, float64, float32, int64 or uint8.</summary>
internal sealed partial record Npy(int[] Shape, double[] Values)
{
    public static Npy Read(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        Assert.Equal("93-4E-55-4D-50-59-01-00", BitConverter.ToString(file, 0, 8));   // "\x93NUMPY", version 1.0
        int data = 10 + BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(8));
        var header = Header().Match(System.Text.Encoding.ASCII.GetString(file, 10, data - 10));
        Assert.True(header.Success, path);
        const StringSplitOptions Tidy = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        int[] shape = [.. header.Groups["shape"].Value.Split(',', Tidy).Select(int.Parse)];
        double[] values = new double[shape.Aggregate(1, (product, length) => product * length)];
        string type = header.Groups["type"].Value;
        int size = type[^1] - '0';
        for (int i = 0; i < values.Length; i++)
        {
            var item = file.AsSpan(data + (i * size), size);
            values[i] = type switch
            {
                "<f8" => BinaryPrimitives.ReadDoubleLittleEndian(item),
                "<f4" => BinaryPrimitives.ReadSingleLittleEndian(item),
                "<i8" => BinaryPrimitives.ReadInt64LittleEndian(item),
                "|u1" => item[0],
                _ => throw new NotSupportedException($"{path}: {type}"),
            };
        }

        return new Npy(shape, values);
    }

    /// <summary>A row of a matrix.</summary>
    public double[] Row(int row) => Values[(row * Shape[1])..((row + 1) * Shape[1])];

    /// <summary>The dense matrix of rows (row, column, value).</summary>
    public double[] Dense(int rows, int columns)
    {
        double[] dense = new double[rows * columns];
        for (int i = 0; i < Shape[0]; i++)
        {
            dense[((int)Values[3 * i] * columns) + (int)Values[(3 * i) + 1]] = Values[(3 * i) + 2];
        }

        return dense;
    }

    [GeneratedRegex(@"'descr': '(?<type>[^']+)', 'fortran_order': False, 'shape': \((?<shape>[^)]*)\)")]
    private static partial Regex Header();
}
