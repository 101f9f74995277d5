using Ser.Audio;
using Ser.Core;
using Ser.Tests.Audio.Wav;

namespace Ser.Tests.Audio;

public sealed class SampleRoomTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ser-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void One_file_after_the_other_gives_what_each_gives_alone()
    {
        string[] files =
        [
            Save(WavBuilder.Pcm16([.. Enumerable.Range(0, 100_000).Select(i => (short)i)])),
            Save(WavBuilder.Pcm16(1, 2, 3)),
            Save(new WavBuilder().Format(channels: 2).Data(WavBuilder.Bytes(100, 300, -32768, -32768, 1, 0)).Build()),
            Save(new WavBuilder().Format(channels: 3).Data(WavBuilder.Bytes(3, 6, 9)).Build()),
            Save(WavBuilder.Pcm16([.. Enumerable.Range(0, 1000).Select(i => (short)-i)])[..900]),   // cut off
        ];
        var room = new SampleRoom();
        foreach (int? channel in new int?[] { null, 0 })
        {
            var options = new AudioReadOptions { Channel = channel };
            foreach (string file in files)
            {
                var expected = AudioFile.Read(file, options);
                AudioFile.Read(file, room, options);
                Assert.Equal(expected.Samples, room.Samples.ToArray());
                Assert.Equal(expected.Rate, room.Rate);
            }
        }
    }

    [Fact]
    public void Faults_are_said_in_the_same_words()
    {
        string stereo = Save(new WavBuilder().Format(channels: 2).Data(WavBuilder.Bytes(1, 2)).Build());
        string empty = Save(WavBuilder.Pcm16());
        string cut = Save(WavBuilder.Pcm16([.. Enumerable.Range(0, 1000).Select(i => (short)i)])[..900]);
        Same(stereo, new AudioReadOptions { Channel = 2 });
        Same(empty, new AudioReadOptions());
        Same(cut, new AudioReadOptions { Strict = true });
        Same(Path.Combine(folder, "none.wav"), new AudioReadOptions());
    }

    private static void Same(string file, AudioReadOptions options) => Assert.Equal(
        Assert.Throws<UserError>(() => AudioFile.Read(file, options)).Message,
        Assert.Throws<UserError>(() => AudioFile.Read(file, new SampleRoom(), options)).Message);

    private string Save(byte[] bytes)
    {
        string file = Path.Combine(folder, $"{Guid.NewGuid():N}.wav");
        File.WriteAllBytes(file, bytes);
        return file;
    }
}
