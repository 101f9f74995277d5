using System.Buffers;

namespace Ser.Training.Network;

/// <summary>The values of a clip's rows for as long as they are needed: the clip's own, or an array from the pool that is given back.</summary>
internal readonly ref struct RowLease(float[] values, int length, bool isRented)
{
    /// <summary>Frame after frame; not to be changed.</summary>
    public ReadOnlySpan<float> Values => values.AsSpan(0, length);

    /// <summary>Rents an array that the caller fills.</summary>
    public static RowLease Rent(int length, out Span<float> values)
    {
        float[] rented = ArrayPool<float>.Shared.Rent(length);
        values = rented.AsSpan(0, length);
        return new RowLease(rented, length, isRented: true);
    }

    /// <summary>Values of half precision, widened.</summary>
    public static RowLease Of(ReadOnlySpan<Half> halves)
    {
        var lease = Rent(halves.Length, out var values);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)halves[i];
        }

        return lease;
    }

    /// <summary>Ends the use of <see cref="Values"/>.</summary>
    public void Dispose()
    {
        if (isRented)
        {
            ArrayPool<float>.Shared.Return(values);
        }
    }
}
