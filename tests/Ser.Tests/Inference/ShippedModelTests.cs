using Ser.Audio;
using Ser.Corpora;
using Ser.Inference;

namespace Ser.Tests.Inference;

/// <summary>The model that ships is what its card says.</summary>
public sealed class ShippedModelTests
{
    private static readonly string ModelPath = Path.Combine(TestData.Repository, "models", "ser-base.onnx");

    [Fact]
    public void It_is_small_and_says_what_it_was_trained_on()
    {
        Assert.InRange(new FileInfo(ModelPath).Length, 1_000_000, 6_000_000);
        using var model = EmotionModel.Load(ModelPath);
        Assert.Equal(["angry", "disgust", "fear", "happy", "neutral", "sad", "surprise", "calm"], model.Labels);
        Assert.Equal(("RAVDESS", "CC BY-NC-SA 4.0", 1440), (model.Card.Corpus.Name, model.Card.Corpus.Licence, model.Card.Corpus.TrainClips));
        Assert.Equal((24, 0, 0), (model.Card.Corpus.TrainSpeakers.Count, model.Card.Corpus.ValidationSpeakers.Count, model.Card.Corpus.TestSpeakers.Count));
        Assert.Equal(5, model.Card.Training.Members);
    }

    [Fact]
    public void It_knows_the_clips_that_trained_it_also_at_their_own_rate()
    {
        string folder = TestData.Require("datasets", "ravdess-48k");
        var corpus = CorpusFolder.Open([folder], new CorpusOptions());
        using var model = EmotionModel.Load(ModelPath);
        int right = corpus.Clips.Count(clip => model.Predict(AudioFile.Read(clip.File)).Label == clip.Label);
        Assert.InRange(right, 0.85 * corpus.Clips.Count, corpus.Clips.Count);   // they are no test, but a file whose labels or analysis were mixed up would not pass it
    }
}
