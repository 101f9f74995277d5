using System.Runtime.Intrinsics;

namespace Ser.Augmentation.Waveforms;

/// <summary>Fourier transform of four real frames of 2048 samples at a time, in double.</summary>
/// <remarks>
/// In double, because the vocoder sums up phases, those of faint bins as well, and what is rounded in one frame stays in all that
/// follow: with single precision the tests against librosa miss their tolerance. A lane is a frame: element i of the four
/// stands side by side, so that no value crosses lanes. Stockham's form with radix 4 over even samples (as real parts) and odd
/// ones (as imaginary parts), 1024 = 4⁵ of each. The tables serve all threads; of <see cref="Work"/> each needs its own.
/// </remarks>
internal static class VocoderFft
{
    /// <summary>Samples of a frame.</summary>
    public const int Size = 2048;

    /// <summary>Bins of a spectrum.</summary>
    public const int Bins = Half + 1;

    private const int Half = Size / 2;

    private static readonly double[] Cos = Table(Math.Cos), Sin = Table(Math.Sin);   // of −2π k / Size, k below Size

    /// <summary>Spectra of four frames.</summary>
    /// <param name="frames">Size elements of four lanes; spoilt.</param>
    /// <param name="re">Receives Bins elements, the real parts.</param>
    /// <param name="im">Receives the imaginary parts.</param>
    /// <param name="work">Buffers.</param>
    public static void Forward(Span<Vector256<double>> frames, Span<Vector256<double>> re, Span<Vector256<double>> im, Work work)
    {
        Span<Vector256<double>> zr = work.A, zi = work.B;
        for (int i = 0; i < Half; i++)
        {
            (zr[i], zi[i]) = (frames[2 * i], frames[(2 * i) + 1]);
        }

        Transform(ref zr, ref zi, work);
        (re[0], re[Half], im[0], im[Half]) = (zr[0] + zi[0], zr[0] - zi[0], Vector256<double>.Zero, Vector256<double>.Zero);
        for (int k = 1; k <= Half - k; k++)
        {
            int m = Half - k;
            var er = (zr[k] + zr[m]) * 0.5;
            var ei = (zi[k] - zi[m]) * 0.5;
            var or = (zi[k] + zi[m]) * 0.5;
            var oi = (zr[m] - zr[k]) * 0.5;
            var tr = (or * Cos[k]) - (oi * Sin[k]);
            var ti = (or * Sin[k]) + (oi * Cos[k]);
            (re[m], im[m]) = (er - tr, ti - ei);
            (re[k], im[k]) = (er + tr, ei + ti);
        }
    }

    /// <summary>The frames of four spectra: undoes <see cref="Forward"/>. Imaginary parts of the first and last bin do not count.</summary>
    public static void Inverse(ReadOnlySpan<Vector256<double>> re, ReadOnlySpan<Vector256<double>> im, Span<Vector256<double>> frames, Work work)
    {
        // Real and imaginary parts change places on the way in and out: that turns the transform into its inverse.
        Span<Vector256<double>> zr = work.B, zi = work.A;
        (zr[0], zi[0]) = (re[0] + re[Half], re[0] - re[Half]);
        for (int k = 1; k <= Half - k; k++)
        {
            int m = Half - k;
            var er = re[k] + re[m];
            var ei = im[k] - im[m];
            var tr = re[k] - re[m];
            var ti = im[k] + im[m];
            var or = (tr * Cos[k]) + (ti * Sin[k]);
            var oi = (ti * Cos[k]) - (tr * Sin[k]);
            (zr[m], zi[m]) = (er + oi, or - ei);
            (zr[k], zi[k]) = (er - oi, ei + or);
        }

        Transform(ref zi, ref zr, work);
        for (int i = 0; i < Half; i++)
        {
            (frames[2 * i], frames[(2 * i) + 1]) = (zr[i] * (1.0 / Size), zi[i] * (1.0 / Size));
        }
    }

    private static void Transform(ref Span<Vector256<double>> xr, ref Span<Vector256<double>> xi, Work work)
    {
        Span<Vector256<double>> yr = work.C, yi = work.D;
        for (int stride = 1; stride < Half; stride *= 4)
        {
            int groups = Half / (4 * stride), apart = groups * stride;
            for (int p = 0; p < groups; p++)
            {
                int turn = 2 * p * stride;   // of Size: e^(−2πi p / (4 groups))
                double c1 = Cos[turn], s1 = Sin[turn], c2 = Cos[2 * turn], s2 = Sin[2 * turn], c3 = Cos[3 * turn], s3 = Sin[3 * turn];
                int y = 4 * p * stride;
                for (int a = p * stride, end = a + stride; a < end; a++, y++)
                {
                    int b = a + apart, c = b + apart, d = c + apart;
                    var acr = xr[a] + xr[c];
                    var aci = xi[a] + xi[c];
                    var amr = xr[a] - xr[c];
                    var ami = xi[a] - xi[c];
                    var bdr = xr[b] + xr[d];
                    var bdi = xi[b] + xi[d];
                    var bmr = xr[b] - xr[d];
                    var bmi = xi[b] - xi[d];
                    (yr[y], yi[y]) = (acr + bdr, aci + bdi);
                    (yr[y + stride], yi[y + stride]) = Turn(amr + bmi, ami - bmr, c1, s1);
                    (yr[y + (2 * stride)], yi[y + (2 * stride)]) = Turn(acr - bdr, aci - bdi, c2, s2);
                    (yr[y + (3 * stride)], yi[y + (3 * stride)]) = Turn(amr - bmi, ami + bmr, c3, s3);
                }
            }

            var swap = xr;
            xr = yr;
            yr = swap;
            swap = xi;
            xi = yi;
            yi = swap;
        }
    }

    private static (Vector256<double> Re, Vector256<double> Im) Turn(Vector256<double> re, Vector256<double> im, double cos, double sin) =>
        ((re * cos) - (im * sin), (re * sin) + (im * cos));

    private static double[] Table(Func<double, double> function)
    {
        double[] table = new double[Size];
        for (int k = 0; k < Size; k++)
        {
            table[k] = function(-2 * Math.PI * k / Size);
        }

        return table;
    }

    /// <summary>What one thread needs to transform.</summary>
    internal sealed class Work
    {
        internal readonly Vector256<double>[] A = new Vector256<double>[Half], B = new Vector256<double>[Half];
        internal readonly Vector256<double>[] C = new Vector256<double>[Half], D = new Vector256<double>[Half];
    }
}
