using Ser.Evaluation;

namespace Ser.Tests.Evaluation;

public sealed class CalibrationErrorTests
{
    [Fact]
    public void Confidence_less_accuracy_is_weighted_by_the_clips_of_a_bin()
    {
        // Three clips at 0.9, two of them right; one at 0.5, wrong: 3/4 · |2/3 − 0.9| + 1/4 · 0.5.
        double[][] rows = [[0.9, 0.1], [0.9, 0.1], [0.9, 0.1], [0.5, 0.5]];
        Assert.Equal((0.75 * (0.9 - (2 / 3.0))) + (0.25 * 0.5), CalibrationError.Expected([0, 0, 1, 1], rows), 1e-12);
    }

    [Fact]
    public void A_bin_holds_its_upper_edge()
    {
        // 0.5 and 0.45 share the bin 0.4 … 0.5 of ten; one right and one wrong cancel but for 0.5 − 0.475.
        Assert.Equal(0.025, CalibrationError.Expected([0, 1], [[0.5, 0.3, 0.2], [0.45, 0.3, 0.25]], bins: 10), 1e-12);
        Assert.Equal(0.225 + 0.25, CalibrationError.Expected([0, 1], [[0.55, 0.25, 0.2], [0.5, 0.3, 0.2]], bins: 10), 1e-12);
    }

    [Fact]
    public void Certain_and_right_is_0_and_certain_and_wrong_is_1()
    {
        Assert.Equal(0, CalibrationError.Expected([0, 1], [[1, 0], [0, 1]]));
        Assert.Equal(1, CalibrationError.Expected([1, 0], [[1, 0], [0, 1]]));
    }

    [Fact]
    public void Nothing_to_measure_is_refused()
    {
        Assert.Throws<ArgumentException>(() => CalibrationError.Expected([], []));
        Assert.Throws<ArgumentException>(() => CalibrationError.Expected([0], []));
    }
}
