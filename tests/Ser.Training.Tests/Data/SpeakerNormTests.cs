using Ser.Training;
using Ser.Training.Data;
using Ser.Training.Network;

namespace Ser.Tests.Training.Data;

public sealed class SpeakerNormTests
{
    private static readonly Recipe Recipe = new() { Network = Architectures.AttentivePitch };

    private static readonly RowLayout Layout = RowLayout.Of(Recipe);

    [Fact]
    public void Every_speaker_has_the_statistics_of_the_training_part()
    {
        // As many speakers as classes: each has a pitch of their own.
        var train = Spoken(Sounds.Clips(24, 3, recipe: Recipe), speakers: 3);
        var others = Spoken(Sounds.Clips(8, 2, samples: 9000, seed: 7, recipe: Recipe), speakers: 2);
        var target = RowStatistics.Fit(Layout, train.Select(clip => clip.Recording));
        var norm = SpeakerNorm.Fit(Recipe, train);
        foreach (var part in (TrainingClip[][])[train, others])
        {
            Assert.Contains(Statistics(part), own => Distance(own, target) > 1);   // there is something to do
            Assert.All(Statistics(norm.Apply(part)), own => Assert.InRange(Distance(own, target), 0, 1e-4));   // dB; single precision of values up to 90
        }
    }

    [Fact]
    public void Speakers_who_differ_by_the_gain_of_a_band_become_equal()
    {
        const int Band = 10;
        var first = Sounds.Clips(6, 3, recipe: Recipe).Select(clip => clip with { Speaker = "a" }).ToArray();
        var second = first.Select(clip => clip with { Name = clip.Name + "+", Speaker = "b", Recording = Louder(clip.Recording) }).ToArray();
        TrainingClip[] both = [.. first, .. second];
        var mapped = SpeakerNorm.Fit(Recipe, both).Apply(both);
        for (int i = 0; i < first.Length; i++)
        {
            float[] one = Sounds.ValuesOf(mapped[i].Recording), other = Sounds.ValuesOf(mapped[first.Length + i].Recording);
            Assert.All(one.Zip(other), pair => Assert.Equal(pair.First, pair.Second, 1e-3f));   // dB; rounding of a value near 50 and of its map
        }

        static ClipRows Louder(ClipRows rows)
        {
            float[] values = Sounds.ValuesOf(rows);
            for (int i = Band; i < values.Length; i += rows.Rows)
            {
                values[i] = (1.5f * values[i]) + 6;
            }

            return ClipRows.Of(rows.Rows, values);
        }
    }

    [Fact]
    public void Labels_do_not_matter_and_the_pitchgram_stays()
    {
        var clips = Spoken(Sounds.Clips(8, 4, recipe: Recipe), speakers: 2);
        var mapped = SpeakerNorm.Fit(Recipe, clips).Apply(clips);
        TrainingClip[] relabelled = [.. clips.Select((clip, i) => clip with { Label = i % 3 })];
        Assert.Equal(
            mapped.Select(clip => Sounds.ValuesOf(clip.Recording)), SpeakerNorm.Fit(Recipe, relabelled).Apply(relabelled).Select(clip => Sounds.ValuesOf(clip.Recording)));
        Assert.All(clips.Zip(mapped), pair => Assert.Equal(
            Sounds.Frame(pair.First.Recording, 5)[Layout.FirstPitch..], Sounds.Frame(pair.Second.Recording, 5)[Layout.FirstPitch..]));
    }

    [Fact]
    public void Copies_and_varied_sound_go_through_the_map_of_the_recordings()
    {
        var recipe = Recipe with { OtherSpeeds = [], Waveforms = new WaveformAugmentation { Chain = "noise(snr=5..5)", Epochs = 1 } };
        float[] sound = Sounds.Syllable(8000, 150, seed: 1), copy = Sounds.Syllable(8000, 180, seed: 2);
        TrainingClip[] clips =
        [
            new("a", 0, Sounds.Rows(sound, recipe), [Sounds.Rows(copy, recipe)]) { Speaker = "a", Sound = StoredSound.Of(sound) },
            new("b", 1, Sounds.Rows(copy, recipe), []) { Speaker = "b", Sound = StoredSound.Of(copy) },
        ];
        var norm = SpeakerNorm.Fit(recipe, clips);
        var map = norm.MapsOf(clips)["a"];
        var mapped = norm.Apply(clips);
        Assert.Equal(Sounds.ValuesOf(map.Map(clips[0].Copies[0])), Sounds.ValuesOf(mapped[0].Copies[0]));

        float[] plain = Varied(clips), own = Varied(mapped);
        Assert.NotEqual(plain, own);
        Assert.Equal(Sounds.ValuesOf(map.Map(ClipRows.Of(Layout.Count, plain))), own);

        float[] Varied(IReadOnlyList<TrainingClip> heard)
        {
            var variants = new WaveformVariants(recipe, heard, 1);
            variants.Prepare([0], 1);
            return Sounds.ValuesOf(variants.Of(0));
        }
    }

    [Fact]
    public void A_row_that_hardly_moves_is_moved_and_not_stretched()
    {
        var map = RowAffine.Between(new RowStatistics([-50, 1, 2, 4], [0, 0.001, 0.02, 0]), new RowStatistics([-30, 2, 3, 5], [10, 1, 1, 0]));
        Assert.Equal([1, 1, 50, 1], map.Scale);
        Assert.Equal([20, 1, -97, 1], map.Shift);
    }

    private static TrainingClip[] Spoken(IReadOnlyList<TrainingClip> clips, int speakers) => [.. clips.Select((clip, i) => clip with { Speaker = $"{i % speakers}" })];

    private static IEnumerable<RowStatistics> Statistics(IEnumerable<TrainingClip> clips) =>
        clips.GroupBy(clip => clip.Speaker).Select(own => RowStatistics.Fit(Layout, own.Select(clip => clip.Recording)));

    /// <summary>The largest difference of a mean or a deviation.</summary>
    private static double Distance(RowStatistics a, RowStatistics b) =>
        a.Mean.Concat(a.Deviation).Zip(b.Mean.Concat(b.Deviation), (x, y) => Math.Abs(x - y)).Max();
}
