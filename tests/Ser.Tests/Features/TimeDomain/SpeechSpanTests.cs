using Ser.Features;

namespace Ser.Tests.Features.TimeDomain;

public sealed class SpeechSpanTests
{
    [Fact]
    public void Speech_between_silences_is_found_and_widened()
    {
        // Silence of −97 dB (−100 and the 1e-10 on top) pulls the border frames down to (−97 − 20 − 20) / 3 = −46 dB, below −20 − 25.
        Assert.Equal((20, 30), SpeechSpan.Find(Levels(50, -100, (20, 30, -20)), marginFrames: 0, dropDb: 30));
        Assert.Equal((21, 29), SpeechSpan.Find(Levels(50, -100, (20, 30, -20)), marginFrames: 0));
        Assert.Equal((15, 35), SpeechSpan.Find(Levels(50, -100, (20, 30, -20))));
    }

    [Fact]
    public void The_margin_ends_with_the_clip()
    {
        Assert.Equal((0, 20), SpeechSpan.Find(Levels(20, -100, (2, 18, -20))));
        Assert.Equal((0, 20), SpeechSpan.Find(Levels(20, -100, (2, 18, -20)), marginFrames: int.MaxValue));
    }

    [Fact]
    public void A_pause_within_stays()
    {
        Assert.Equal((11, 49), SpeechSpan.Find(Levels(60, -100, (10, 20, -20), (40, 50, -30)), marginFrames: 0));
    }

    [Theory]
    [InlineData(-44.9, 40)]
    [InlineData(-45.1, 31)]
    public void A_frame_25_dB_below_the_loudest_is_the_border(double tailDb, int end)
    {
        // Within the tail, frames 30 to 40, the mean is the level; its first frame is lifted by the loud one before it, its last
        // one sunk by the silence after it.
        float[] rms = Levels(60, -100, (20, 30, -20), (30, 41, tailDb));
        var (_, found) = SpeechSpan.Find(rms, marginFrames: 0);
        Assert.Equal(end, found);
    }

    [Fact]
    public void Edge_frames_are_averaged_over_the_neighbours_that_exist()
    {
        // At the first frame two values exist: (−20 − 20) / 2 is active; were the missing one a 0 dB or a −100, the start would move.
        Assert.Equal((0, 9), SpeechSpan.Find(Levels(20, -100, (0, 10, -20)), marginFrames: 0));
        Assert.Equal((11, 20), SpeechSpan.Find(Levels(20, -100, (10, 20, -20)), marginFrames: 0));
    }

    [Fact]
    public void Silence_is_kept_whole()
    {
        Assert.Equal((0, 7), SpeechSpan.Find(new float[7]));
        Assert.Equal((0, 1), SpeechSpan.Find(new float[1]));
        Assert.Equal((0, 0), SpeechSpan.Find([]));
    }

    [Fact]
    public void Arguments_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("dropDb", () => SpeechSpan.Find([1], dropDb: -1));
        Assert.Throws<ArgumentOutOfRangeException>("dropDb", () => SpeechSpan.Find([1], dropDb: double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("marginFrames", () => SpeechSpan.Find([1], marginFrames: -1));
    }

    private static float[] Levels(int frames, double restDb, params (int From, int To, double Db)[] parts)
    {
        float[] rms = new float[frames];
        Array.Fill(rms, (float)Math.Pow(10, restDb / 20));
        foreach (var (from, to, db) in parts)
        {
            Array.Fill(rms, (float)Math.Pow(10, db / 20), from, to - from);
        }

        return rms;
    }
}
