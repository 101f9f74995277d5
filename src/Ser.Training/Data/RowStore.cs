using Ser.Core;
using Ser.Training.Network;

namespace Ser.Training.Data;

/// <summary>Keeps the rows of clips as a recipe says: in memory up to a limit, then in a file. All threads may add.</summary>
/// <remarks>Where a clip is kept never changes its values, so a model does not depend on the memory of a machine.</remarks>
/// <param name="memory">How values are kept.</param>
/// <param name="limitBytes">Bytes that may be kept in memory.</param>
internal sealed class RowStore(FeatureMemory memory, long limitBytes)
{
    private readonly Lock gate = new();
    private RowFile? file;
    private long bytes;

    /// <summary>A store for half of the memory that this process may use.</summary>
    public static RowStore For(Recipe recipe) => new(recipe.FeatureMemory, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2);

    /// <summary>Bytes that are kept in memory.</summary>
    public long BytesInMemory => Interlocked.Read(ref bytes);

    /// <summary>Whether some clips are kept in a file.</summary>
    public bool UsesFile => file is not null;

    /// <summary>The same rows, kept.</summary>
    /// <exception cref="UserError">They have to go to a file, and it cannot be written.</exception>
    public ClipRows Keep(ClipRows rows)
    {
        using var lease = rows.Lease();
        int size = lease.Values.Length * (memory == FeatureMemory.SinglePrecision ? sizeof(float) : sizeof(ushort));
        if (memory == FeatureMemory.Disk || Interlocked.Add(ref bytes, size) > limitBytes)
        {
            Interlocked.Add(ref bytes, memory == FeatureMemory.Disk ? 0 : -size);
            return File().Keep(rows.Rows, lease.Values);
        }

        return memory == FeatureMemory.SinglePrecision ? ClipRows.Of(rows.Rows, lease.Values.ToArray()) : new HalfRows(rows.Rows, Halves(lease.Values));
    }

    private RowFile File()
    {
        lock (gate)
        {
            return file ??= new RowFile(memory == FeatureMemory.SinglePrecision);
        }
    }

    /// <summary>Rounds to half precision.</summary>
    internal static Half[] Halves(ReadOnlySpan<float> values)
    {
        var halves = new Half[values.Length];
        for (int i = 0; i < halves.Length; i++)
        {
            halves[i] = (Half)values[i];
        }

        return halves;
    }

    private sealed class HalfRows(int rows, Half[] halves) : ClipRows(rows, halves.Length / rows)
    {
        public override RowLease Lease() => RowLease.Of(halves);
    }
}
