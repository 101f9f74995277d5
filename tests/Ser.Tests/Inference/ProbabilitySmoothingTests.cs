using Ser.Inference;

namespace Ser.Tests.Inference;

public sealed class ProbabilitySmoothingTests
{
    private static readonly string[] Labels = ["happy", "sad"];

    [Fact]
    public void A_step_is_followed_with_the_time_constant()
    {
        var smoothing = new ProbabilitySmoothing(new Windowing(1, 0.5, smoothSeconds: 2));
        Assert.Equal(1, smoothing.Next(Of(1)).Probabilities[0]);
        for (int window = 1; window <= 20; window++)
        {
            var smoothed = smoothing.Next(Of(0)).Probabilities;
            Assert.Equal(Math.Exp(-0.5 * window / 2), smoothed[0], 1e-6);   // after one time constant 1 / e is left
            Assert.Equal(1, smoothed[0] + smoothed[1], 1e-6);
        }
    }

    [Fact]
    public void Without_a_time_constant_nothing_is_smoothed()
    {
        var smoothing = new ProbabilitySmoothing(new Windowing(1, 0.5));
        Assert.Equal([1f, 0f], smoothing.Next(Of(1)).Probabilities);
        Assert.Equal([0f, 1f], smoothing.Next(Of(0)).Probabilities);
    }

    [Fact]
    public void Silence_is_handed_on_and_leaves_the_mean_where_it_was()
    {
        var smoothing = new ProbabilitySmoothing(new Windowing(1, 1, smoothSeconds: 1));
        smoothing.Next(Of(1));
        for (int i = 0; i < 5; i++)
        {
            Assert.True(smoothing.Next(Prediction.OfSilence(Labels)).Silent);
        }

        Assert.Equal(Math.Exp(-1), smoothing.Next(Of(0)).Probabilities[0], 1e-6);
    }

    private static Prediction Of(float happy) => new(Labels, [happy, 1 - happy]);
}
