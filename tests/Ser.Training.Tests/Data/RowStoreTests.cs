using Ser.Training;
using Ser.Training.Data;
using Ser.Training.Network;

namespace Ser.Tests.Training.Data;

public sealed class RowStoreTests
{
    private static readonly ClipRows[] Clips = [.. Enumerable.Range(1, 6).Select(seed => Sounds.Rows(Sounds.Syllable(3000 * seed, 120, seed)))];

    [Fact]
    public void Single_precision_keeps_every_bit_and_half_precision_eleven()
    {
        Assert.All(Clips, clip => Assert.Equal(Sounds.ValuesOf(clip), Sounds.ValuesOf(Store(FeatureMemory.SinglePrecision).Keep(clip))));
        Assert.All(Clips, clip => Assert.All(
            Sounds.ValuesOf(clip).Zip(Sounds.ValuesOf(Store(FeatureMemory.HalfPrecision).Keep(clip))),
            pair => Assert.Equal(pair.First, pair.Second, Math.Max(1e-7, Math.Abs(pair.First) / 2048))));   // half a unit in the last of eleven places
    }

    [Theory]
    [InlineData(FeatureMemory.HalfPrecision)]
    [InlineData(FeatureMemory.SinglePrecision)]
    public void What_does_not_fit_into_memory_is_the_same_from_the_file(FeatureMemory memory)
    {
        var roomy = Store(memory);
        var tight = new RowStore(memory, limitBytes: 40_000);
        ClipRows[] kept = [.. Clips.Select(tight.Keep)];
        Assert.True(tight.UsesFile);
        Assert.False(roomy.UsesFile);
        Assert.InRange(tight.BytesInMemory, 1, 40_000);
        Assert.All(Clips.Zip(kept), pair => Assert.Equal(Sounds.ValuesOf(roomy.Keep(pair.First)), Sounds.ValuesOf(pair.Second)));
    }

    [Fact]
    public void On_disk_nothing_stays_in_memory_and_threads_do_not_mix_clips_up()
    {
        var store = Store(FeatureMemory.Disk);
        var memory = Store(FeatureMemory.HalfPrecision);
        var kept = new ClipRows[60];
        Parallel.For(0, kept.Length, i => kept[i] = store.Keep(Clips[i % Clips.Length]));
        Parallel.For(0, kept.Length, i => Assert.Equal(Sounds.ValuesOf(memory.Keep(Clips[i % Clips.Length])), Sounds.ValuesOf(kept[i])));
        Assert.Equal(0, store.BytesInMemory);
    }

    private static RowStore Store(FeatureMemory memory) => new(memory, long.MaxValue);
}
