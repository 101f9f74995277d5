using Ser.Features;

namespace Ser.Tests.Features.Cepstra;

public sealed class DctTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(40)]
    [InlineData(64)]
    public void Rows_are_orthonormal(int inputs)
    {
        float[] matrix = Dct.Orthonormal(inputs, inputs);
        for (int a = 0; a < inputs; a++)
        {
            for (int b = 0; b < inputs; b++)
            {
                double dot = Enumerable.Range(0, inputs).Sum(i => (double)matrix[(a * inputs) + i] * matrix[(b * inputs) + i]);
                Assert.Equal(a == b ? 1 : 0, dot, 2e-7);   // each product is off by two roundings, 1.2e-7 of a sum of squares of 1
            }
        }
    }

    [Fact]
    public void Two_inputs_are_their_sum_and_difference_over_the_root_of_2()
    {
        float half = (float)Math.Sqrt(0.5);
        Assert.Equal([half, half, half, -half], Dct.Orthonormal(2, 2));
    }

    [Fact]
    public void Fewer_coefficients_are_the_first_rows()
    {
        Assert.Equal(Dct.Orthonormal(64, 64)[..(13 * 64)], Dct.Orthonormal(13, 64));
    }

    [Theory]
    [InlineData(0, 4, "coefficients")]
    [InlineData(5, 4, "coefficients")]
    [InlineData(1, 0, "inputs")]
    public void Sizes_out_of_range_are_refused(int coefficients, int inputs, string name)
    {
        Assert.Throws<ArgumentOutOfRangeException>(name, () => Dct.Orthonormal(coefficients, inputs));
    }
}
