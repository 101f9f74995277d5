namespace Ser.Tests;

/// <summary>What an action leaves to the garbage collector on its own thread.</summary>
internal static class Allocations
{
    /// <summary>The fewest bytes that <paramref name="action"/> allocated in several runs, after one that fills tables and pools.</summary>
    /// <remarks>Buffers from a shared pool are allocated again when a collection, which any test may cause, has trimmed the pool: that
    /// hits some runs. What the action itself allocates is in each of them.</remarks>
    public static long Least(Action action, int runs = 5)
    {
        action();
        long least = long.MaxValue;
        for (int run = 0; run < runs; run++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
