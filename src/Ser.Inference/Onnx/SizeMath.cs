namespace Ser.Inference.Onnx;

/// <summary>Products of sizes that a file gives: too large is the largest number, never an overflow.</summary>
internal static class SizeMath
{
    /// <summary>a · b of two sizes that are not negative.</summary>
    public static long Times(long a, long b) => b != 0 && a > long.MaxValue / b ? long.MaxValue : a * b;

    /// <summary>a + b of two sizes that are not negative.</summary>
    public static long Plus(long a, long b) => a > long.MaxValue - b ? long.MaxValue : a + b;

    /// <summary>All sizes multiplied; 1 where there are none.</summary>
    public static long Product(ReadOnlySpan<long> sizes)
    {
        long product = 1;
        foreach (long size in sizes)
        {
            product = Times(product, size);
        }

        return product;
    }
}
