using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ser.Resampling;
using Ser.Resampling.Draws;
using Ser.Resampling.Neighbours;

namespace Ser.Benchmarks.Rounds;

/// <summary>Our side of peers/balance.sh: over-sampling of a table in memory, and once with the draws of another program.</summary>
internal static partial class BalanceRounds
{
    /// <summary>One call, all threads.</summary>
    public static Action Call(string method, string table)
    {
        var rows = Read(table);
        var options = new ResamplingOptions { Method = ResamplingMethods.Find(method)!.Value };
        return () => GC.KeepAlive(Resampler.Run(rows, options, Environment.ProcessorCount));
    }

    /// <summary>Writes the new rows that the given draws lead to.</summary>
    public static void Replay(string method, string table, string draws, string target)
    {
        var rows = Read(table);
        var options = new ResamplingOptions { Method = ResamplingMethods.Find(method)!.Value };
        var recorded = new RecordedDraws(draws);
        var result = Resampler.Run(rows, options, _ => recorded, matrix => new ExactNeighbours<float>(matrix, Environment.ProcessorCount, CancellationToken.None));
        string header = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({result.Made.Count}, {rows.Matrix.Columns}), }}".PadRight(117) + "\n";
        using var file = File.Create(target);
        file.Write([0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. Encoding.ASCII.GetBytes(header)]);
        file.Write(MemoryMarshal.AsBytes(result.Matrix.Values.AsSpan(rows.Matrix.Values.Length)));
    }

    /// <summary>Classes in the order of the alphabet, as NumPy sorts them: the draws are of one class after the other.</summary>
    private static LabelledRows<float> Read(string table)
    {
        byte[] bytes = File.ReadAllBytes(table);
        int start = 10 + BitConverter.ToUInt16(bytes, 8);
        int columns = int.Parse(Shape().Match(Encoding.ASCII.GetString(bytes, 10, start - 10)).Groups[1].ValueSpan);
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.ChangeExtension(table, ".json")));
        string[] labels = [.. json.RootElement.GetProperty("clips").EnumerateArray().Select(clip => clip.GetProperty("label").GetString()!)];
        string[] classes = [.. labels.Distinct().Order(StringComparer.Ordinal)];
        float[] values = MemoryMarshal.Cast<byte, float>(bytes.AsSpan(start)).ToArray();
        return new LabelledRows<float>(new RowMatrix<float>(values, columns), [.. labels.Select(label => Array.IndexOf(classes, label))], classes);
    }

    [GeneratedRegex(@"\(\d+, (\d+)\)")]
    private static partial Regex Shape();

    /// <summary>Draws that another program made, in its order.</summary>
    private sealed class RecordedDraws(string path) : IDraws
    {
        private readonly byte[] bytes = File.ReadAllBytes(path);
        private int place;

        public int[] Integers(int below, int count) => [.. Next(count).Select(value => (int)value)];

        public int[] Distinct(int below, int count) => Integers(below, count);

        public double[] Uniform(int count) => Next(count);

        public double Beta(int shape) => Next(1)[0];

        public void Gaussian(Span<double> values) => Next(values.Length).CopyTo(values);

        private double[] Next(int count)
        {
            long length = BitConverter.ToInt64(bytes, place);
            double[] values = MemoryMarshal.Cast<byte, double>(bytes.AsSpan(place + sizeof(long), checked((int)length * sizeof(double)))).ToArray();
            place += sizeof(long) + (values.Length * sizeof(double));
            return length == count ? values : throw new InvalidDataException($"{length} draws where {count} are asked for");
        }
    }
}
