using System.Buffers;

namespace Ser.Training.Network;

/// <summary>The values of a clip's rows for as long as they are needed: the clip's own, or an array from the pool that is given back.</summary>
internal readonly ref struct RowLease(float[] values, int length, bool isRented)
{
    /// <summary>Frame after frame; not to be changed.</summary>
    public ReadOnlySpan<float> Values => values.AsSpan(0, length);

    /// <summary>Ends the use of <see cref="Values"/>.</summary>
    public void Dispose()
    {
        if (isRented)
        {
            ArrayPool<float>.Shared.Return(values);
        }
    }
}
