using BenchmarkDotNet.Attributes;
using Ser.Features;

namespace Ser.Benchmarks.Features;

/// <summary>Samples → features by the plan of the default network.</summary>
[MemoryDiagnoser]
public class FeatureExtraction
{
    private readonly FeatureExtractor extractor = new(FeaturePlan.Emotion);
    private float[] samples = [];

    [Params(Voice.ClipSeconds, Voice.LongSeconds)]
    public double Seconds { get; set; }

    [GlobalSetup]
    public void MakeSound() => samples = Voice.Samples(Seconds, extractor.Plan.SampleRate);

    [Benchmark]
    public FeatureMatrix AllColumns() => extractor.Extract(samples);

    /// <summary>What a training run takes; it computes the MFCC later, from the augmented log-mel.</summary>
    [Benchmark]
    public FeatureMatrix ColumnsOfTraining() => extractor.Extract(samples, FeatureKinds.LogMel | FeatureKinds.Zcr | FeatureKinds.Rms);
}
