using System.Runtime.Intrinsics;

namespace Ser.Features;

/// <summary>Fourier transform of complex numbers in double precision, four signals side by side, one in each lane. Immutable.</summary>
/// <remarks>
/// For what lies more than 100 dB below the largest bin, where <see cref="ComplexFft"/> has only its own rounding; it takes
/// several times as long. Stockham (Cochran et al. 1967), with radix 2, 3 and 5.
/// </remarks>
internal sealed class DoubleFft
{
    private static readonly int[] Radices = [2, 3, 5];

    private readonly int[] passes;       // radix of each
    private readonly double[] cos, sin;  // e^(−2πi k / Length)

    /// <param name="length">Without a prime factor above 5.</param>
    public DoubleFft(int length)
    {
        Length = length;
        var list = new List<int>();
        int rest = length;
        foreach (int radix in Radices)
        {
            for (; rest % radix == 0; rest /= radix)
            {
                list.Add(radix);
            }
        }

        passes = rest == 1 ? [.. list] : throw new ArgumentOutOfRangeException(nameof(length), length, "has a prime factor above 5");
        cos = new double[length];
        sin = new double[length];
        for (int k = 0; k < length; k++)
        {
            (sin[k], cos[k]) = Math.SinCos(-2 * Math.PI * k / length);
        }
    }

    public int Length { get; }

    /// <summary>Transforms x; the result stands in x or in y, whichever is returned.</summary>
    /// <param name="x">Length real parts, then as many imaginary ones.</param>
    /// <param name="y">As long; overwritten.</param>
    public Span<Vector256<double>> Transform(Span<Vector256<double>> x, Span<Vector256<double>> y)
    {
        int left = Length, stride = 1;
        foreach (int radix in passes)
        {
            if (radix == 2)
            {
                Halve(x, y, left, stride);
            }
            else
            {
                Part(x, y, radix, left, stride);
            }

            left /= radix;
            stride *= radix;
            var swap = x;
            x = y;
            y = swap;
        }

        return x;
    }

    /// <summary>One pass of radix 2: sums, and differences turned by e^(−2πi p / left).</summary>
    private void Halve(ReadOnlySpan<Vector256<double>> x, Span<Vector256<double>> y, int left, int stride)
    {
        ReadOnlySpan<Vector256<double>> xr = x[..Length], xi = x[Length..];
        Span<Vector256<double>> yr = y[..Length], yi = y[Length..];
        int half = left / 2;
        for (int p = 0; p < half; p++)
        {
            var (c, s) = (Vector256.Create(cos[p * stride]), Vector256.Create(sin[p * stride]));
            for (int q = 0; q < stride; q++)
            {
                int a = q + (stride * p), b = a + (stride * half), to = q + (2 * stride * p);
                var (dr, di) = (xr[a] - xr[b], xi[a] - xi[b]);
                (yr[to], yi[to]) = (xr[a] + xr[b], xi[a] + xi[b]);
                (yr[to + stride], yi[to + stride]) = ((dr * c) - (di * s), (dr * s) + (di * c));
            }
        }
    }

    /// <summary>One pass of any radix, by the defining sum.</summary>
    private void Part(ReadOnlySpan<Vector256<double>> x, Span<Vector256<double>> y, int radix, int left, int stride)
    {
        ReadOnlySpan<Vector256<double>> xr = x[..Length], xi = x[Length..];
        Span<Vector256<double>> yr = y[..Length], yi = y[Length..];
        int part = left / radix;
        for (int p = 0; p < part; p++)
        {
            for (int k = 0; k < radix; k++)
            {
                for (int q = 0; q < stride; q++)
                {
                    Vector256<double> re = default, im = default;
                    for (int j = 0; j < radix; j++)
                    {
                        // e^(−2πi jk / radix) · e^(−2πi pk / left)
                        int turn = (int)(((long)k * ((j * part) + p) * stride) % Length);
                        int at = q + (stride * (p + (part * j)));
                        re += (xr[at] * cos[turn]) - (xi[at] * sin[turn]);
                        im += (xr[at] * sin[turn]) + (xi[at] * cos[turn]);
                    }

                    int to = q + (stride * ((radix * p) + k));
                    (yr[to], yi[to]) = (re, im);
                }
            }
        }
    }
}
