using System.Runtime;

namespace Ser.Training;

/// <summary>Keeps the garbage collector out of the way while libtorch computes, and lets it work in between.</summary>
/// <remarks>
/// TorchSharp wraps every number that an operation takes, the hidden factor 1 of an addition included, in an object whose
/// finalizer frees it, and does not keep that object alive until libtorch has read it. A collection at the wrong moment frees
/// the number too early; what is read then is anything, and mostly nobody notices. Several threads make that moment frequent.
/// No collection, no wrong moment.
/// </remarks>
internal sealed class GarbagePause : IDisposable
{
    private readonly long budget;
    private long allocatedBefore;

    /// <param name="bytesBetween">Bytes that are allocated at most between two calls of <see cref="Collect"/>.</param>
    public GarbagePause(long bytesBetween = 0)
    {
        budget = Math.Max(128L << 20, 4 * bytesBetween);
        Begin();
    }

    /// <summary>Whether the pause still holds: it ends early when more is allocated than was foreseen.</summary>
    public static bool Holds => GCSettings.LatencyMode == GCLatencyMode.NoGCRegion;

    /// <summary>Collects what has become garbage, if it is worth while. Nothing of libtorch may be running.</summary>
    public void Collect()
    {
        if (!Holds || GC.GetTotalAllocatedBytes() - allocatedBefore > budget / 2)
        {
            End();
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Begin();
        }
    }

    public void Dispose() => End();

    private void Begin()
    {
        allocatedBefore = GC.GetTotalAllocatedBytes();
        if (!Holds)
        {
            GC.TryStartNoGCRegion(budget);
        }
    }

    private static void End()
    {
        if (Holds)
        {
            GC.EndNoGCRegion();
        }
    }
}
