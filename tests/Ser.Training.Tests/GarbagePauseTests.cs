using Ser.Training;

namespace Ser.Tests.Training;

public sealed class GarbagePauseTests
{
    [Fact]
    public void Nothing_is_collected_until_it_is_allowed()
    {
        using var garbage = new GarbagePause();
        int before = GC.CollectionCount(0);
        Allocate(32L << 20);
        Assert.True(GarbagePause.Holds);
        Assert.Equal(before, GC.CollectionCount(0));

        Allocate(64L << 20);
        garbage.Collect();
        Assert.True(GC.CollectionCount(0) > before);
        Assert.True(GarbagePause.Holds);
    }

    [Fact]
    public void A_pause_that_was_broken_is_taken_up_again()
    {
        using var garbage = new GarbagePause();
        Allocate(600L << 20);
        Assert.False(GarbagePause.Holds);
        garbage.Collect();
        Assert.True(GarbagePause.Holds);
    }

    [Fact]
    public void After_the_pause_the_collector_works_as_ever()
    {
        new GarbagePause().Dispose();
        Assert.False(GarbagePause.Holds);
        new GarbagePause().Dispose();
    }

    private static void Allocate(long bytes)
    {
        for (long done = 0; done < bytes; done += 1 << 20)
        {
            GC.KeepAlive(new byte[1 << 20]);
        }
    }
}
