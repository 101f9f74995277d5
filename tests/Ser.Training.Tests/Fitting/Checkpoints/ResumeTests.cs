using Ser.Core;
using Ser.Training;
using Ser.Training.Data;
using Ser.Training.Fitting;
using Ser.Training.Fitting.Checkpoints;

namespace Ser.Tests.Training.Fitting.Checkpoints;

/// <summary>A run that goes on from its file gives what the run left alone gives, bit by bit.</summary>
public sealed class ResumeTests : IDisposable
{
    private static readonly Recipe Recipe = SmallRuns.Recipe with { Members = 2, Epochs = 0, Updates = 7 };   // 2 updates an epoch, and the last one breaks off

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ser resume ");

    public void Dispose() => folder.Delete(recursive: true);

    public static TheoryData<Balance, Selection, bool> Ways => new()
    {
        { Balance.Weights, Selection.Last, false },
        { Balance.Weights, Selection.Best, true },
        { Balance.Sampler, Selection.Last, true },
        { Balance.Smote, Selection.Last, false },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public void From_every_epoch_the_run_goes_on_to_the_same_end(Balance balance, Selection selection, bool validated)
    {
        var recipe = Recipe with { Balance = balance, Selection = selection };
        var clips = Sounds.Clips(19, 4, samples: 6000);
        var identity = Identity(recipe);
        var whole = Train(recipe, clips, validated, null, (number, state) => At(number).Save(identity, state), out var history);
        Assert.Equal(8, history.Count);
        for (int number = 1; number <= 8; number++)
        {
            var from = At(number).Load(identity);
            Assert.Equal(number, from.History.Count);
            var resumed = Train(recipe, clips, validated, from, null, out var rest);
            Assert.Equal(8 - number, rest.Count);
            Assert.Equal(history.Skip(number).Select(Timeless), rest.Select(Timeless));
            Assert.Equal(whole.Calibration, resumed.Calibration);
            foreach (var (one, other) in whole.Members.Zip(resumed.Members))
            {
                Assert.Equal(one.Kept with { Seconds = 0, ClipsPerSecond = 0 }, other.Kept with { Seconds = 0, ClipsPerSecond = 0 });
                foreach (var ((name, shape, values), (otherName, otherShape, otherValues)) in one.Weights.All.Zip(other.Weights.All))
                {
                    Assert.Equal((name, shape.Length), (otherName, otherShape.Length));
                    Assert.True(values.AsSpan().SequenceEqual(otherValues), $"from epoch {number}: {name} differs");
                }
            }
        }
    }

    [Fact]
    public void Without_the_memory_of_the_optimiser_the_end_is_another_one()
    {
        // That the test above can fail: what is compared does depend on what is written down.
        var clips = Sounds.Clips(19, 4, samples: 6000);
        EnsembleState? second = null;
        var whole = Train(Recipe, clips, false, null, (number, state) => second = number == 2 ? state : second, out _);
        var moments = second!.Loop.Optimizer;
        var forgetful = second with { Loop = second.Loop with { Optimizer = moments with { First = [.. moments.First.Select(values => new float[values.Length])] } } };
        Assert.NotEqual(whole.Members[0].Weights["classes.weight"], Train(Recipe, clips, false, forgetful, null, out _).Members[0].Weights["classes.weight"]);
        var deaf = second with { Loop = second.Loop with { Averaged = 0 } };
        Assert.NotEqual(whole.Members[0].Weights["classes.weight"], Train(Recipe, clips, false, deaf, null, out _).Members[0].Weights["classes.weight"]);
        var reseeded = second with { Loop = second.Loop with { Generators = [second.Loop.Generators[0], .. second.Loop.Generators.Skip(1).Reverse()] } };
        Assert.NotEqual(whole.Members[0].Weights["classes.weight"], Train(Recipe, clips, false, reseeded, null, out _).Members[0].Weights["classes.weight"]);
    }

    [Fact]
    public void A_file_that_lacks_a_byte_or_has_another_one_is_refused_in_a_line()
    {
        var identity = Identity(Recipe);
        Train(Recipe, Sounds.Clips(19, 4, samples: 6000), false, null, (number, state) => At(number).Save(identity, state), out _);
        string file = At(3).StateFile;
        byte[] bytes = File.ReadAllBytes(file);
        var random = new KeyedRandom(1, "", "damage");
        for (int i = 0; i < 200; i++)
        {
            byte[] other = [.. bytes];
            other[random.Below(other.Length)] ^= (byte)(1 + random.Below(255));
            Refused(other);
        }

        foreach (int length in (int[])[0, 1, 7, 8, 31, 32, 33, 40, 4000, bytes.Length / 2, bytes.Length - 1])
        {
            Refused(bytes[..length]);
        }

        Refused([.. bytes, 0]);

        void Refused(byte[] content)
        {
            File.WriteAllBytes(file, content);
            string message = Assert.Throws<UserError>(() => At(3).Load(identity)).Message;
            Assert.StartsWith($"{file}: the checkpoint is damaged", message, StringComparison.Ordinal);
            Assert.DoesNotContain("\n", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_file_that_was_written_without_one_of_its_parts_is_refused()
    {
        var identity = Identity(Recipe);
        Train(Recipe, Sounds.Clips(19, 4, samples: 6000), false, null, (number, state) => At(number).Save(identity, state), out _);
        string file = At(8).StateFile;
        var (text, blocks) = StateFile.Read(file);
        foreach (string part in (string[])["network/", "average/", "kept/", "optimizer/first/0", "optimizer/second/0", "generator/0", "generator/2", "member/0/"])
        {
            StateFile.Write(file, text, [.. blocks.Values.Where(block => !block.Name.StartsWith(part, StringComparison.Ordinal))]);
            Assert.StartsWith($"{file}: the checkpoint is damaged", Assert.Throws<UserError>(() => At(8).Load(identity)).Message, StringComparison.Ordinal);
        }

        StateFile.Write(file, text.Replace("\"Averaged\":", "\"Other\":", StringComparison.Ordinal), [.. blocks.Values]);
        Assert.StartsWith($"{file}: the checkpoint is damaged", Assert.Throws<UserError>(() => At(8).Load(identity)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_of_another_run_is_refused_and_told_why()
    {
        var identity = Identity(Recipe);
        Train(Recipe, Sounds.Clips(19, 4, samples: 6000), false, null, (number, state) => At(number).Save(identity, state), out _);
        Refused(identity with { Version = "9.9.9" }, ", and this is ser 9.9.9;");
        Refused(Identity(Recipe with { LearningRate = 0.1 }), "by another recipe;");
        Refused(identity with { Labels = ["angry", "sad"] }, "with the labels angry happy sad calm, not angry sad;");
        Refused(identity with { CorpusHash = "x" }, "on a corpus with other clips, labels or speakers;");
        Refused(identity with { SplitHash = "x" }, "with another split;");
        Refused(identity with { Sounds = [identity.Sounds[0], identity.Sounds[1] with { Hash = 9 }] }, "before b.wav changed");
        Refused(identity with { Sounds = [identity.Sounds[0]] }, "on 2 readable clips, and now there are 1;");
        Assert.NotNull(At(1).Load(identity));

        void Refused(RunIdentity other, string why) =>
            Assert.Contains(why, Assert.Throws<UserError>(() => At(1).Load(other)).Message, StringComparison.Ordinal);
    }

    private static RunIdentity Identity(Recipe recipe) =>
        new("1.2.3", recipe.ToJson().GetRawText(), SmallRuns.Labels, "corpus", "split", [new ReadSound("a.wav", 1), new ReadSound("b.wav", ulong.MaxValue)]);

    private static EpochReport Timeless(EpochReport report) => report with { Seconds = 0, ClipsPerSecond = 0 };

    private static TrainedEnsemble Train(
        Recipe recipe, IReadOnlyList<TrainingClip> clips, bool validated, EnsembleState? from, Action<int, EnsembleState>? save, out IReadOnlyList<EpochReport> history)
    {
        TorchRuntime.Prepare();
        var observer = new QuietObserver();
        history = observer.Epochs;
        return new EnsembleTrainer(recipe, SmallRuns.Labels, 2, observer).Train(
            clips, validated ? clips : [], TestContext.Current.CancellationToken, from, save is null ? null : state => save(state.History.Count, state));
    }

    private CheckpointFolder At(int number) => new(Path.Combine(folder.FullName, $"{number}"));
}
