using System.Numerics;
using Ser.Resampling.Draws;

namespace Ser.Resampling.OverSampling;

/// <summary>Gaussian noise on repeated rows, as wide in each column as the class is, times a bandwidth.</summary>
/// <remarks>
/// Bandwidth (4 / ((d + 2) N))^(1 / (d + 4)) for d columns and the N rows of the whole table: Silverman 1986, "Density
/// Estimation", and Menardi and Torelli 2014 (ROSE), as imbalanced-learn has it.
/// </remarks>
/// <param name="rows">The table.</param>
/// <param name="shrinkage">Factor of the width.</param>
internal sealed class Smoothing<T>(LabelledRows<T> rows, double shrinkage)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Adds noise to new rows of a class.</summary>
    public void Add(int label, Span<T> values, IDraws draws)
    {
        double[] deviations = Deviations(label);
        double[] noise = new double[deviations.Length];
        for (; !values.IsEmpty; values = values[deviations.Length..])
        {
            draws.Gaussian(noise);
            for (int column = 0; column < noise.Length; column++)
            {
                values[column] = T.CreateTruncating(double.CreateTruncating(values[column]) + (noise[column] * deviations[column]));
            }
        }
    }

    /// <summary>shrinkage · bandwidth · deviation of each column in the class.</summary>
    private double[] Deviations(int label)
    {
        int columns = rows.Matrix.Columns;
        int[] members = [.. rows.Labels.Index().Where(pair => pair.Item == label).Select(pair => pair.Index)];
        double bandwidth = Math.Pow(4 / ((columns + 2.0) * rows.Labels.Length), 1 / (columns + 4.0));
        double[] deviations = new double[columns];
        for (int column = 0; column < columns; column++)
        {
            double mean = 0, squares = 0;
            foreach (int row in members)
            {
                mean += double.CreateTruncating(rows.Matrix.Row(row)[column]) / members.Length;
            }

            foreach (int row in members)
            {
                double difference = double.CreateTruncating(rows.Matrix.Row(row)[column]) - mean;
                squares += difference * difference / members.Length;
            }

            deviations[column] = shrinkage * bandwidth * Math.Sqrt(squares);
        }

        return deviations;
    }
}
