using Ser.Core;
using Ser.Evaluation;

namespace Ser.Tests.Evaluation;

public sealed class SpeakerBootstrapTests
{
    [Fact]
    public void Of_two_speakers_either_may_fill_a_draw()
    {
        // One always right, one never: a quarter of the draws has only the one, a quarter only the other.
        int[] truth = [0, 1, 0, 1, 0, 1, 0, 1];
        int[] predicted = [0, 1, 0, 1, 1, 0, 1, 0];
        string[] speakers = ["a", "a", "a", "a", "b", "b", "b", "b"];
        var intervals = SpeakerBootstrap.Intervals(truth, predicted, speakers, seed: 1);
        Assert.Equal(new IntervalFigures(new Interval(0, 1), new Interval(0, 1), 0.95, "speaker", 2000), intervals);
    }

    [Fact]
    public void Clips_that_are_alike_within_a_speaker_make_the_interval_wider()
    {
        int[] truth = new int[400];
        string[] speakers = [.. truth.Select((_, clip) => $"speaker {clip / 40}")];
        int[] predicted = [.. truth.Select((_, clip) => clip / 40 % 2)];   // every other speaker is never understood
        var bySpeaker = SpeakerBootstrap.Intervals(truth, predicted, speakers, seed: 1);
        var byClip = SpeakerBootstrap.Intervals(truth, predicted, null, seed: 1);
        Assert.Equal(("speaker", "clip"), (bySpeaker.Unit, byClip.Unit));

        // Ten draws of a coin against four hundred: the widths are as √40 : 1.
        double ratio = (bySpeaker.Accuracy.High - bySpeaker.Accuracy.Low) / (byClip.Accuracy.High - byClip.Accuracy.Low);
        Assert.InRange(ratio, 5, 7.5);   // steps of a tenth against √40 = 6.3
    }

    [Fact]
    public void By_clips_it_is_the_interval_of_a_binomial_share()
    {
        int[] truth = new int[1000];
        int[] predicted = [.. truth.Select((_, clip) => clip < 700 ? 0 : 1)];
        var (low, high) = SpeakerBootstrap.Intervals(truth, predicted, null, seed: 3, draws: 4000).Accuracy;

        // 1.96 √(p q / n) = 0.0284; a quantile of 4000 draws is off by 0.0006 (one standard error).
        Assert.Equal(0.7 - 0.0284, low, 0.003);
        Assert.Equal(0.7 + 0.0284, high, 0.003);
    }

    [Fact]
    public void It_holds_the_figure_that_it_belongs_to()
    {
        for (int seed = 0; seed < 10; seed++)
        {
            var (truth, predicted, speakers) = Draw(seed);
            var figures = ClassificationFigures.Measure(["a", "b", "c", "d"], truth, predicted);
            var intervals = SpeakerBootstrap.Intervals(truth, predicted, speakers, seed, draws: 500);
            Assert.True(intervals.Uar.Low <= figures.Uar && figures.Uar <= intervals.Uar.High, $"seed {seed}");
            Assert.True(intervals.Accuracy.Low <= figures.Accuracy && figures.Accuracy <= intervals.Accuracy.High, $"seed {seed}");
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_interval_in_any_order_of_clips_and_on_any_thread()
    {
        var (truth, predicted, speakers) = Draw(seed: 1);
        var expected = SpeakerBootstrap.Intervals(truth, predicted, speakers, seed: 7);
        Parallel.For(0, 4, seed =>
        {
            int[] order = [.. Enumerable.Range(0, truth.Length)];
            new KeyedRandom(seed, "", "order").Shuffle<int>(order);
            Assert.Equal(expected, SpeakerBootstrap.Intervals(
                Take(truth, order), Take(predicted, order), Take(speakers, order), seed: 7));
            Assert.Equal(
                SpeakerBootstrap.Intervals(truth, predicted, null, seed: 7, draws: 50),
                SpeakerBootstrap.Intervals(Take(truth, order), Take(predicted, order), null, seed: 7, draws: 50));
        });
        Assert.NotEqual(expected, SpeakerBootstrap.Intervals(truth, predicted, speakers, seed: 8));
    }

    [Fact]
    public void Clips_are_drawn_where_speakers_are_unknown_or_only_one()
    {
        int[] truth = [0, 1, 0, 1];
        int[] predicted = [0, 1, 1, 1];
        Assert.Equal("clip", SpeakerBootstrap.Intervals(truth, predicted, null, 1, 10).Unit);
        Assert.Equal("clip", SpeakerBootstrap.Intervals(truth, predicted, ["a", "b", null, "c"], 1, 10).Unit);
        Assert.Equal("clip", SpeakerBootstrap.Intervals(truth, predicted, ["a", "b", "", "c"], 1, 10).Unit);
        Assert.Equal("clip", SpeakerBootstrap.Intervals(truth, predicted, ["a", "a", "a", "a"], 1, 10).Unit);
        Assert.Equal("speaker", SpeakerBootstrap.Intervals(truth, predicted, ["a", "a", "b", "b"], 1, 10).Unit);
    }

    [Fact]
    public void A_single_clip_has_an_interval_of_one_point()
    {
        Assert.Equal(new Interval(1, 1), SpeakerBootstrap.Intervals([5], [5], null, 1).Uar);
        Assert.Equal(new Interval(0, 0), SpeakerBootstrap.Intervals([0], [5], null, 1).Accuracy);
    }

    [Fact]
    public void Inputs_that_do_not_fit_are_refused_by_name()
    {
        Assert.Throws<ArgumentException>("truth", () => SpeakerBootstrap.Intervals([], [], null, 1));
        Assert.Throws<ArgumentException>("truth", () => SpeakerBootstrap.Intervals([-1], [0], null, 1));
        Assert.Throws<ArgumentException>("predicted", () => SpeakerBootstrap.Intervals([0], [], null, 1));
        Assert.Throws<ArgumentException>("speakers", () => SpeakerBootstrap.Intervals([0], [0], [], 1));
        Assert.Throws<ArgumentOutOfRangeException>("draws", () => SpeakerBootstrap.Intervals([0], [0], null, 1, draws: 0));
    }

    private static (int[] Truth, int[] Predicted, string[] Speakers) Draw(int seed)
    {
        var random = new KeyedRandom(seed, "", "clips");
        int[] truth = [.. Enumerable.Range(0, 300).Select(_ => random.Below(4))];
        int[] predicted = [.. truth.Select(index => random.Chance(0.5) ? index : random.Below(4))];
        string[] speakers = [.. truth.Select(_ => $"speaker {random.Below(12)}")];
        return (truth, predicted, speakers);
    }

    private static T[] Take<T>(T[] items, int[] order) => [.. order.Select(i => items[i])];
}
