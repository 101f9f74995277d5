using BenchmarkDotNet.Attributes;
using Ser.Audio;
using Ser.Audio.Wav;

namespace Ser.Benchmarks.Audio;

/// <summary>Bytes of a WAV file in memory → mono samples: 16 bit at 48 kHz, as RAVDESS has it.</summary>
[MemoryDiagnoser]
public class WavDecoding
{
    private const int Rate = 48_000;

    private byte[] file = [];

    [Params(Voice.ClipSeconds, Voice.LongSeconds)]
    public double Seconds { get; set; }

    [Params(1, 2)]
    public int Channels { get; set; }

    [GlobalSetup]
    public void WriteFile()
    {
        float[] mono = Voice.Samples(Seconds, Rate);
        float[] frames = [.. mono.SelectMany(sample => Enumerable.Repeat(sample, Channels))];
        var stream = new MemoryStream();
        WavWriter.Write(stream, frames, Channels, Rate, WavEncoding.Pcm16);
        file = stream.ToArray();
    }

    [Benchmark]
    public Waveform Read() => AudioFile.Read(new MemoryStream(file), "memory");
}
