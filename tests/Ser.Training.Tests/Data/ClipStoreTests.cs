using Ser.Audio;
using Ser.Audio.Wav;
using Ser.Corpora;
using Ser.Training;
using Ser.Training.Data;

namespace Ser.Tests.Training.Data;

public sealed class ClipStoreTests : IDisposable
{
    private static readonly Recipe Recipe = new() { OtherSpeeds = [0.9] };

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ser store ");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Every_run_gets_what_it_would_have_read_itself()
    {
        var corpus = Corpus(speakers: 4);
        var plan = FoldPlan.Make(corpus, Protocol.Loso, 2, seed: 1);
        var observer = new QuietObserver();
        var store = ClipStore.Load(Recipe, corpus, [.. plan.Folds.Select(fold => fold.Split)], 2, observer, TestContext.Current.CancellationToken);
        var loader = new ClipLoader(Recipe, 2, observer);
        foreach (var fold in plan.Folds)
        {
            Same(loader.Load(fold.Split.Train, corpus.Labels, true, "", TestContext.Current.CancellationToken), store.Train(fold.Split));
            Same(loader.Load(fold.Split.Validation, corpus.Labels, false, "", TestContext.Current.CancellationToken), store.Validation(fold.Split));
        }

        Assert.Empty(store.Faults);
    }

    [Fact]
    public void A_clip_that_cannot_be_read_is_missing_in_all_runs_and_told_once()
    {
        var corpus = Corpus(speakers: 4);
        File.WriteAllText(corpus.Clips[0].File, "no sound");
        var plan = FoldPlan.Make(corpus, Protocol.Loso, 2, seed: 1);
        var observer = new QuietObserver();
        var store = ClipStore.Load(Recipe, corpus, [.. plan.Folds.Select(fold => fold.Split)], 2, observer, TestContext.Current.CancellationToken);
        Assert.Contains(corpus.Clips[0].Name, Assert.Single(store.Faults), StringComparison.Ordinal);
        Assert.Single(observer.Remarks);
        Assert.All(plan.Folds, fold => Assert.DoesNotContain(store.Train(fold.Split).Concat(store.Validation(fold.Split)), clip => clip.Name == corpus.Clips[0].Name));
    }

    [Fact]
    public void What_no_run_needs_is_not_read()
    {
        var corpus = Corpus(speakers: 4);
        var fold = FoldPlan.Make(corpus, Protocol.Loso, 2, seed: 1).Folds[0].Split;
        foreach (var tested in fold.Test)
        {
            File.Delete(tested.File);
        }

        var store = ClipStore.Load(Recipe, corpus, [fold], 2, new QuietObserver(), TestContext.Current.CancellationToken);
        Assert.Empty(store.Faults);
        Assert.Equal(fold.Train.Count, store.Train(fold).Count);
    }

    private static void Same(IReadOnlyList<TrainingClip> expected, IReadOnlyList<TrainingClip> actual)
    {
        Assert.Equal(expected.Select(clip => (clip.Name, clip.Label)), actual.Select(clip => (clip.Name, clip.Label)));
        Assert.All(expected.Zip(actual), pair =>
        {
            Assert.Equal(Sounds.ValuesOf(pair.First.Recording), Sounds.ValuesOf(pair.Second.Recording));
            Assert.Equal(pair.First.Copies.Select(Sounds.ValuesOf), pair.Second.Copies.Select(Sounds.ValuesOf));
        });
    }

    private Corpus Corpus(int speakers) => new("c", Enumerable.Range(0, 2 * speakers).Select(i =>
    {
        string name = $"{i / 2}-{i % 2}.wav", file = Path.Combine(folder.FullName, name);
        WavWriter.Write(file, new Waveform(Sounds.Syllable(6000, 100 + (20 * i), seed: i), 16_000));
        return new Clip { File = file, Name = name, Label = i % 2 == 0 ? "angry" : "happy", Speaker = $"c:{i / 2}" };
    }));
}
