using Ser.Audio;
using Ser.Audio.Wav;
using Ser.Corpora;

namespace Ser.Tests.Corpora.Prints;

public sealed class ClipPrintsTests : IDisposable
{
    private static readonly string Demo = Path.Combine(TestData.Repository, "data", "demo");

    private readonly RecordingsFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(PlantedCopies.Ways), MemberType = typeof(PlantedCopies))]
    public void A_copy_is_found_among_others_of_the_same_voice(string way, bool exact)
    {
        string[] voice = [.. Directory.GetFiles(Path.Combine(Demo, "Actor_03")).Order(StringComparer.Ordinal)];
        foreach (int original in new[] { 0, 9 })
        {
            string copy = PlantedCopies.Make(voice[original], way, folder.At($"copy-{original}"));
            var group = Assert.Single(Read([.. voice, copy]).Groups);
            Assert.Equal([original, voice.Length], group.Clips);
            Assert.Equal(exact, group.IsExact);
            Assert.InRange(group.Correlation, exact ? 1 : 0.9, 1.000001);
        }
    }

    [Fact]
    public void The_delay_of_a_cut_copy_is_told()
    {
        string original = Path.Combine(Demo, "Actor_03", "03-01-01-01-01-01-03.wav");
        string copy = PlantedCopies.Make(original, "start -50 ms", folder.At("copy"));
        var pair = Assert.Single(Assert.Single(Read([original, copy]).Groups).Pairs);
        Assert.Equal((0, 1, false), (pair.First, pair.Second, pair.IsExact));
        Assert.Equal(0.05, pair.Delay, 0.001);
        Assert.Equal(-0.05, Assert.Single(Assert.Single(Read([copy, original]).Groups).Pairs).Delay, 0.001);
    }

    [Fact]
    public void Nothing_is_found_in_the_demo_corpus()
    {
        // Its synthesiser says some sentences almost alike: the prints of two of them differ in 5 bits of 100 only, the waves in everything.
        var prints = ClipPrints.Read(CorpusFolder.Open(Demo).Clips, jobs: 2, cancel: TestContext.Current.CancellationToken);
        Assert.Equal(0, prints.Unread);
        Assert.Empty(prints.Groups);
    }

    [Fact]
    public void RAVDESS_holds_one_recording_twice_and_no_other()
    {
        // Actor 7 says "Dogs are sitting by the door", happy, in two takes that are one: the only pair in the corpus as it is published.
        var corpus = CorpusFolder.Open(TestData.Require("datasets", "ravdess"));
        var prints = ClipPrints.Read(corpus.Clips, jobs: 2, cancel: TestContext.Current.CancellationToken);
        var group = Assert.Single(prints.Groups);
        Assert.Equal(
            ["Actor_07/03-01-03-01-02-01-07.flac", "Actor_07/03-01-03-01-02-02-07.flac"],
            group.Clips.Select(i => corpus.Clips[i].Name));
        Assert.Empty(LeakGuard.Check(Ser.Corpora.Splits.Make(corpus, seed: 1), prints).Leaks);
    }

    [Fact]
    public void Copies_of_copies_are_one_group_for_any_number_of_jobs()
    {
        string original = Path.Combine(Demo, "Actor_05", "03-01-05-01-01-01-05.wav");
        string other = Path.Combine(Demo, "Actor_05", "03-01-05-01-02-01-05.wav");
        string[] files =
        [
            PlantedCopies.Make(original, "gain -6", folder.At("a")), other, original, PlantedCopies.Make(original, "renamed", folder.At("b")),
            PlantedCopies.Make(original, "8 kHz", folder.At("c")), PlantedCopies.Make(other, "renamed", folder.At("d")),
        ];
        var prints = Read(files);
        Assert.Equal([[0, 2, 3, 4], [1, 5]], prints.Groups.Select(group => group.Clips));
        Assert.Equal((2, 3, true), prints.Groups[0].Pairs.Where(pair => pair.IsExact).Select(pair => (pair.First, pair.Second, pair.IsExact)).Single());
        var pairs = ClipPrints.Read(Clips(files), jobs: 7, cancel: TestContext.Current.CancellationToken).Groups.SelectMany(group => group.Pairs);
        Assert.Equal(prints.Groups.SelectMany(group => group.Pairs), pairs);
    }

    [Fact]
    public void Silence_noise_and_the_shortest_sounds_are_alike_to_nothing_unless_their_samples_are_equal()
    {
        var random = new Random(3);
        float[] noise = [.. Enumerable.Range(0, 16000).Select(_ => (float)(random.NextDouble() - 0.5))];
        float[] otherNoise = [.. Enumerable.Range(0, 16000).Select(_ => (float)(random.NextDouble() - 0.5))];
        ClipPrint?[] prints =
        [
            Print([0]), Print([0.5f]), Print(new float[16000]), Print(new float[16001]), Print(noise), Print(otherNoise), null,
            Print([float.MaxValue, -float.MaxValue, 0]), Print([1e9f, -1e9f, -0f]), Print(new float[16000]), null,
        ];
        var found = ClipPrints.Of(prints, _ => throw new InvalidOperationException("nothing is alike"), cancel: TestContext.Current.CancellationToken);
        Assert.Equal([2, 9], Assert.Single(found.Groups).Clips);
        Assert.Equal(2, found.Unread);
    }

    [Fact]
    public void Stretches_of_one_file_are_clips_of_their_own()
    {
        string file = Path.Combine(Demo, "Actor_03", "03-01-01-01-01-01-03.wav");
        Clip[] clips =
        [
            new() { File = file, Name = "a", Label = "x", Start = 0, End = 0.5 }, new() { File = file, Name = "b", Label = "x", Start = 0.5 },
            new() { File = file, Name = "c", Label = "x", End = 0.5 }, new() { File = file, Name = "d", Label = "x", Start = 99 },
        ];
        var prints = ClipPrints.Read(clips, jobs: 1, cancel: TestContext.Current.CancellationToken);
        Assert.Equal([0, 2], Assert.Single(prints.Groups).Clips);
        Assert.Contains("has no sound from 99 s", Assert.Single(prints.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void A_hash_hears_samples_and_rate_and_nothing_else()
    {
        float[] x = [0.25f, -0.5f, 0];
        Assert.Equal(SoundHash.Of(new Waveform(x, 16000)), SoundHash.Of(new Waveform([0.25f, -0.5f, -0f], 16000)));
        Assert.NotEqual(SoundHash.Of(new Waveform(x, 16000)), SoundHash.Of(new Waveform(x, 8000)));
        Assert.NotEqual(SoundHash.Of(new Waveform(x, 16000)), SoundHash.Of(new Waveform([0.25f, -0.5f], 16000)));
        Assert.NotEqual(SoundHash.Of(new Waveform(x, 16000)), SoundHash.Of(new Waveform([0.25f, -0.5f, 1f / (1 << 23)], 16000)));
        Assert.Matches("^[0-9a-f]{32}$", SoundHash.Of(new Waveform([], 1)).ToString());

        float[] longer = [.. Enumerable.Range(0, 5000).Select(i => i / 5000f)];
        var whole = SoundHash.Of(new Waveform(longer, 16000));
        longer[4999] += 1f / (1 << 15);
        Assert.NotEqual(whole, SoundHash.Of(new Waveform(longer, 16000)));
    }

    private static ClipPrint Print(float[] samples) => ClipPrint.Of(new Waveform(samples, 16000));

    private static ClipPrints Read(string[] files) => ClipPrints.Read(Clips(files), jobs: 2, cancel: TestContext.Current.CancellationToken);

    private static Clip[] Clips(string[] files) => [.. files.Select(file => new Clip { File = file, Name = file, Label = "x" })];
}
