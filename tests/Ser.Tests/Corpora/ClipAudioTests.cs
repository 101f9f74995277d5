using Ser.Audio;
using Ser.Audio.Editing;
using Ser.Core;
using Ser.Corpora;
using Ser.Tests.Audio.Wav;

namespace Ser.Tests.Corpora;

public sealed class ClipAudioTests : IDisposable
{
    private readonly string file = Path.Combine(Directory.CreateTempSubdirectory("ser-test-").FullName, "a.wav");

    public ClipAudioTests() => File.WriteAllBytes(file, new WavBuilder().Format(rate: 100).Data(WavBuilder.Bytes([.. Enumerable.Range(0, 1000).Select(i => (short)(i * 16))])).Build());

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);

    [Theory]
    [InlineData(null, null, 0, 1000)]
    [InlineData(2.5, null, 250, 750)]
    [InlineData(null, 1.0, 0, 100)]
    [InlineData(2.5, 4.0, 250, 150)]
    [InlineData(9.0, 20.0, 900, 100)]
    public void The_stretch_is_cut_out_of_the_file(double? start, double? end, int first, int length)
    {
        var sound = ClipAudio.Read(Clip(start, end));
        Assert.Equal((100, length), (sound.Rate, sound.Samples.Length));
        Assert.Equal(AudioFile.Read(file).Samples[first..(first + length)], sound.Samples);
        Assert.Equal(sound.Samples, ClipAudio.Read(new Recording(file, "a.wav", null, null) { Start = start, End = end }).Samples);
    }

    [Fact]
    public void An_edit_is_done_to_the_stretch()
    {
        var options = new AudioReadOptions { Edit = new AudioEdit { Start = 1, Duration = 0.5 } };
        Assert.Equal(AudioFile.Read(file).Samples[350..400], ClipAudio.Read(Clip(2.5, 5), options).Samples);
    }

    [Fact]
    public void A_stretch_beyond_the_end_is_refused() =>
        Assert.Equal($"{file}: nothing is left of it: start is 11 s, and it has 10 s; give an earlier start", Assert.Throws<UserError>(() => ClipAudio.Read(Clip(11, 12))).Message);

    private Clip Clip(double? start, double? end) => new() { File = file, Name = "a.wav", Label = "sad", Start = start, End = end };
}
