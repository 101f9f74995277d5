using System.Diagnostics;
using Ser.Audio;
using Ser.Audio.Ffmpeg;
using Ser.Audio.Wav;

namespace Ser.Tests.Corpora.Prints;

/// <summary>Copies of a recording as they get into corpora: renamed, in other formats, at other levels and rates, cut.</summary>
internal static class PlantedCopies
{
    /// <summary>Name of each way to copy, and whether the samples stay equal.</summary>
    public static TheoryData<string, bool> Ways => new()
    {
        { "renamed", true }, { "flac", true }, { "stereo", true }, { "24 bits", true },
        { "gain -6", false }, { "gain -20", false }, { "gain +3", false }, { "upside down", false },
        { "8 kHz", false }, { "48 kHz", false }, { "44.1 kHz", false },
        { "start -50 ms", false }, { "start -52 ms", false }, { "end -50 ms", false }, { "half a second of silence before", false },
        { "noise 20 dB below", false }, { "mp3", false }, { "opus", false }, { "vorbis", false }, { "cut, soft and mp3", false },
    };

    /// <summary>Makes a copy.</summary>
    /// <param name="file">The recording, mono.</param>
    /// <param name="way">One of <see cref="Ways"/>; where ffmpeg is needed and absent, the test is skipped.</param>
    /// <param name="stem">Path of the copy without extension.</param>
    /// <returns>Its path.</returns>
    public static string Make(string file, string way, string stem)
    {
        var sound = AudioFile.Read(file);
        float[] x = sound.Samples;
        int rate = sound.Rate;
        switch (way)
        {
            case "renamed":
                File.Copy(file, $"{stem}.wav");
                return $"{stem}.wav";
            case "flac":
                return Encode(file, $"{stem}.flac");
            case "mp3":
                return Encode(file, $"{stem}.mp3", "-b:a", "64k");
            case "opus":
                return Encode(file, $"{stem}.opus", "-b:a", "24k");
            case "vorbis":
                return Encode(file, $"{stem}.ogg", "-c:a", "libvorbis", "-q:a", "2");
            case "cut, soft and mp3":
                return Encode(file, $"{stem}.mp3", "-ss", "0.05", "-af", "volume=-10dB", "-b:a", "32k");
            case "stereo":
                return Write([.. x.SelectMany(sample => new[] { sample, sample })], rate, channels: 2);
            case "24 bits":
                return Write(x, rate, encoding: WavEncoding.Pcm24);
            case "upside down":
                return Write([.. x.Select(sample => -sample)], rate);
            case "8 kHz" or "48 kHz" or "44.1 kHz":
                var other = sound.AtRate((int)(1000 * double.Parse(way[..^4])));
                return Write(other.Samples, other.Rate);
            case "start -50 ms" or "start -52 ms":
                return Write(x[(rate * int.Parse(way[7..9]) / 1000)..], rate);
            case "end -50 ms":
                return Write(x[..^(rate / 20)], rate);
            case "half a second of silence before":
                return Write([.. new float[rate / 2], .. x], rate);
            case "noise 20 dB below":
                var random = new Random(1);
                double power = x.Average(sample => (double)sample * sample) / 100;
                return Write([.. x.Select(sample => sample + (float)(Math.Sqrt(12 * power) * (random.NextDouble() - 0.5)))], rate);
            default:
                double gain = Math.Pow(10, double.Parse(way[5..]) / 20);
                return Write([.. x.Select(sample => (float)(sample * gain))], rate);
        }

        string Write(float[] samples, int at, int channels = 1, WavEncoding encoding = WavEncoding.Pcm16)
        {
            WavWriter.Write($"{stem}.wav", samples, channels, at, encoding);
            return $"{stem}.wav";
        }
    }

    private static string Encode(string file, string copy, params string[] options)
    {
        Assert.SkipUnless(FfmpegDecoder.Available, "ffmpeg is not installed");
        using var process = Process.Start(FfmpegProgram.Path!, ["-nostdin", "-v", "error", "-y", "-i", file, .. options, copy]);
        process.WaitForExit();
        Assert.SkipUnless(process.ExitCode == 0, "this ffmpeg was built without that encoder");
        return copy;
    }
}
