using Ser.Core;
using Ser.Features;

namespace Ser.Tests.Features.Pitch;

public sealed class PitchOptionsTests
{
    [Theory]
    [InlineData(8000, 512)]
    [InlineData(16000, 1024)]
    [InlineData(22050, 2048)]
    [InlineData(48000, 4096)]
    public void A_frame_that_is_not_given_holds_four_of_the_longest_periods(int rate, int frameLength)
    {
        var options = new PitchOptions().AtRate(rate);
        Assert.Equal(frameLength, options.FrameLength);
        Assert.Equal(Math.Round(rate / 100.0, MidpointRounding.AwayFromZero), options.HopLength);
    }

    [Fact]
    public void Values_out_of_range_are_refused_in_words_for_the_user()
    {
        Assert.Contains("lowest frequency is 0", Assert.Throws<UserError>(() => new PitchOptions { LowHz = 0 }).Message);
        Assert.Contains("highest frequency is NaN", Assert.Throws<UserError>(() => new PitchOptions { HighHz = double.NaN }).Message);
        Assert.Contains("threshold is 1.5", Assert.Throws<UserError>(() => new PitchOptions { Threshold = 1.5 }).Message);
        Assert.Contains("voicing threshold is -1", Assert.Throws<UserError>(() => new PitchOptions { VoicingThreshold = -1 }).Message);
        Assert.Contains("frame of 1023", Assert.Throws<UserError>(() => new PitchOptions { FrameLength = 1023 }).Message);
        Assert.Contains("-1 samples", Assert.Throws<UserError>(() => new PitchOptions { HopLength = -1 }).Message);
    }

    [Fact]
    public void Values_that_do_not_fit_each_other_or_the_rate_are_refused()
    {
        Assert.Contains("500 to 400", Assert.Throws<UserError>(() => new Yin(16000, new PitchOptions { LowHz = 500, HighHz = 400 })).Message);
        Assert.Contains("at 900 Hz", Assert.Throws<UserError>(() => new Yin(900)).Message);
        Assert.Contains("give 496 to", Assert.Throws<UserError>(() => new Yin(16000, new PitchOptions { FrameLength = 494 })).Message);
        Assert.Contains("at 16000 Hz", Assert.Throws<UserError>(() => new Yin(16000, new PitchOptions { LowHz = 1 })).Message);
        Assert.Throws<ArgumentOutOfRangeException>("rate", () => new Yin(0));
    }

    [Fact]
    public void The_shortest_frame_and_the_widest_range_work()
    {
        Assert.Equal(11, new Yin(16000, new PitchOptions { FrameLength = 496 }).Track(new float[1600]).Frames);
        Assert.Equal(11, new Yin(16000, new PitchOptions { LowHz = 2, HighHz = 8000 }).Track(new float[1600]).Frames);
        Assert.Equal(11, new VoiceQuality(16000, new PitchOptions { LowHz = 2, HighHz = 8000 }).Columns(new float[1600]).Frames);
    }
}
