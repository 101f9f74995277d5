using System.Numerics;

namespace Ser.Resampling;

/// <summary>Rows with their classes: what is balanced.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class LabelledRows<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Joins rows and labels without copying them.</summary>
    /// <param name="matrix">The rows.</param>
    /// <param name="labels">Per row the index of its class.</param>
    /// <param name="classes">Names of the classes, in the order in which they are reported and filled up.</param>
    /// <exception cref="ArgumentException">There is not one label per row, or one of them is no index of a class.</exception>
    public LabelledRows(RowMatrix<T> matrix, int[] labels, IReadOnlyList<string> classes)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(classes);
        if (labels.Length != matrix.Rows)
        {
            throw new ArgumentException($"{labels.Length} labels for {matrix.Rows} rows", nameof(labels));
        }

        if (Array.FindIndex(labels, label => label < 0 || label >= classes.Count) is >= 0 and var row)
        {
            throw new ArgumentException($"row {row} has class {labels[row]} of {classes.Count}", nameof(labels));
        }

        Matrix = matrix;
        Labels = labels;
        Classes = classes;
    }

    /// <summary>The rows.</summary>
    public RowMatrix<T> Matrix { get; }

    /// <summary>Per row the index of its class.</summary>
    public int[] Labels { get; }

    /// <summary>Names of the classes. A class without a row is allowed and stays without one.</summary>
    public IReadOnlyList<string> Classes { get; }
}
