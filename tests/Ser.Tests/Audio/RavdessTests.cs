using Ser.Audio;
using Ser.Audio.Libsndfile;

namespace Ser.Tests.Audio;

/// <summary>The corpus that nearly everybody starts with, as it is distributed.</summary>
public sealed class RavdessTests
{
    [Fact]
    public void Original_files_are_read_past_their_filler_and_the_stereo_ones_are_mixed()
    {
        string folder = TestData.Require("datasets", "ravdess-48k");
        string[] files = Directory.GetFiles(folder, "*.wav", SearchOption.AllDirectories);
        int stereo = 0;
        foreach (string file in files)
        {
            var options = new AudioReadOptions { Strict = true };
            DecodedAudio channels = AudioFile.ReadChannels(file, options);
            Waveform sound = AudioFile.Read(file, options);
            stereo += channels.Channels == 2 ? 1 : 0;
            Assert.Equal(48000, sound.Rate);
            Assert.InRange(sound.Seconds, 2.5, 6);   // the sentences take three to five seconds with the silence around them
            Assert.True(channels.SamplesAt > 44, file);
            Assert.InRange(sound.Samples.Max(), 0.001f, 1);
        }

        Assert.Equal(5, stereo);
        Assert.True(files.Length > 24);
    }

    [Fact]
    public void FLAC_copies_at_16_kHz_are_the_originals_converted()
    {
        Assert.SkipUnless(LibsndfileDecoder.Available, "libsndfile is not installed");
        string originals = TestData.Require("datasets", "ravdess-48k");
        string copies = TestData.Require("datasets", "ravdess");
        foreach (string file in Directory.GetFiles(originals, "*.wav", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Take(6))
        {
            string copy = Path.Combine(copies, Path.GetFileName(Path.GetDirectoryName(file)!), Path.GetFileNameWithoutExtension(file) + ".flac");
            float[] theirs = AudioFile.Read(copy).Samples;
            float[] ours = AudioFile.Read(file).AtRate(16000).Samples;
            Assert.InRange(ours.Length, theirs.Length - 1, theirs.Length + 1);

            // The copies were rounded to 16 bits and filtered with another transition band: the difference is theirs, and small.
            double difference = 0, power = 0;
            for (int i = 0; i < Math.Min(ours.Length, theirs.Length); i++)
            {
                difference += Math.Pow(ours[i] - theirs[i], 2);
                power += Math.Pow(theirs[i], 2);
            }

            Assert.True(difference < power * 1e-3, $"{file}: {10 * Math.Log10(difference / power):0.0} dB");
        }
    }
}
