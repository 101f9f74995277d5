using Ser.Audio.Rates;
using Ser.Core;

namespace Ser.Tests.Audio.Rates;

public sealed class DotProductsTests
{
    [Fact]
    public void All_agree_with_double_at_every_length()
    {
        var random = new KeyedRandom(1, "dot", "test");
        for (int length = 8; length <= 264; length += 8)
        {
            const int step = 5;
            float[] rows = Draw(random, 2 * length);
            float[] x = Draw(random, length + (7 * step));

            // Each of length / 8 additions a lane rounds by 2⁻²⁴ of a sum of terms below 1, and eight lanes are added.
            double tolerance = length * (length / 8.0) * Math.Pow(2, -24);
            Assert.Equal(Exact(rows, x, length), DotProducts.One(rows.AsSpan(0, length), x), tolerance);

            double between = (0.75 * Exact(rows, x, length)) + (0.25 * Exact(rows[length..], x, length));
            Assert.Equal(between, DotProducts.Between(rows, x, 0.25f), tolerance);

            RowPlace[] places = [.. Enumerable.Range(0, 4).Select(i => new RowPlace(3 - i, i * step, 0, i / 4f))];
            float[] four = new float[4];
            DotProducts.BetweenFour(rows, x, places, four);
            foreach (RowPlace place in places)
            {
                Assert.Equal(DotProducts.Between(rows, x.AsSpan(place.Input), place.Weight), four[place.Output]);
            }

            float[] eight = new float[(7 * 3) + 1];
            DotProducts.Eight(rows.AsSpan(0, length), x, step, eight, 3);
            for (int i = 0; i < 8; i++)
            {
                Assert.Equal(DotProducts.One(rows.AsSpan(0, length), x.AsSpan(i * step)), eight[3 * i]);   // the same bits, however grouped
            }
        }
    }

    [Fact]
    public void Nothing_beyond_the_spans_is_read()
    {
        float[] taps = new float[16], x = new float[15], y = new float[8];
        Assert.Throws<ArgumentOutOfRangeException>(() => DotProducts.One(taps, x));
        Assert.Throws<ArgumentOutOfRangeException>(() => DotProducts.Between(new float[32], x, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => DotProducts.BetweenFour(new float[32], new float[18], [new(0, 0, 0, 0), new(1, 1, 0, 0), new(2, 2, 0, 0), new(3, 3, 0, 0)], y));
        Assert.Throws<ArgumentOutOfRangeException>(() => DotProducts.Eight(taps, new float[22], 1, y, 1));
    }

    private static float[] Draw(KeyedRandom random, int count) => [.. Enumerable.Range(0, count).Select(_ => (float)random.Uniform(-1, 1))];

    private static double Exact(float[] taps, float[] x, int length)
    {
        double sum = 0;
        for (int i = 0; i < length; i++)
        {
            sum += taps[i] * (double)x[i];
        }

        return sum;
    }
}
