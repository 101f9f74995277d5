using Ser.Core;
using Ser.Training;
using Ser.Training.Data;
using Ser.Training.Fitting;
using Ser.Training.Network;

namespace Ser.Tests.Training.Data;

public sealed class BalancedClipsTests
{
    private static readonly string[] Labels = ["angry", "happy", "calm"];

    private static readonly Recipe Recipe = new()
    {
        Epochs = 1,
        BatchSize = 4,
        WindowFrames = 24,
        Network = new NetworkPlan
        {
            Name = "small",
            Branches =
            [
                new("mel", [NetworkInputKind.Mel], [new(4, (5, 5), (2, 2), (1, 1))], 8),
                new("curves", [NetworkInputKind.Mfcc, NetworkInputKind.Rms, NetworkInputKind.Zcr], [new(4, (1, 5), (1, 2), (1, 1))], 0),
            ],
            AttentionUnits = 4,
            Dropout = 0.3,
        },
    };

    public static TheoryData<Balance> All() => [.. Enum.GetValues<Balance>()];

    public static TheoryData<Balance> Making() => [Balance.Random, Balance.Smote, Balance.Adasyn, Balance.SmoteTomek];

    [Theory]
    [MemberData(nameof(Making))]
    public void Every_class_gets_as_many_clips_and_the_recorded_ones_come_first(Balance balance)
    {
        var clips = Uneven();
        var balanced = Make(balance, clips);
        var recorded = balanced.TakeWhile(clip => clip.Parents is null).ToArray();
        Assert.All(balanced.Skip(recorded.Length), clip => Assert.NotNull(clip.Parents));
        Assert.Equal(clips.Where(recorded.Contains), recorded);
        Assert.Equal(balanced.Count, balanced.Select(clip => clip.Name).Distinct().Count());
        Assert.True(balanced.Count(clip => clip.Label == 2) > 6);
        Assert.True(balance == Balance.SmoteTomek || balanced.Count(clip => clip.Label == 2) == 12);
    }

    [Fact]
    public void A_made_clip_lies_between_its_parents_at_every_speed()
    {
        var clips = Uneven();
        var balanced = Make(Balance.Smote, clips);
        var made = balanced.Where(clip => clip.Parents is not null).ToArray();
        Assert.NotEmpty(made);
        foreach (var clip in made)
        {
            var first = clips.Single(other => other.Name == clip.Parents!.First);
            var second = clips.Single(other => other.Name == clip.Parents!.Second);
            Assert.Equal(first.Label, clip.Label);
            Assert.Equal(second.Label, clip.Label);
            Assert.Equal(first.Copies.Count, clip.Copies.Count);
            var nearer = clip.Parents!.Step <= 0.5 ? first : second;
            Assert.Equal(Math.Min(Recipe.WindowFrames, nearer.Recording.Frames), clip.Recording.Frames);
            Check(clip.Recording, first.Recording, second.Recording, clip.Parents.Step);
            Check(clip.Copies[0], first.Copies[0], second.Copies[0], clip.Parents.Step);
        }
    }

    /// <summary>The speech of a made clip is never longer than a window, and its parents are clips of the training part alone.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public void Made_clips_come_from_the_training_part_and_never_serve_for_validation(Balance balance)
    {
        var train = Uneven();
        var validation = Sounds.Clips(6, 3, samples: 5000, seed: 7, recipe: Recipe);
        var sizes = new SizeObserver();
        var trained = new Trainer(Recipe with { Balance = balance }, Labels, 2, sizes).Train(train, validation, TestContext.Current.CancellationToken);
        Assert.Equal(1, trained.Epochs);

        var balanced = Make(balance, train);
        Assert.Equal(validation.Count, sizes.Size!.ValidationClips);
        Assert.Equal(balanced.Count, sizes.Size.TrainClips);
        var names = train.Select(clip => clip.Name).ToHashSet();
        Assert.All(balanced.Where(clip => clip.Parents is not null), clip => Assert.True(names.Contains(clip.Parents!.First) && names.Contains(clip.Parents.Second)));

        // what measures refuses them
        if (balanced.FirstOrDefault(clip => clip.Parents is not null) is { } made)
        {
            var error = Assert.Throws<ArgumentException>(() => new ValidationSet([.. validation, made], Labels, 1));
            Assert.Equal("clips", error.ParamName);
        }

        // and the statistics of the input are those of the recorded clips
        Assert.Equal(Normalisation.Fit(Recipe.Features, Recipe.Network, train.Select(clip => clip.Recording)).RowMean, trained.Normalisation.RowMean);
    }

    [Fact]
    public void The_number_of_threads_changes_no_clip()
    {
        var clips = Uneven();
        var alone = Make(Balance.Adasyn, clips, threads: 1);
        var together = Make(Balance.Adasyn, clips, threads: 3);
        Assert.Equal(alone.Select(clip => clip.Name), together.Select(clip => clip.Name));
        Assert.Equal(alone.SelectMany(clip => Sounds.ValuesOf(clip.Recording)), together.SelectMany(clip => Sounds.ValuesOf(clip.Recording)));
    }

