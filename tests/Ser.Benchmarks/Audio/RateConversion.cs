using BenchmarkDotNet.Attributes;
using Ser.Audio.Rates;

namespace Ser.Benchmarks.Audio;

/// <summary>The conversions of a training run: a recording to the model's rate, with a simple ratio and without, and a clip to another speed.</summary>
[MemoryDiagnoser]
public class RateConversion
{
    private readonly RateConverter toModelRate = RateConverter.For(48_000, 16_000);
    private readonly RateConverter fromCompactDisc = RateConverter.For(44_100, 16_000);
    private readonly RateConverter toSpeed = RateConverter.For(900, 1000);   // more samples of the same sound: 0.9 times as fast
    private float[] recording = [], disc = [], clip = [];

    [Params(Voice.ClipSeconds, Voice.LongSeconds)]
    public double Seconds { get; set; }

    [GlobalSetup]
    public void MakeSounds()
    {
        recording = Voice.Samples(Seconds, 48_000);
        disc = Voice.Samples(Seconds, 44_100);
        clip = Voice.Samples(Seconds, 16_000);
    }

    [Benchmark]
    public float[] From48To16Kilohertz() => toModelRate.Convert(recording);

    [Benchmark]
    public float[] From44To16Kilohertz() => fromCompactDisc.Convert(disc);

    [Benchmark]
    public float[] ToSpeed09At16Kilohertz() => toSpeed.Convert(clip);
}
