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
        Assert.Equal(new IntervalFigures(new Interval(0, 1), new Interval(0, 1), 0.95, "speaker", 2000, new Interval(0, 1)), intervals);
    }

    [Fact]
    public void The_draws_of_a_seed_are_the_same_in_every_version()
    {
        var (truth, predicted, speakers) = Draw(seed: 1);
        var bySpeaker = SpeakerBootstrap.Intervals(truth, predicted, speakers, seed: 7);
        Assert.Equal(new Interval(0.48092736663922286, 0.6023100835243954), bySpeaker.Uar);
        Assert.Equal(new Interval(0.48055147058823533, 0.6030680083275503), bySpeaker.Accuracy);
        var byClip = SpeakerBootstrap.Intervals(truth, predicted, null, seed: 7);
        Assert.Equal(new Interval(0.4830237374073484, 0.5990382759038798), byClip.Uar);
        Assert.Equal(new Interval(0.4866666666666667, 0.6), byClip.Accuracy);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_draw_is_measured_as_if_its_clips_were_a_test_of_their_own(bool bySpeaker)
    {
        string[] labels = ["a", "b", "c", "d"];
        var (truth, predicted, speakers) = Draw(seed: 5, clips: 40);   // so few that some draws lack a class
        const int Draws = 200;
        var figures = SpeakerBootstrap.Add(
            ClassificationFigures.Measure(labels, truth, predicted), truth, predicted, bySpeaker ? speakers : null, seed: 3, Draws);

        // The same draws, clip by clip: speakers by name; clips by class, the wrong ones first, then by prediction.
        int[] order = [.. Enumerable.Range(0, truth.Length)
            .OrderBy(clip => truth[clip]).ThenBy(clip => truth[clip] == predicted[clip]).ThenBy(clip => predicted[clip])];
        int[][] units = bySpeaker
            ? [.. order.GroupBy(clip => speakers[clip]).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => group.ToArray())]
            : [.. order.Select(clip => new[] { clip })];
        ClassificationFigures[] drawn = [.. Enumerable.Range(0, Draws).Select(draw =>
        {
            var random = new KeyedRandom(3, "", "bootstrap", draw);
            int[] clips = [.. units.SelectMany(_ => units[random.Below(units.Length)])];
            return ClassificationFigures.Measure(labels, Take(truth, clips), Take(predicted, clips));
        })];

        Same(drawn.Select(one => one.Uar), figures.Intervals!.Uar);
        Same(drawn.Select(one => one.Accuracy), figures.Intervals.Accuracy);
        Same(drawn.Select(one => one.Macro.F1), figures.Intervals.MacroF1!.Value);
        for (int i = 0; i < labels.Length; i++)
        {
            Same(drawn.Where(one => one.Classes[i].Support > 0).Select(one => one.Classes[i].Recall), figures.Classes[i].RecallInterval!.Value);
            Same(
                drawn.Where(one => one.Classes[i].Support > 0 || one.Confusion.Any(row => row[i] > 0)).Select(one => one.Classes[i].F1),
                figures.Classes[i].F1Interval!.Value);
        }
    }

    [Fact]
    public void A_class_that_the_truth_lacks_has_no_interval_of_recall_and_one_that_nobody_used_none_at_all()
    {
        int[] truth = [0, 0, 1, 1], predicted = [0, 2, 1, 1];
        var figures = SpeakerBootstrap.Add(
            ClassificationFigures.Measure(["a", "b", "only predicted", "unused"], truth, predicted), truth, predicted, null, seed: 1, draws: 50);
        Assert.NotNull(figures.Classes[0].RecallInterval);
        Assert.Equal((null, new Interval(0, 0)), (figures.Classes[2].RecallInterval, figures.Classes[2].F1Interval));
        Assert.Equal((null, null), (figures.Classes[3].RecallInterval, figures.Classes[3].F1Interval));
        Assert.Equal(SpeakerBootstrap.Intervals(truth, predicted, null, seed: 1, draws: 50), figures.Intervals);
    }

    [Fact]
    public void Where_speakers_are_drawn_the_order_of_the_labels_moves_rows_and_changes_no_interval()
    {
        int[] place = [2, 0, 3, 1];
        var (truth, predicted, speakers) = Draw(seed: 2);
        var before = Measured(["a", "b", "c", "d"], truth, predicted);
        var after = Measured(["b", "d", "a", "c"], Array.ConvertAll(truth, i => place[i]), Array.ConvertAll(predicted, i => place[i]));
        Assert.Equal(before.Intervals!.Uar.Low, after.Intervals!.Uar.Low, 1e-14);
        Assert.Equal(before.Intervals.MacroF1!.Value.High, after.Intervals.MacroF1!.Value.High, 1e-14);
        Assert.Equal(before.Intervals.Accuracy, after.Intervals.Accuracy);
        Assert.Equal(before.Classes.OrderBy(row => row.Label), after.Classes.OrderBy(row => row.Label));

        ClassificationFigures Measured(string[] labels, int[] truth, int[] predicted) =>
            SpeakerBootstrap.Add(ClassificationFigures.Measure(labels, truth, predicted), truth, predicted, speakers, seed: 1, draws: 300);
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
        Assert.Throws<ArgumentException>("predicted", () => SpeakerBootstrap.Intervals([0], [-1], null, 1));
        Assert.Throws<ArgumentException>("speakers", () => SpeakerBootstrap.Intervals([0], [0], [], 1));
        var figures = ClassificationFigures.Measure(["a", "b"], [0, 1], [0, 0]);
        Assert.Throws<ArgumentException>("figures", () => SpeakerBootstrap.Add(figures, [0], [0], null, 1));
        Assert.Throws<ArgumentException>("figures", () => SpeakerBootstrap.Add(figures, [0, 2], [0, 0], null, 1));
        Assert.Throws<ArgumentOutOfRangeException>("draws", () => SpeakerBootstrap.Intervals([0], [0], null, 1, draws: 0));
    }

    private static (int[] Truth, int[] Predicted, string[] Speakers) Draw(int seed, int clips = 300)
    {
        var random = new KeyedRandom(seed, "", "clips");
        int[] truth = [.. Enumerable.Range(0, clips).Select(_ => random.Below(4))];
        int[] predicted = [.. truth.Select(index => random.Chance(0.5) ? index : random.Below(4))];
        string[] speakers = [.. truth.Select(_ => $"speaker {random.Below(12)}")];
        return (truth, predicted, speakers);
    }

    /// <summary>The middle 95 % of sorted values, between neighbours in proportion.</summary>
    private static void Same(IEnumerable<double> values, Interval actual)
    {
        double[] sorted = [.. values.Order()];
        Assert.Equal(At(0.025), actual.Low, 1e-14);
        Assert.Equal(At(0.975), actual.High, 1e-14);

        double At(double share)
        {
            double place = share * (sorted.Length - 1);
            double next = sorted[Math.Min((int)place + 1, sorted.Length - 1)];
            return sorted[(int)place] + ((place - Math.Floor(place)) * (next - sorted[(int)place]));
        }
    }

    private static T[] Take<T>(T[] items, int[] order) => [.. order.Select(i => items[i])];
}
