using System.Runtime.CompilerServices;
using BenchmarkDotNet.Attributes;
using Ser.Corpora;
using Ser.Inference;
using Ser.Training;

namespace Ser.Benchmarks.Inference;

/// <summary>Samples at the model's rate → probabilities, on one thread; the model is a default network after one epoch of the demo corpus.</summary>
[MemoryDiagnoser]
public class ClipPrediction
{
    private static readonly Lazy<EmotionModel> Model = new(Train);

    private float[] samples = [];

    /// <summary>A word, a sentence, a long recording.</summary>
    [Params(1, 3, 30)]
    public int Seconds { get; set; }

    [GlobalSetup]
    public void MakeSound() => samples = Voice.Samples(Seconds, Model.Value.Card.SampleRate);

    [Benchmark]
    public Prediction Predict() => Model.Value.Predict(samples, Model.Value.Card.SampleRate);

    private static EmotionModel Train()
    {
        var recipe = new Recipe { Epochs = 1 };
        var corpus = CorpusFolder.Open(Path.Combine(Path.GetDirectoryName(SourceFile())!, "../../../data/demo"));
        var split = Splits.Make(corpus, recipe.Seed, recipe.ValidationShare, recipe.TestShare);
        var trained = new TrainingRun(recipe, Environment.ProcessorCount, new QuietObserver()).Run(corpus, split, CancellationToken.None);
        return EmotionModel.Load(trained.Model, "benchmark.onnx");
    }

    private static string SourceFile([CallerFilePath] string file = "") => file;
}
