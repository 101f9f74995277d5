namespace Ser.Features;

/// <summary>
/// One pass of a Stockham transform: reads Radix elements that lie Groups · Stride apart, turns them by a transform of that
/// small size, and writes them next to each other, so that the spectrum comes out in order without a bit reversal.
/// </summary>
/// <remarks>
/// Decimation in frequency, e^(−2πi…). x and y are complex numbers as separate real and imaginary parts; an element is
/// <c>stride</c> values of T side by side. Twiddle j of group p is e^(−2πi p j / (Radix · Groups)), j = 1 … Radix − 1.
/// </remarks>
internal sealed class FftStage
{
    private readonly int groups;
    private readonly float[] cos, sin;

    public FftStage(int radix, int groups, int stride)
    {
        (Radix, this.groups, Stride) = (radix, groups, stride);
        cos = new float[groups * (radix - 1)];
        sin = new float[cos.Length];
        for (int p = 0, i = 0; p < groups; p++)
        {
            for (int j = 1; j < radix; j++, i++)
            {
                // In double: a float angle is off by up to 2e-7 of a turn times its size, and the error would grow with the length.
                var (s, c) = Math.SinCos(-2 * Math.PI * p * j / ((double)radix * groups));
                (cos[i], sin[i]) = ((float)c, (float)s);
            }
        }
    }

    public int Radix { get; }

    /// <summary>Complex numbers side by side that share a twiddle: the product of the radices before this stage.</summary>
    public int Stride { get; }

    public void Run<T>(ReadOnlySpan<T> xr, ReadOnlySpan<T> xi, Span<T> yr, Span<T> yi, int stride) where T : struct, ILanes<T>
    {
        switch (Radix)
        {
            case 2: Run2(xr, xi, yr, yi, stride); break;
            case 3: Run3(xr, xi, yr, yi, stride); break;
            case 4 when groups == 1: Run4Last(xr, xi, yr, yi, stride); break;
            case 4: Run4(xr, xi, yr, yi, stride); break;
            default: Run5(xr, xi, yr, yi, stride); break;
        }
    }

    private void Run2<T>(ReadOnlySpan<T> xr, ReadOnlySpan<T> xi, Span<T> yr, Span<T> yi, int stride) where T : struct, ILanes<T>
    {
        int apart = groups * stride;
        for (int p = 0; p < groups; p++)
        {
            T c1 = T.Broadcast(cos[p]), s1 = T.Broadcast(sin[p]);
            int y = 2 * p * stride;
            for (int a = p * stride, end = a + stride; a < end; a++, y++)
            {
                int b = a + apart;
                T dr = xr[a] - xr[b], di = xi[a] - xi[b];
                (yr[y], yi[y]) = (xr[a] + xr[b], xi[a] + xi[b]);
                (yr[y + stride], yi[y + stride]) = ((dr * c1) - (di * s1), (dr * s1) + (di * c1));
            }
        }
    }

    private void Run3<T>(ReadOnlySpan<T> xr, ReadOnlySpan<T> xi, Span<T> yr, Span<T> yi, int stride) where T : struct, ILanes<T>
    {
        T half = T.Broadcast(0.5f), sin60 = T.Broadcast((float)Math.Sin(Math.PI / 3));
        int apart = groups * stride;
        for (int p = 0; p < groups; p++)
        {
            T c1 = T.Broadcast(cos[2 * p]), s1 = T.Broadcast(sin[2 * p]);
            T c2 = T.Broadcast(cos[(2 * p) + 1]), s2 = T.Broadcast(sin[(2 * p) + 1]);
            int y = 3 * p * stride;
            for (int a = p * stride, end = a + stride; a < end; a++, y++)
            {
                int b = a + apart, c = b + apart;
                T sumR = xr[b] + xr[c], sumI = xi[b] + xi[c];
                T middleR = xr[a] - (sumR * half), middleI = xi[a] - (sumI * half);
                T turnR = (xr[b] - xr[c]) * sin60, turnI = (xi[b] - xi[c]) * sin60;
                (yr[y], yi[y]) = (xr[a] + sumR, xi[a] + sumI);
                Store(yr, yi, y + stride, middleR + turnI, middleI - turnR, c1, s1);
                Store(yr, yi, y + (2 * stride), middleR - turnI, middleI + turnR, c2, s2);
            }
        }
    }

