using Ser.Reporting;

namespace Ser.Tests.Reporting;

public sealed class ShareBarTests
{
    [Theory]
    [InlineData(0, "    ")]
    [InlineData(1, "████")]
    [InlineData(0.5, "██  ")]
    [InlineData(1 / 32.0, "▏   ")]
    [InlineData(0.375, "█▌  ")]
    [InlineData(-1, "    ")]
    [InlineData(7, "████")]
    public void A_share_is_drawn_to_an_eighth_of_a_character(double share, string bar) => Assert.Equal(bar, ShareBar.Of(share, 4));

    [Theory]
    [InlineData(0.5, "##  ")]
    [InlineData(0.1, "    ")]
    [InlineData(1, "####")]
    public void A_plain_terminal_gets_whole_characters(double share, string bar) => Assert.Equal(bar, ShareBar.Of(share, 4, isPlain: true));
}
