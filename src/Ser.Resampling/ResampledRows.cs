using System.Numerics;

namespace Ser.Resampling;

/// <summary>A balanced table: the rows that stayed, untouched and in their order, then the new ones class by class.</summary>
/// <typeparam name="T">float or double, as in the input.</typeparam>
/// <param name="Matrix">All rows.</param>
/// <param name="Labels">Per row the index of its class.</param>
/// <param name="Kept">Per row that stayed its place in the input, rising.</param>
/// <param name="Made">Per new row where it comes from.</param>
/// <param name="Report">What was done.</param>
public sealed record ResampledRows<T>(
    RowMatrix<T> Matrix, int[] Labels, IReadOnlyList<int> Kept, IReadOnlyList<SyntheticRow> Made, ResamplingReport Report)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
