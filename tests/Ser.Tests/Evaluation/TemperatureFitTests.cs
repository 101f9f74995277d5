using Ser.Core;
using Ser.Evaluation;

namespace Ser.Tests.Evaluation;

public sealed class TemperatureFitTests
{
    [Theory]
    [InlineData(0.3)]
    [InlineData(1.0)]
    [InlineData(3.0)]
    [InlineData(9.0)]
    public void Two_classes_have_a_temperature_that_can_be_computed_by_hand(double temperature)
    {
        // Logits (m, 0) with a share p of right verdicts: σ(m / T) = p is the optimum. Here p = 0.8 and m = T ln 4.
        double margin = temperature * Math.Log(4);
        const int clips = 100_000;
        int[] truth = [.. Enumerable.Range(0, clips).Select(i => i % 5 == 0 ? 1 : 0)];
        double[][] logits = [.. Enumerable.Repeat<double[]>([margin, 0], clips)];

        // The prior moves ln T by less than |ln T| / (clips · curvature); the curvature is p (1 − p) (ln 4)² = 0.31.
        Assert.Equal(temperature, TemperatureFit.Find(truth, logits), temperature * Math.Max(1e-6, 1.1 * Math.Abs(Math.Log(temperature)) / (clips * 0.3)));
    }

    [Theory]
    [InlineData(1, 20, 0.4)]
    [InlineData(2, 60, 1.5)]
    [InlineData(3, 250, 8)]
    [InlineData(4, 3, 1)]
    public void The_temperature_is_that_of_a_search_over_all(long seed, int clips, double scale)
    {
        var (truth, logits) = Draw(seed, clips, scale);
        double found = TemperatureFit.Find(truth, logits), best = double.NaN, least = double.PositiveInfinity;
        for (double t = TemperatureFit.Least; t <= TemperatureFit.Most; t *= 1.0005)
        {
            double cost = truth.Select((own, i) => -Math.Log(Softmax(logits[i], t)[own])).Sum() + (Math.Log(t) * Math.Log(t) / 2);
            (best, least) = cost < least ? (t, cost) : (best, least);
        }

        Assert.Equal(best, found, best * 0.0005);   // one step of the search
    }

    [Fact]
    public void The_loss_is_never_above_that_without_a_temperature()
    {
        for (long seed = 1; seed <= 50; seed++)
        {
            var (truth, logits) = Draw(seed, clips: 1 + (int)(seed % 9), scale: 0.2 * seed);
            double temperature = TemperatureFit.Find(truth, logits);
            Assert.InRange(temperature, TemperatureFit.Least, TemperatureFit.Most);
            Assert.True(TemperatureFit.LogLoss(truth, logits, temperature) <= TemperatureFit.LogLoss(truth, logits, 1) + 1e-12, $"seed {seed}");
        }
    }

    [Fact]
    public void Perfect_predictions_of_a_few_clips_do_not_make_a_model_certain()
    {
        int[] truth = [.. Enumerable.Range(0, 16).Select(i => i % 4)];
        double[][] logits = [.. truth.Select(own => Enumerable.Range(0, 4).Select(i => i == own ? 3.0 : 0).ToArray())];
        Assert.InRange(TemperatureFit.Find(truth, logits), 0.3, 0.9);
    }

    [Fact]
    public void Predictions_that_are_all_wrong_end_within_the_bounds()
    {
        int[] truth = [.. Enumerable.Repeat(1, 1000)];
        double[][] logits = [.. Enumerable.Repeat<double[]>([50, 0], 1000)];
        Assert.Equal(TemperatureFit.Most, TemperatureFit.Find(truth, logits), 0.01);
    }

    [Fact]
    public void Where_nothing_can_be_learned_the_temperature_is_1()
    {
        Assert.Equal(1, TemperatureFit.Find([], []));
        Assert.Equal(1, TemperatureFit.Find([0], [[double.NaN, 0]]));
        Assert.Equal(1, TemperatureFit.Find([0, 1], [[double.PositiveInfinity, 0], [0, 1]]));
        Assert.Equal(1, TemperatureFit.Find([0, 1], [[2, 2], [2, 2]]), 1e-6);   // the same for every label, whatever the temperature
        Assert.Equal(1, TemperatureFit.Find([0, 0], [[7], [7]]), 1e-6);         // one class
    }

    [Fact]
    public void Rows_that_do_not_fit_are_refused() =>
        Assert.Equal("logits", Assert.Throws<ArgumentException>(() => TemperatureFit.Find([0, 1], [[1, 2]])).ParamName);

    [Fact]
    public void Huge_logits_give_finite_losses_and_probabilities()
    {
        double[][] logits = [[1e6, -1e6]];
        Assert.Equal(2e6 / TemperatureFit.Least, TemperatureFit.LogLoss([1], logits, TemperatureFit.Least), 1);
        Assert.Equal([1, 0], TemperatureFit.Probabilities(logits, TemperatureFit.Least)[0]);
    }

    private static (int[] Truth, double[][] Logits) Draw(long seed, int clips, double scale)
    {
        var random = new KeyedRandom(seed, "logits", "test");
        double[][] logits = [.. Enumerable.Range(0, clips).Select(_ => Enumerable.Range(0, 5).Select(_ => scale * random.Gaussian()).ToArray())];
        int[] truth = [.. logits.Select(row => random.Gaussian() > 0.3 ? 0 : Array.IndexOf(row, row.Max()))];
        return (truth, logits);
    }

    private static double[] Softmax(double[] logits, double temperature)
    {
        double sum = logits.Sum(logit => Math.Exp((logit - logits.Max()) / temperature));
        return [.. logits.Select(logit => Math.Exp((logit - logits.Max()) / temperature) / sum)];
    }
}