    private void Run4<T>(ReadOnlySpan<T> xr, ReadOnlySpan<T> xi, Span<T> yr, Span<T> yi, int stride) where T : struct, ILanes<T>
    {
        int apart = groups * stride;
        for (int p = 0; p < groups; p++)
        {
            T c1 = T.Broadcast(cos[3 * p]), s1 = T.Broadcast(sin[3 * p]);
            T c2 = T.Broadcast(cos[(3 * p) + 1]), s2 = T.Broadcast(sin[(3 * p) + 1]);
            T c3 = T.Broadcast(cos[(3 * p) + 2]), s3 = T.Broadcast(sin[(3 * p) + 2]);
            int y = 4 * p * stride;
            for (int a = p * stride, end = a + stride; a < end; a++, y++)
            {
                int b = a + apart, c = b + apart, d = c + apart;
                T evenR = xr[a] + xr[c], evenI = xi[a] + xi[c], evenDr = xr[a] - xr[c], evenDi = xi[a] - xi[c];
                T oddR = xr[b] + xr[d], oddI = xi[b] + xi[d], oddDr = xr[b] - xr[d], oddDi = xi[b] - xi[d];
                (yr[y], yi[y]) = (evenR + oddR, evenI + oddI);
                Store(yr, yi, y + stride, evenDr + oddDi, evenDi - oddDr, c1, s1);
                Store(yr, yi, y + (2 * stride), evenR - oddR, evenI - oddI, c2, s2);
                Store(yr, yi, y + (3 * stride), evenDr - oddDi, evenDi + oddDr, c3, s3);
            }
        }
    }

    /// <summary>The same with every twiddle 1, as in the last pass: a quarter of the work of a transform of 256.</summary>
    private static void Run4Last<T>(ReadOnlySpan<T> xr, ReadOnlySpan<T> xi, Span<T> yr, Span<T> yi, int stride)
        where T : struct, ILanes<T>
    {
        for (int a = 0; a < stride; a++)
        {
            int b = a + stride, c = b + stride, d = c + stride;
            T evenR = xr[a] + xr[c], evenI = xi[a] + xi[c], evenDr = xr[a] - xr[c], evenDi = xi[a] - xi[c];
            T oddR = xr[b] + xr[d], oddI = xi[b] + xi[d], oddDr = xr[b] - xr[d], oddDi = xi[b] - xi[d];
            (yr[a], yi[a]) = (evenR + oddR, evenI + oddI);
            (yr[b], yi[b]) = (evenDr + oddDi, evenDi - oddDr);
            (yr[c], yi[c]) = (evenR - oddR, evenI - oddI);
            (yr[d], yi[d]) = (evenDr - oddDi, evenDi + oddDr);
        }
    }

    private void Run5<T>(ReadOnlySpan<T> xr, ReadOnlySpan<T> xi, Span<T> yr, Span<T> yi, int stride) where T : struct, ILanes<T>
    {
        T cos72 = T.Broadcast((float)Math.Cos(0.4 * Math.PI)), sin72 = T.Broadcast((float)Math.Sin(0.4 * Math.PI));
        T cos144 = T.Broadcast((float)Math.Cos(0.8 * Math.PI)), sin144 = T.Broadcast((float)Math.Sin(0.8 * Math.PI));
        int apart = groups * stride;
        for (int p = 0; p < groups; p++)
        {
            T c1 = T.Broadcast(cos[4 * p]), s1 = T.Broadcast(sin[4 * p]);
            T c2 = T.Broadcast(cos[(4 * p) + 1]), s2 = T.Broadcast(sin[(4 * p) + 1]);
            T c3 = T.Broadcast(cos[(4 * p) + 2]), s3 = T.Broadcast(sin[(4 * p) + 2]);
            T c4 = T.Broadcast(cos[(4 * p) + 3]), s4 = T.Broadcast(sin[(4 * p) + 3]);
            int y = 5 * p * stride;
            for (int a = p * stride, end = a + stride; a < end; a++, y++)
            {
                int b = a + apart, c = b + apart, d = c + apart, e = d + apart;
                T outerR = xr[b] + xr[e], outerI = xi[b] + xi[e], outerDr = xr[b] - xr[e], outerDi = xi[b] - xi[e];
                T innerR = xr[c] + xr[d], innerI = xi[c] + xi[d], innerDr = xr[c] - xr[d], innerDi = xi[c] - xi[d];
                T nearR = xr[a] + (outerR * cos72) + (innerR * cos144), nearI = xi[a] + (outerI * cos72) + (innerI * cos144);
                T farR = xr[a] + (outerR * cos144) + (innerR * cos72), farI = xi[a] + (outerI * cos144) + (innerI * cos72);
                T nearTurnR = (outerDr * sin72) + (innerDr * sin144), nearTurnI = (outerDi * sin72) + (innerDi * sin144);
                T farTurnR = (outerDr * sin144) - (innerDr * sin72), farTurnI = (outerDi * sin144) - (innerDi * sin72);
                (yr[y], yi[y]) = (xr[a] + outerR + innerR, xi[a] + outerI + innerI);
                Store(yr, yi, y + stride, nearR + nearTurnI, nearI - nearTurnR, c1, s1);
                Store(yr, yi, y + (2 * stride), farR + farTurnI, farI - farTurnR, c2, s2);
                Store(yr, yi, y + (3 * stride), farR - farTurnI, farI + farTurnR, c3, s3);
                Store(yr, yi, y + (4 * stride), nearR - nearTurnI, nearI + nearTurnR, c4, s4);
            }
        }
    }

    private static void Store<T>(Span<T> yr, Span<T> yi, int at, T re, T im, T cos, T sin) where T : struct, ILanes<T>
    {
        yr[at] = (re * cos) - (im * sin);
        yi[at] = (re * sin) + (im * cos);
    }
}
