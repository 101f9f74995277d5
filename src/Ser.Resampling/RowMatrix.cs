using System.Numerics;

namespace Ser.Resampling;

/// <summary>A table of numbers, row by row.</summary>
/// <typeparam name="T">float or double; whatever is made of the table has the same type.</typeparam>
public sealed class RowMatrix<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Wraps values without copying them.</summary>
    /// <param name="values">rows × columns, row by row.</param>
    /// <param name="columns">Values per row: 1 or more.</param>
    /// <exception cref="ArgumentException">The values do not make whole rows.</exception>
    public RowMatrix(T[] values, int columns)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (values.Length % columns != 0)
        {
            throw new ArgumentException($"{values.Length} values are no rows of {columns}", nameof(values));
        }

        Values = values;
        Columns = columns;
    }

    /// <summary>All values, row by row.</summary>
    public T[] Values { get; }

    /// <summary>Values per row.</summary>
    public int Columns { get; }

    /// <summary>Number of rows.</summary>
    public int Rows => Values.Length / Columns;

    /// <summary>The values of one row.</summary>
    public ReadOnlySpan<T> Row(int row) => Values.AsSpan(row * Columns, Columns);
}
