using Ser.Audio.Ffmpeg;

namespace Ser.Tests.Audio.Ffmpeg;

public sealed class FfmpegLogTests
{
    [Fact]
    public void The_coding_and_the_first_error_are_kept()
    {
        FfmpegLog log = Read(
            "[info] Input #0, mov,mp4, from 'file:a.m4a':\n[info]   Stream #0:0[0x1](und): Video: h264\n" +
            "[info]   Stream #0:1[0x2](und): Audio: aac (LC) (mp4a / 0x6134706D), 16000 Hz, mono\n" +
            "[aac @ 0x55d74a591880] [error] channel element 3.1 is not allocated\n[error] Error while decoding\n");
        Assert.Equal(("aac", "channel element 3.1 is not allocated"), (log.Codec, log.Fault));
    }

    [Fact]
    public void The_name_of_the_file_is_not_told_twice()
    {
        Assert.Equal("Invalid data found when processing input", Read("[error] file:a.m4a: Invalid data found when processing input").Fault);
    }

    [Fact]
    public void A_title_cannot_pass_for_an_error_or_a_track()
    {
        FfmpegLog log = Read("[info]     title           : [error] pay here : Audio: gold\n    : [fatal] or here\n");
        Assert.Equal((null, null), (log.Codec, log.Fault));
    }

    [Fact]
    public void Control_characters_and_endless_lines_do_not_get_through()
    {
        string fault = Read($"[error] a\u001b[31mb\r{new string('x', 1_000_000)}\n").Fault!;
        Assert.True(fault.Length < 500 && !fault.Any(char.IsControl));
    }

    private static FfmpegLog Read(string text)
    {
        var log = new FfmpegLog();
        log.ReadAll(new StringReader(text), "file:a.m4a");
        return log;
    }
}
