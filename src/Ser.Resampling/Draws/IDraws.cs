namespace Ser.Resampling.Draws;

/// <summary>The random choices of one class, in the order in which a method asks for them.</summary>
internal interface IDraws
{
    /// <summary>Even draws from 0 … below − 1.</summary>
    int[] Integers(int below, int count);

    /// <summary>Some of 0 … below − 1, none of them twice.</summary>
    int[] Distinct(int below, int count);

    /// <summary>Even draws from [0, 1).</summary>
    double[] Uniform(int count);

    /// <summary>A draw from the symmetric beta distribution.</summary>
    /// <param name="shape">Both parameters: a whole number, 1 or more.</param>
    double Beta(int shape);

    /// <summary>Draws from the normal distribution of mean 0 and standard deviation 1.</summary>
    void Gaussian(Span<double> values);
}
