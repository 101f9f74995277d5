using Ser.Core;
using Ser.Evaluation;

namespace Ser.Tests.Evaluation;

public sealed class PairedBootstrapTests
{
    [Fact]
    public void Equal_models_differ_by_nothing()
    {
        var (truth, a, _, speakers) = Draw(seed: 1);
        Assert.Equal(new PairedDifference(0, new Interval(0, 0), 1, "speaker", 500), PairedBootstrap.Difference(truth, a, a, speakers, 1, 500));
    }

    [Fact]
    public void The_difference_is_that_of_the_two_figures_and_turns_round_with_the_models()
    {
        string[] labels = ["a", "b", "c"];
        for (int seed = 0; seed < 10; seed++)
        {
            var (truth, a, b, speakers) = Draw(seed);
            var there = PairedBootstrap.Difference(truth, a, b, speakers, seed, 400);
            var back = PairedBootstrap.Difference(truth, b, a, speakers, seed, 400);
            double expected = ClassificationFigures.Measure(labels, truth, a).Uar - ClassificationFigures.Measure(labels, truth, b).Uar;
            Assert.Equal(expected, there.Difference, 1e-14);
            Assert.Equal(-there.Difference, back.Difference);
            Assert.Equal(there.P, back.P);
            Assert.Equal(-there.Interval.Low, back.Interval.High, 1e-14);
            Assert.True(there.Interval.Low <= there.Difference && there.Difference <= there.Interval.High, $"seed {seed}");
        }
    }

    [Fact]
    public void A_model_that_is_better_with_every_speaker_has_the_smallest_p()
    {
        int[] truth = [.. Enumerable.Range(0, 240).Select(clip => clip % 2)];
        string[] speakers = [.. truth.Select((_, clip) => $"speaker {clip / 20}")];
        int[] good = [.. truth.Select((index, clip) => clip % 20 < 16 ? index : 1 - index)];
        int[] poor = [.. truth.Select((index, clip) => clip % 20 < 10 ? index : 1 - index)];
        var result = PairedBootstrap.Difference(truth, good, poor, speakers, seed: 1);
        Assert.Equal(0.3, result.Difference, 1e-12);
        Assert.Equal((0.3, 0.3), (Math.Round(result.Interval.Low, 12), Math.Round(result.Interval.High, 12)));   // all speakers are alike
        Assert.Equal(2.0 / 2001, result.P, 1e-15);
    }

    [Fact]
    public void A_gain_with_one_speaker_alone_convinces_clips_but_not_speakers()
    {
        int[] truth = new int[300];
        string[] speakers = [.. truth.Select((_, clip) => $"speaker {clip / 50}")];
        int[] a = [.. truth.Select((_, clip) => clip < 50 ? 0 : 1)];   // the first of six, and nobody else
        int[] b = [.. truth.Select(_ => 1)];
        Assert.InRange(PairedBootstrap.Difference(truth, a, b, null, seed: 1).P, 0, 0.001);

        // Half of the share (5/6)⁶ of draws in which the first speaker is missing: p = 2 · 0.335.
        Assert.Equal(2 * Math.Pow(5.0 / 6, 6), PairedBootstrap.Difference(truth, a, b, speakers, seed: 1, draws: 4000).P, 0.04);
    }

    [Fact]
    public void Where_nothing_differs_a_p_below_a_tenth_is_as_rare_as_a_tenth()
    {
        int small = 0;
        const int Trials = 200;
        for (int trial = 0; trial < Trials; trial++)
        {
            var random = new KeyedRandom(trial, "", "trial");
            int[] truth = [.. Enumerable.Range(0, 400).Select(clip => clip % 2)];
            int[] a = [.. truth.Select(index => random.Chance(0.7) ? index : 1 - index)];
            int[] b = [.. truth.Select(index => random.Chance(0.7) ? index : 1 - index)];
            string[] speakers = [.. truth.Select((_, clip) => $"{clip / 10}")];
            small += PairedBootstrap.Difference(truth, a, b, speakers, trial, draws: 300).P <= 0.1 ? 1 : 0;
        }

        Assert.InRange(small / (double)Trials, 0.03, 0.19);   // 0.1 ± three standard errors of 0.021, and a bootstrap is a little bold
    }

    [Fact]
    public void The_same_seed_gives_the_same_in_any_order_of_clips_and_on_any_thread()
    {
        var (truth, a, b, speakers) = Draw(seed: 1);
        var expected = PairedBootstrap.Difference(truth, a, b, speakers, seed: 7, draws: 300);
        var byClip = PairedBootstrap.Difference(truth, a, b, null, seed: 7, draws: 300);
        Assert.Equal(("speaker", "clip"), (expected.Unit, byClip.Unit));
        Parallel.For(0, 4, seed =>
        {
            int[] order = [.. Enumerable.Range(0, truth.Length)];
            new KeyedRandom(seed, "", "order").Shuffle<int>(order);
            Assert.Equal(expected, PairedBootstrap.Difference(Take(truth, order), Take(a, order), Take(b, order), Take(speakers, order), 7, 300));
            Assert.Equal(byClip, PairedBootstrap.Difference(Take(truth, order), Take(a, order), Take(b, order), null, 7, 300));
        });
    }

    [Fact]
    public void A_single_clip_is_drawn_again_and_again()
    {
        Assert.Equal(new Interval(1, 1), PairedBootstrap.Difference([5], [5], [0], null, 1, 20).Interval);
    }

    [Fact]
    public void Inputs_that_do_not_fit_are_refused_by_name()
    {
        Assert.Throws<ArgumentException>("truth", () => PairedBootstrap.Difference([], [], [], null, 1));
        Assert.Throws<ArgumentException>("truth", () => PairedBootstrap.Difference([-1], [0], [0], null, 1));
        Assert.Throws<ArgumentException>("a", () => PairedBootstrap.Difference([0], [], [0], null, 1));
        Assert.Throws<ArgumentException>("b", () => PairedBootstrap.Difference([0], [0], [], null, 1));
        Assert.Throws<ArgumentException>("speakers", () => PairedBootstrap.Difference([0], [0], [0], [], 1));
        Assert.Throws<ArgumentOutOfRangeException>("draws", () => PairedBootstrap.Difference([0], [0], [0], null, 1, draws: 0));
    }

    private static (int[] Truth, int[] A, int[] B, string[] Speakers) Draw(int seed)
    {
        var random = new KeyedRandom(seed, "", "clips");
        int[] truth = [.. Enumerable.Range(0, 200).Select(_ => random.Below(3))];
        int[] a = [.. truth.Select(index => random.Chance(0.5) ? index : random.Below(3))];
        int[] b = [.. truth.Select(index => random.Chance(0.4) ? index : random.Below(3))];
        string[] speakers = [.. truth.Select(_ => $"speaker {random.Below(9)}")];
        return (truth, a, b, speakers);
    }

    private static T[] Take<T>(T[] items, int[] order) => [.. order.Select(i => items[i])];
}
