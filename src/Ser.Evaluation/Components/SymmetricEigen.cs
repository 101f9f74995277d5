namespace Ser.Evaluation;

/// <summary>Eigenvalues and eigenvectors of a small symmetric matrix.</summary>
/// <remarks>Cyclic Jacobi rotations: Golub and Van Loan, "Matrix Computations", section 8.5.</remarks>
internal static class SymmetricEigen
{
    /// <summary>Decomposes a matrix; it is used up.</summary>
    /// <returns>The values, falling, and per value its vector.</returns>
    public static (double[] Values, double[][] Vectors) Decompose(double[,] matrix)
    {
        int size = matrix.GetLength(0);
        double[][] vectors = [.. Enumerable.Range(0, size).Select(i => Enumerable.Range(0, size).Select(j => i == j ? 1.0 : 0).ToArray())];
        const int MostSweeps = 30;
        for (int sweep = 0; sweep < MostSweeps; sweep++)
        {
            for (int p = 0; p < size; p++)
            {
                for (int q = p + 1; q < size; q++)
                {
                    Rotate(matrix, vectors, p, q);
                }
            }
        }

        int[] order = [.. Enumerable.Range(0, size).OrderByDescending(i => matrix[i, i])];
        return ([.. order.Select(i => matrix[i, i])], [.. order.Select(i => vectors.Select(row => row[i]).ToArray())]);
    }

    /// <summary>Turns two axes until their product vanishes.</summary>
    private static void Rotate(double[,] matrix, double[][] vectors, int p, int q)
    {
        if (matrix[p, q] == 0)
        {
            return;
        }

        double theta = (matrix[q, q] - matrix[p, p]) / (2 * matrix[p, q]);
        double tangent = (theta < 0 ? -1 : 1) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
        double cosine = 1 / Math.Sqrt((tangent * tangent) + 1), sine = tangent * cosine;
        for (int i = 0; i < vectors.Length; i++)
        {
            (matrix[i, p], matrix[i, q]) = ((cosine * matrix[i, p]) - (sine * matrix[i, q]), (sine * matrix[i, p]) + (cosine * matrix[i, q]));
        }

        for (int i = 0; i < vectors.Length; i++)
        {
            (matrix[p, i], matrix[q, i]) = ((cosine * matrix[p, i]) - (sine * matrix[q, i]), (sine * matrix[p, i]) + (cosine * matrix[q, i]));
            (vectors[i][p], vectors[i][q]) = ((cosine * vectors[i][p]) - (sine * vectors[i][q]), (sine * vectors[i][p]) + (cosine * vectors[i][q]));
        }
    }
}
