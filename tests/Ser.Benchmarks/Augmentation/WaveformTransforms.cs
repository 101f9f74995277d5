using BenchmarkDotNet.Attributes;
using Ser.Augmentation.Waveforms;
using Ser.Core;

namespace Ser.Benchmarks.Augmentation;

/// <summary>A clip at 16 kHz made faster, higher, or put into a room: what training on the fly does for every clip of every epoch.</summary>
[MemoryDiagnoser]
public class WaveformTransforms
{
    private float[] clip = [];
    private int copy;

    [Params(Voice.ClipSeconds, Voice.LongSeconds)]
    public double Seconds { get; set; }

    [GlobalSetup]
    public void MakeClip() => clip = Voice.Samples(Seconds, 16_000);

    [Benchmark(Baseline = true)]
    public float[] Stretch() => TimeStretch.Apply(clip, 16_000, 1.1);

    [Benchmark]
    public float[] StretchByVocoder() => TimeStretch.Apply(clip, 16_000, 1.1, StretchEngine.Vocoder);

    [Benchmark]
    public float[] Shift() => PitchShift.Apply(clip, 16_000, 2);

    /// <summary>Another ratio every time, as augmentation draws them.</summary>
    [Benchmark]
    public float[] ShiftAtRandom() => PitchShift.Apply(clip, 16_000, new KeyedRandom(1, "clip", "pitch", copy++).Uniform(-4, 4));

    [Benchmark]
    public float[] ShiftByVocoder() => PitchShift.Apply(clip, 16_000, 2, StretchEngine.Vocoder);

    [Benchmark]
    public float[] ReverberateHalfASecond() => Reverberation.Apply(clip, 16_000, 0.5, 1, new KeyedRandom(1, "clip", "reverb", copy++));
}
