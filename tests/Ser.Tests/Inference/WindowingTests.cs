using Ser.Core;
using Ser.Inference;

namespace Ser.Tests.Inference;

public sealed class WindowingTests
{
    [Theory]
    [InlineData(0.05, 0.05, 0, "the window is 0.05 s")]
    [InlineData(31, 1, 0, "the window is 31 s")]
    [InlineData(double.NaN, 1, 0, "the window is NaN s")]
    [InlineData(3, 3.1, 0, "the hop is 3.1 s")]
    [InlineData(3, 0, 0, "the hop is 0 s")]
    [InlineData(3, double.NaN, 0, "the hop is NaN s")]
    [InlineData(3, 1, -1, "the smoothing is -1 s")]
    [InlineData(3, 1, double.PositiveInfinity, "the smoothing is ")]
    public void What_makes_no_sense_is_named(double window, double hop, double smooth, string wanted) =>
        Assert.StartsWith(wanted, Assert.Throws<UserError>(() => new Windowing(window, hop, smooth)).Message, StringComparison.Ordinal);
}
