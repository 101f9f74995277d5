using Ser.Corpora;

namespace Ser.Tests.Corpora;

public sealed class EmotionsTests
{
    [Fact]
    public void The_order_is_the_one_of_every_table()
    {
        Assert.Equal(["angry", "disgust", "fear", "happy", "neutral", "sad", "surprise", "calm"], Emotions.All);
    }

    [Theory]
    [InlineData("anger", "angry")]
    [InlineData("ANG", "angry")]
    [InlineData("dis", "disgust")]
    [InlineData("fearful", "fear")]
    [InlineData("fea", "fear")]
    [InlineData("Happiness", "happy")]
    [InlineData("joy", "happy")]
    [InlineData("hap", "happy")]
    [InlineData("NEU", "neutral")]
    [InlineData("sadness", "sad")]
    [InlineData("surprised", "surprise")]
    [InlineData("ps", "surprise")]
    [InlineData("pleasant_surprise", "surprise")]
    [InlineData("pleasant_surprised", "surprise")]
    [InlineData(" Pleasant Surprise\t", "surprise")]
    [InlineData("boredom", "boredom")]
    [InlineData(" Boredom ", "boredom")]
    [InlineData("", "")]
    public void Spellings_fold_into_one_label(string label, string expected) => Assert.Equal(expected, Emotions.Fold(label));

    [Fact]
    public void Folding_twice_changes_nothing_more()
    {
        Assert.All(Emotions.All, label => Assert.Equal(label, Emotions.Fold(label)));
    }

    [Fact]
    public void Known_labels_come_first_and_others_follow_alphabetically()
    {
        Assert.Equal(
            ["angry", "sad", "calm", "Zest", "boredom", "äther"],
            Emotions.Order(["calm", "äther", "boredom", "sad", "angry", "boredom", "Zest", "calm"]));
    }

    [Fact]
    public void No_labels_have_no_order() => Assert.Empty(Emotions.Order([]));
}
