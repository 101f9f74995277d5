using Ser.Features;

namespace Ser.Tests.Features.Mel;

public sealed class MelScaleTests
{
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1000, 15, 999.9855371396)]
    [InlineData(6400, 42, 2610.9860010890)]
    [InlineData(440, 6.6, 549.6386753811)]
    public void Known_frequencies_have_their_mels(double hz, double slaney, double htk)
    {
        Assert.Equal(slaney, MelScale.FromHz(hz, MelScaleKind.Slaney), 1e-9);
        Assert.Equal(htk, MelScale.FromHz(hz, MelScaleKind.Htk), 1e-9);
    }

    [Theory]
    [InlineData(MelScaleKind.Slaney)]
    [InlineData(MelScaleKind.Htk)]
    public void To_hertz_undoes_from_hertz(MelScaleKind scale)
    {
        for (double hz = 0; hz <= 24000; hz += 12.5)
        {
            Assert.Equal(hz, MelScale.ToHz(MelScale.FromHz(hz, scale), scale), 1e-9);
        }
    }

    [Fact]
    public void Frequencies_start_and_end_where_they_shall_and_rise()
    {
        double[] hz = MelScale.Frequencies(40, 50, 8000, MelScaleKind.Htk);
        Assert.Equal(40, hz.Length);
        Assert.Equal(50, hz[0], 1e-9);
        Assert.Equal(8000, hz[^1], 1e-9);
        Assert.Equal(hz.Order(), hz);
        Assert.Throws<ArgumentOutOfRangeException>("count", () => MelScale.Frequencies(1, 0, 1, MelScaleKind.Htk));
    }
}
