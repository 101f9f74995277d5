using System.Text;
using Ser.Audio.Ffmpeg;

namespace Ser.Tests.Audio.Ffmpeg;

public sealed class MediaKindTests
{
    [Theory]
    [InlineData("00000018667479704D344120", "mov")]
    [InlineData("1A45DFA3000000004282847765626D", "matroska")]
    [InlineData("3026B2758E66CF11A6D900AA", "asf")]
    [InlineData("5249464600000000415649204C495354", "avi")]
    [InlineData("FFF15080000000000000", "aac")]
    [InlineData("FFFB9064000000000000", "mp3")]
    public void Heads_are_known(string head, string demuxer)
    {
        Assert.Equal(demuxer, MediaKind.Of(Convert.FromHexString(head))!.Demuxer);
    }

    [Theory]
    [InlineData("#EXTM3U\n#EXT-X-VERSION:3\n")]
    [InlineData("ffconcat version 1.0\nfile 'a.wav'\n")]
    [InlineData("this is free text")]
    [InlineData("RIFF----RMID")]
    [InlineData("fLaC")]
    [InlineData("")]
    public void Play_lists_text_and_stumps_are_not_given_to_ffmpeg(string head)
    {
        Assert.Null(MediaKind.Of(Encoding.ASCII.GetBytes(head)));
    }

    [Fact]
    public void The_program_is_looked_for_in_full_paths_only()
    {
        Assert.Null(FfmpegProgram.Find(null));
        Assert.Null(FfmpegProgram.Find("." + Path.PathSeparator + "bin"));
        Assert.Null(FfmpegProgram.Find(Path.Combine(Path.GetTempPath(), "no-such-folder")));
    }
}
