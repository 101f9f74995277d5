using Ser.Inference;

namespace Ser.Tests.Inference;

public sealed class PredictionTests
{
    private static readonly string[] Labels = ["angry", "happy", "sad"];

    [Fact]
    public void Among_some_labels_the_probabilities_add_up_to_one_and_keep_their_ratio()
    {
        var among = new Prediction(Labels, [0.2f, 0.7f, 0.1f]).Among(["sad", "angry"]);
        Assert.Equal(["angry", "sad"], among.Labels);
        Assert.Equal(2 / 3.0, among.Probabilities[0], 1e-6);
        Assert.Equal(1 / 3.0, among.Probabilities[1], 1e-6);
        Assert.Equal("angry", among.Label);
        Assert.Equal(among.Probabilities[0], among.Confidence);
    }

    [Fact]
    public void Labels_that_the_model_gives_no_chance_are_equally_probable() =>
        Assert.Equal([0.5f, 0.5f], new Prediction(Labels, [0, 1, 0]).Among(["angry", "sad"]).Probabilities);

    [Fact]
    public void Silence_stays_silence_among_some_labels()
    {
        var among = Prediction.OfSilence(Labels).Among(["happy", "sad"]);
        Assert.True(among.Silent);
        Assert.Equal([0.5f, 0.5f], among.Probabilities);
    }

    [Fact]
    public void A_label_that_the_model_does_not_have_is_refused()
    {
        Assert.Throws<ArgumentException>("labels", () => Prediction.OfSilence(Labels).Among(["happy", "bored"]));
        Assert.Throws<ArgumentException>("labels", () => Prediction.OfSilence(Labels).Among([]));
    }
}
