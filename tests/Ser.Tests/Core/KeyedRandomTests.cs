using Ser.Core;

namespace Ser.Tests.Core;

public sealed class KeyedRandomTests
{
    [Fact]
    public void The_same_key_gives_the_same_numbers()
    {
        Assert.Equal(Draw(new KeyedRandom(7, "a.wav", "noise", 3)), Draw(new KeyedRandom(7, "a.wav", "noise", 3)));
    }

    [Theory]
    [InlineData(8, "a.wav", "noise", 3)]
    [InlineData(7, "b.wav", "noise", 3)]
    [InlineData(7, "a.wav", "pitch", 3)]
    [InlineData(7, "a.wav", "noise", 4)]
    [InlineData(7, "a.wavn", "oise", 3)]
    public void Every_part_of_the_key_counts(long seed, string item, string purpose, long index)
    {
        Assert.NotEqual(Draw(new KeyedRandom(7, "a.wav", "noise", 3)), Draw(new KeyedRandom(seed, item, purpose, index)));
    }

    [Fact]
    public void The_numbers_never_change_between_versions()
    {
        // From an independent implementation of the same definition; a change here breaks every recorded seed.
        var random = new KeyedRandom(1, "clip", "purpose", 0);
        Assert.Equal(KnownFirst, random.NextBits());
        Assert.Equal(KnownSecond, random.NextBits());
    }

    [Fact]
    public void Doubles_fill_the_unit_interval_evenly()
    {
        var random = new KeyedRandom(1, "", "");
        int[] tenths = new int[10];
        for (int i = 0; i < 100_000; i++)
        {
            tenths[(int)(random.NextDouble() * 10)]++;
        }

        Assert.All(tenths, count => Assert.InRange(count, 10_000 - 475, 10_000 + 475));   // five standard errors of a binomial
    }

    [Fact]
    public void Below_is_even_where_the_count_does_not_divide_the_range()
    {
        var random = new KeyedRandom(2, "", "");
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++)
        {
            counts[random.Below(7)]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 10_000 - 463, 10_000 + 463));
    }

    [Fact]
    public void Below_refuses_a_count_without_members()
    {
        Assert.Throws<ArgumentOutOfRangeException>("count", () => new KeyedRandom(1, "", "").Below(0));
    }

    [Fact]
    public void Gaussians_have_mean_0_and_deviation_1()
    {
        var random = new KeyedRandom(3, "", "");
        double sum = 0, squares = 0;
        const int n = 200_000;
        for (int i = 0; i < n; i++)
        {
            double x = random.Gaussian();
            sum += x;
            squares += x * x;
        }

        Assert.Equal(0, sum / n, 0.0112);        // five standard errors: 5 / √n
        Assert.Equal(1, squares / n, 0.0158);    // five standard errors: 5 √(2 / n)
    }

    [Fact]
    public void Chance_0_never_happens_and_chance_1_always()
    {
        var random = new KeyedRandom(4, "", "");
        for (int i = 0; i < 1000; i++)
        {
            Assert.False(random.Chance(0));
            Assert.True(random.Chance(1));
        }
    }

    [Fact]
    public void Shuffle_keeps_every_item()
    {
        int[] items = [.. Enumerable.Range(0, 100)];
        new KeyedRandom(5, "", "").Shuffle<int>(items);
        Assert.NotEqual(Enumerable.Range(0, 100), items);
        Assert.Equal(Enumerable.Range(0, 100), items.Order());
    }

    private const ulong KnownFirst = 14471450977357339086UL;
    private const ulong KnownSecond = 15577866715606674793UL;

    private static ulong[] Draw(KeyedRandom random) => [random.NextBits(), random.NextBits(), random.NextBits()];
}
