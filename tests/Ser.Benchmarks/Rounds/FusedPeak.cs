using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Ser.Benchmarks.Rounds;

/// <summary>The most float operations per second that one thread reaches: fused multiply-adds on registers, nothing else.</summary>
internal static class FusedPeak
{
    /// <summary>What <see cref="Run"/> returns for one call, in operations: a product and a sum in each lane of ten vectors.</summary>
    public const long Operations = Steps * 10L * 8 * 2;

    private const int Steps = 20_000;

    /// <summary>Ten chains that do not wait for each other: two units with a latency of four or five steps want that many.</summary>
    /// <returns>A value that depends on every chain, so that none of them is dropped.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]   // one loop that the compiler would else replace while it runs
    public static float Run()
    {
        var factor = Vector256.Create(0.999f);
        var term = Vector256.Create(0.001f);
        Vector256<float> a = term, b = term, c = term, d = term, e = term, f = term, g = term, h = term, i = term, j = term;
        for (int step = 0; step < Steps; step++)
        {
            a = Vector256.FusedMultiplyAdd(a, factor, term);
            b = Vector256.FusedMultiplyAdd(b, factor, term);
            c = Vector256.FusedMultiplyAdd(c, factor, term);
            d = Vector256.FusedMultiplyAdd(d, factor, term);
            e = Vector256.FusedMultiplyAdd(e, factor, term);
            f = Vector256.FusedMultiplyAdd(f, factor, term);
            g = Vector256.FusedMultiplyAdd(g, factor, term);
            h = Vector256.FusedMultiplyAdd(h, factor, term);
            i = Vector256.FusedMultiplyAdd(i, factor, term);
            j = Vector256.FusedMultiplyAdd(j, factor, term);
        }

        return Vector256.Sum(a + b + c + d + e + f + g + h + i + j);
    }
}
