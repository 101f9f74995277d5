using System.Runtime.Intrinsics;

namespace Ser.Features;

/// <summary>Discrete cosine transform, type II, as it turns log-mel bands into cepstral coefficients.</summary>
public static class Dct
{
    // Inputs that are summed before they join the rest: one by one, 128 bands of −100 dB would put coefficient 0 off by 1e-3.
    private const int Block = 16;

    /// <summary>The first rows of the orthonormal matrix: √(2/N) cos(πk(i + ½) / N), and √(1/N) in row 0.</summary>
    /// <param name="coefficients">Rows k: 1 to inputs.</param>
    /// <param name="inputs">Columns i, N of them: 1 or more.</param>
    /// <returns>coefficients × inputs, row by row, computed in double.</returns>
    /// <remarks>The values of scipy.fft.dct with norm="ortho"; with all rows the transpose is the inverse.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static float[] Orthonormal(int coefficients, int inputs)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(coefficients);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(coefficients, inputs);

        float[] matrix = new float[coefficients * inputs];
        for (int k = 0; k < coefficients; k++)
        {
            double scale = Math.Sqrt((k == 0 ? 1.0 : 2.0) / inputs);
            for (int i = 0; i < inputs; i++)
            {
                matrix[(k * inputs) + i] = (float)(scale * Math.Cos(Math.PI * k * (i + 0.5) / inputs));
            }
        }

        return matrix;
    }

    /// <summary>Matrix (rows × inputs) times columns (inputs × frames) → result (rows × frames), all row by row.</summary>
    /// <remarks>
    /// Eight frames and four rows at a time. Every value is the sum of the sums of 16 inputs, from first to last, so it does not
    /// depend on where its frame stands.
    /// </remarks>
    internal static void Multiply(ReadOnlySpan<float> matrix, int inputs, ReadOnlySpan<float> columns, int frames, Span<float> result)
    {
        int rows = matrix.Length / inputs;
        for (int row = 0; row < rows; row += 4)
        {
            // Past the last row the last one is computed again: 20 and 40 coefficients have no such rest.
            int b = Math.Min(row + 1, rows - 1), c = Math.Min(row + 2, rows - 1), d = Math.Min(row + 3, rows - 1);
            Multiply4(
                matrix.Slice(row * inputs, inputs),
                matrix.Slice(b * inputs, inputs),
                matrix.Slice(c * inputs, inputs),
                matrix.Slice(d * inputs, inputs),
                columns,
                frames,
                result.Slice(row * frames, frames),
                result.Slice(b * frames, frames),
                result.Slice(c * frames, frames),
                result.Slice(d * frames, frames));
        }
    }

    private static void Multiply4(
        ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> c, ReadOnlySpan<float> d,
        ReadOnlySpan<float> columns, int frames, Span<float> ra, Span<float> rb, Span<float> rc, Span<float> rd)
    {
        int frame = 0;
        for (; frame + Vector256<float>.Count <= frames; frame += Vector256<float>.Count)
        {
            Vector256<float> ta = default, tb = default, tc = default, td = default;
            for (int from = 0, at = frame; from < a.Length; from += Block)
            {
                Vector256<float> sa = default, sb = default, sc = default, sd = default;
                int end = Math.Min(from + Block, a.Length);
                for (int i = from; i < end; i++, at += frames)
                {
                    var x = Vector256.Create(columns.Slice(at, Vector256<float>.Count));
                    sa += x * a[i];
                    sb += x * b[i];
                    sc += x * c[i];
                    sd += x * d[i];
                }

                ta += sa;
                tb += sb;
                tc += sc;
                td += sd;
            }

            ta.CopyTo(ra[frame..]);
            tb.CopyTo(rb[frame..]);
            tc.CopyTo(rc[frame..]);
            td.CopyTo(rd[frame..]);
        }

        for (; frame < frames; frame++)   // 0 to 7 frames
        {
            ra[frame] = Multiply1(a, columns[frame..], frames);
            rb[frame] = Multiply1(b, columns[frame..], frames);
            rc[frame] = Multiply1(c, columns[frame..], frames);
            rd[frame] = Multiply1(d, columns[frame..], frames);
        }
    }

    private static float Multiply1(ReadOnlySpan<float> row, ReadOnlySpan<float> column, int stride)
    {
        float total = 0;
        for (int from = 0, at = 0; from < row.Length; from += Block)
        {
            float sum = 0;
            int end = Math.Min(from + Block, row.Length);
            for (int i = from; i < end; i++, at += stride)
            {
                sum += column[at] * row[i];
            }

            total += sum;
        }

        return total;
    }
}
