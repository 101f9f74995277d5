using Ser.Training.Fitting;

namespace Ser.Tests.Training.Fitting;

public sealed class MemberMeanTests
{
    [Fact]
    public void The_softmax_of_the_mean_is_the_geometric_mean_of_the_probabilities()
    {
        // Probabilities 0.8 and 0.2, and 0.5 and 0.5, by logits that are shifted, which changes nothing.
        double[][][] logits = [[[Math.Log(0.8) + 3, Math.Log(0.2) + 3]], [[-40, -40]]];
        double[] mean = MemberMean.Of(logits)[0];
        double first = Math.Sqrt(0.8 * 0.5), second = Math.Sqrt(0.2 * 0.5);
        Assert.Equal(first / (first + second), Math.Exp(mean[0]) / (Math.Exp(mean[0]) + Math.Exp(mean[1])), 1e-12);   // some roundings of doubles
    }

    [Fact]
    public void Of_one_member_it_is_its_logits()
    {
        double[][] logits = [[1, -2], [0.5, 3]];
        Assert.Same(logits, MemberMean.Of([logits]));
    }
}
