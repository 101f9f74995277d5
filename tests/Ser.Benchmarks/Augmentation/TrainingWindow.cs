using BenchmarkDotNet.Attributes;
using Ser.Augmentation;
using Ser.Core;
using Ser.Features;

namespace Ser.Benchmarks.Augmentation;

/// <summary>One training window out of one clip: warp, noise and masks, drawn anew every time.</summary>
[MemoryDiagnoser]
public class TrainingWindow
{
    private const int Frames = 160;   // of a window: 2.56 s

    private readonly SpectralAugmentation options = new();
    private readonly float[] valid = new float[Frames], keptFrames = new float[Frames];
    private float[] clip = [], window = [], keptBands = [];
    private int bands, rows, epoch;

    /// <summary>Shorter and longer than the window.</summary>
    [Params(1.5, Voice.ClipSeconds)]
    public double Seconds { get; set; }

    [GlobalSetup]
    public void MakeClip()
    {
        var plan = FeaturePlan.Emotion;
        var features = new FeatureExtractor(plan)
            .Extract(Voice.Samples(Seconds, plan.SampleRate), FeatureKinds.LogMel | FeatureKinds.Zcr | FeatureKinds.Rms);
        bands = plan.MelBands;
        rows = features.Columns.Count;
        clip = [.. Enumerable.Range(0, features.Frames).SelectMany(t => Enumerable.Range(0, rows).Select(row => features.Column(row)[t]))];
        window = new float[rows * Frames];
        keptBands = new float[bands];
    }

    [Benchmark]
    public float[] Augment()
    {
        var random = new KeyedRandom(1, "clip", "augmentation", epoch++);
        SpectrogramWarp.Draw(options, clip.Length / rows, Frames, random).Apply(clip, rows, bands, 0, window, valid);
        SpectrogramNoise.Draw(options, random).Apply(window.AsSpan(0, bands * Frames), bands);
        SpecAugmentMasks.Draw(options, keptBands, keptFrames, random);
        return window;
    }
}
