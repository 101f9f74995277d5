using Ser.Training;
using Ser.Training.Data;
using Ser.Training.Network;

namespace Ser.Tests.Training.Data;

public sealed class WaveformVariantsTests
{
    private static readonly Recipe Recipe = new()
    {
        BatchSize = 4, WindowFrames = 24, OtherSpeeds = [],
        Waveforms = new WaveformAugmentation { Chain = "noise(snr=0..20) stretch(rate=0.8..1.25)", Epochs = 3 },
    };

    [Fact]
    public void The_batches_are_the_same_for_any_number_of_threads()
    {
        var clips = Clips(10);
        Assert.Equal(Rows(clips, threads: 1), Rows(clips, threads: 3));
    }

    [Fact]
    public void A_variant_is_heard_for_some_epochs_and_the_clips_take_turns()
    {
        var clips = Clips(6);
        var variants = new WaveformVariants(Recipe, clips, 1);
        var heard = new ClipRows[6][];
        for (int clip = 0; clip < 6; clip++)
        {
            heard[clip] = new ClipRows[9];
        }

        int[] made = new int[9];
        for (int epoch = 1; epoch <= 9; epoch++)
        {
            variants.Prepare([0, 1, 2, 3, 4, 5], epoch);
            for (int clip = 0; clip < 6; clip++)
            {
                heard[clip][epoch - 1] = variants.Of(clip);
                made[epoch - 1] += epoch > 1 && !ReferenceEquals(heard[clip][epoch - 1], heard[clip][epoch - 2]) ? 1 : 0;
            }
        }

        Assert.All(made[1..], count => Assert.Equal(2, count));   // a third of the clips in each epoch
        Assert.All(heard, variantsOfOne => Assert.InRange(variantsOfOne.Distinct().Count(), 3, 4));
        Assert.NotEqual(Sounds.ValuesOf(heard[0][0]), Sounds.ValuesOf(clips[0].Recording));
    }

    [Fact]
    public void A_clip_that_chance_leaves_alone_keeps_the_rows_of_its_recording()
    {
        var clips = Clips(2);
        var variants = new WaveformVariants(Recipe with { Waveforms = new WaveformAugmentation { Chain = "noise(p=0)" } }, clips, 1);
        variants.Prepare([0, 1], 1);
        Assert.Same(clips[1].Recording, variants.Of(1));
    }

    [Fact]
    public void The_garbage_collector_is_told_of_more_than_is_allocated()
    {
        var recipe = AugmentationChoice.Apply(Recipe, AugmentationChoice.Strong);
        var clips = Clips(12, samples: 48_000);
        var variants = new WaveformVariants(recipe, clips, 1);
        variants.Prepare([.. Enumerable.Range(0, 12)], 1);   // tables and pools are filled
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int epoch = 5; epoch < 9; epoch++)
        {
            variants.Prepare([0, 1, 2, 3], epoch * 4);
        }

        long perUpdate = (GC.GetAllocatedBytesForCurrentThread() - before) / 4;
        Assert.InRange(perUpdate, 1, WaveformVariants.BytesPerUpdate(recipe, clips));
    }

    private static List<float> Rows(TrainingClip[] clips, int threads) =>
        [.. new BatchSource(Recipe, clips, 3, threads).Batches(5 * Recipe.UpdatesPerEpoch(clips.Length), TestContext.Current.CancellationToken).SelectMany(batch => batch.Rows)];

    private static TrainingClip[] Clips(int count, int samples = 8000) =>
    [
        .. Enumerable.Range(0, count).Select(i =>
        {
            float[] sound = Sounds.Syllable(samples + (137 * i), 100 * Math.Pow(1.5, i % 3), i);
            return new TrainingClip($"{i}", i % 3, Sounds.Rows(sound), []) { Sound = StoredSound.Of(sound) };
        }),
    ];
}