    [Fact]
    public void What_was_done_is_told()
    {
        var observer = new QuietObserver();
        Make(Balance.Smote, Uneven(), observer: observer);
        Assert.Equal("smote: 15 training clips made, 0 left out; now angry 12, happy 12, calm 12", observer.Remarks[0]);
        Assert.Contains("calm: has 3 rows and not the 6 that 5 neighbours want; every new row lies towards one of 2", observer.Remarks);
    }

    [Fact]
    public void With_the_sampler_every_batch_has_as_many_clips_of_each_class()
    {
        var clips = Uneven();
        var recipe = Recipe with { Balance = Balance.Sampler, BatchSize = 6, LabelSmoothing = 0, MixupChance = 0 };
        foreach (var batch in new BatchSource(recipe, clips, 3).Batches(4 * recipe.UpdatesPerEpoch(clips.Count), TestContext.Current.CancellationToken))
        {
            Assert.Equal([2f, 2f, 2f], Enumerable.Range(0, 3).Select(label => batch.Targets.Chunk(3).Sum(target => target[label])));
        }
    }

    [Fact]
    public void In_turns_no_clip_of_a_class_comes_again_before_all_have_been_there()
    {
        int[] labels = [.. Uneven().Select(clip => clip.Label)];
        int[] order = new int[36], other = new int[36];
        var turns = new ClassTurns(1, labels);
        turns.Fill(order, 1);
        turns.Fill(other, 2);
        Assert.NotEqual(order, other);
        foreach (int label in (int[])[0, 1, 2])
        {
            int[] ofClass = [.. order.Where(clip => labels[clip] == label)];
            Assert.Equal(12, ofClass.Length);
            int members = labels.Count(value => value == label);
            Assert.All(ofClass.Chunk(members).Where(chunk => chunk.Length == members), chunk => Assert.Equal(members, chunk.Distinct().Count()));
        }
    }

    [Fact]
    public void Names_and_values_belong_together()
    {
        Assert.Equal(Enum.GetValues<Balance>().Length, Balances.Names.Count);
        Assert.All(Enum.GetValues<Balance>(), balance =>
        {
            Assert.Equal(balance, Balances.Find(Balances.Names[(int)balance]));
            Assert.Contains($"\"balance\": \"{Balances.Names[(int)balance]}\"", new Recipe { Balance = balance }.ToText(), StringComparison.Ordinal);
        });
        Assert.Null(Balances.Find("most"));
    }

    [Fact]
    public void A_way_that_leaves_one_class_alone_is_refused()
    {
        // all clips are equal, so the first ones are everybody's neighbours, and those are of the small class
        var clip = Sounds.Clips(1, 1, samples: 5000, recipe: Recipe)[0];
        TrainingClip[] clips = [.. Enumerable.Range(0, 14).Select(i => clip with { Name = $"{i}", Label = i < 4 ? 1 : 0 })];
        Assert.Throws<UserError>(() => Make(Balance.Enn, clips));
    }

    private static IReadOnlyList<TrainingClip> Make(Balance balance, IReadOnlyList<TrainingClip> clips, int threads = 2, QuietObserver? observer = null)
    {
        var recipe = Recipe with { Balance = balance };
        var normalisation = Normalisation.Fit(recipe.Features, recipe.Network, clips.Select(clip => clip.Recording));
        return new BalancedClips(recipe, Labels, threads, observer ?? new QuietObserver()).Make(clips, normalisation, TestContext.Current.CancellationToken);
    }

    /// <summary>12 angry, 6 happy, 3 calm; each heard at another speed as well.</summary>
    private static IReadOnlyList<TrainingClip> Uneven()
    {
        var clips = Sounds.Clips(36, 3, samples: 5000, recipe: Recipe);
        int[] wanted = [12, 6, 3];
        return [.. clips.GroupBy(clip => clip.Label).SelectMany(group => group.Take(wanted[group.Key])).Select(clip => clip with { Copies = [clip.Recording] })];
    }

    private static void Check(ClipRows mixture, ClipRows first, ClipRows second, double step)
    {
        for (int t = 0; t < mixture.Frames; t++)
        {
            ReadOnlySpan<float> one = Centred(first, t, mixture.Frames), other = Centred(second, t, mixture.Frames);
            for (int row = 0; row < mixture.Rows; row++)
            {
                Assert.Equal(one[row] + (step * (other[row] - one[row])), Sounds.Frame(mixture, t)[row], 1e-3);
            }
        }
    }

    private static ReadOnlySpan<float> Centred(ClipRows clip, int t, int width) => Sounds.Frame(clip, Math.Clamp(((clip.Frames - width) / 2) + t, 0, clip.Frames - 1));

    private sealed class SizeObserver : ITrainingObserver
    {
        public TrainingSize? Size { get; private set; }

        public void OnWork(WorkProgress progress)
        {
        }

        public void OnRemark(string remark)
        {
        }

        public void OnStart(TrainingSize size) => Size = size;

        public void OnUpdate(UpdateReport report)
        {
        }

        public void OnEpoch(EpochReport report)
        {
        }
    }
}
