using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ser.Augmentation.Waveforms;

/// <summary>Reads a sound at steps of any size: output n is what stands at sample n · step, band-limited.</summary>
/// <remarks>
/// A sinc under a Kaiser window (Kaiser 1974) that reaches over 48 samples, or over 48 steps where those are longer, so that nothing
/// folds back. It passes up to 0.87 of the lower Nyquist frequency and stops from 1.0 on: by Kaiser's length formula 97 dB.
/// The filter stands on a grid of 256 places per sample, and an output takes the line between two of them, which misses it by at
/// most (0.935 π / 256)² / 8, −96 dB. For a longer step the same grid is read as one of fewer places per sample, 256 / step
/// rounded down: therefore ratios that are drawn at random share 193 tables of some 100 KB instead of having one each.
/// Immutable: one object serves all threads. Eight lanes and fused multiply-add everywhere, so the same bits on every machine.
/// </remarks>
internal sealed class SteppedReader
{
    private const int HalfWidth = 48, Grid = 256, Lanes = 8, Block = 4096;
    private const double Cutoff = 0.935, Beta = 9.8;

    private static readonly float[] Filter = MakeFilter();
    private static readonly ConcurrentDictionary<int, SteppedReader.Table> Tables = new();

    private readonly double step;
    private readonly Table table;

    private SteppedReader(double step, Table table) => (this.step, this.table) = (step, table);

    /// <summary>A reader.</summary>
    /// <param name="step">Samples of the input per sample of the output: 1/4 … 4.</param>
    public static SteppedReader For(double step)
    {
        if (!(step is >= 0.25 and <= 4))
        {
            throw new ArgumentOutOfRangeException(nameof(step), step, "outside 1/4 … 4");
        }

        return new SteppedReader(step, Tables.GetOrAdd((int)(Grid / Math.Max(step, 1)), static places => new Table(places)));
    }

    /// <summary>Fills the output; before the first and after the last sample of the input there is silence.</summary>
    public void Read(ReadOnlySpan<float> samples, Span<float> output)
    {
        float[] rented = ArrayPool<float>.Shared.Rent((int)(Block * step) + 2 + table.RowLength);
        for (int start = 0; start < output.Length; start += Block)
        {
            var part = output.Slice(start, Math.Min(Block, output.Length - start));
            long first = (long)(start * step) - table.Reach + 1, last = (long)((start + part.Length - 1) * step) - table.Reach + table.RowLength;
            var inputs = rented.AsSpan(0, (int)(last - first + 1));
            Cut(samples, first, inputs);
            for (int n = 0; n < part.Length; n++)
            {
                double position = (start + n) * step;
                long whole = (long)position;
                double place = (position - whole) * table.Places;
                int row = Math.Min((int)place, table.Places - 1);
                part[n] = Between(table.TwoRows(row), inputs[(int)(whole - table.Reach + 1 - first)..], (float)(place - row));
            }
        }

        ArrayPool<float>.Shared.Return(rented);
    }

    private static void Cut(ReadOnlySpan<float> samples, long first, Span<float> inputs)
    {
        inputs.Clear();
        int skipped = (int)Math.Max(-first, 0);
        if (skipped < inputs.Length && first + skipped < samples.Length)
        {
            var from = samples[(int)(first + skipped)..];
            from[..Math.Min(from.Length, inputs.Length - skipped)].CopyTo(inputs[skipped..]);
        }
    }

    /// <summary>(1 − weight) · Σ first · x + weight · Σ second · x.</summary>
    private static float Between(ReadOnlySpan<float> rows, ReadOnlySpan<float> x, float weight)
    {
        int length = rows.Length / 2;
        ref float a = ref MemoryMarshal.GetReference(x[..length]);
        ref float first = ref MemoryMarshal.GetReference(rows);
        ref float second = ref Unsafe.Add(ref first, length);
        Vector256<float> sum = default, sumSecond = default;
        for (nuint k = 0; k < (nuint)length; k += Lanes)
        {
            var input = Vector256.LoadUnsafe(ref a, k);
            sum = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref first, k), input, sum);
            sumSecond = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref second, k), input, sumSecond);
        }

        return Vector256.Sum(Vector256.FusedMultiplyAdd(sumSecond - sum, Vector256.Create(weight), sum));
    }

    /// <summary>One side of the filter, from its middle to its end.</summary>
    private static float[] MakeFilter()
    {
        float[] filter = new float[(HalfWidth * Grid) + 1];
        double peak = BesselI0(Beta);
        for (int i = 0; i < filter.Length; i++)
        {
            double x = i / (double)Grid, edge = x / HalfWidth;
            double sinc = i == 0 ? Cutoff : Math.Sin(Math.PI * Cutoff * x) / (Math.PI * x);
            filter[i] = (float)(sinc * BesselI0(Beta * Math.Sqrt(1 - (edge * edge))) / peak);
        }

        return filter;
    }

    /// <summary>Modified Bessel function of the first kind and order 0, by its power series.</summary>
    private static double BesselI0(double x)
    {
        double quarter = x * x / 4, term = 1, sum = 1;
        for (int k = 1; term > sum * 1e-17; k++)
        {
            term *= quarter / ((double)k * k);
            sum += term;
        }

        return sum;
    }

    /// <summary>The filter's taps, sorted by place.</summary>
    private sealed class Table
    {
        private readonly float[] taps;

        /// <param name="places">Places per input sample: 64 … 256.</param>
        public Table(int places)
        {
            Places = places;
            Reach = ((HalfWidth * Grid) + places - 1) / places;
            RowLength = ((2 * Reach) + Lanes - 1) / Lanes * Lanes;
            taps = new float[(places + 1) * RowLength];   // the last place is followed by the first of the next sample
            for (int row = 0; row <= places; row++)
            {
                var to = taps.AsSpan(row * RowLength, RowLength);
                double sum = 0;
                for (int k = 0; k < 2 * Reach; k++)
                {
                    int at = Math.Abs(((k - Reach + 1) * places) - row);
                    to[k] = at < Filter.Length ? Filter[at] : 0;
                    sum += to[k];
                }

                // A constant stays that constant at every place, instead of carrying the filter's ripple as a whistle.
                float scale = (float)(1 / sum);
                foreach (ref float tap in to)
                {
                    tap *= scale;
                }
            }
        }

        public int Places { get; }

        /// <summary>Inputs that count, to either side of an output.</summary>
        public int Reach { get; }

        /// <summary>Taps of a row, filled up with zeros.</summary>
        public int RowLength { get; }

        /// <summary>The taps of a place and of the next; the first belongs to the input that lies Reach − 1 before the output.</summary>
        public ReadOnlySpan<float> TwoRows(int row) => taps.AsSpan(row * RowLength, 2 * RowLength);
    }
}
