using Ser.Core;
using Ser.Training;

namespace Ser.Tests.Training;

public sealed class RecipeTests
{
    [Theory]
    [InlineData(960, 50)]     // 30 updates a pass: 1500 in all
    [InlineData(96, 100)]     // a small corpus is not repeated for ever
    [InlineData(12_000, 15)]  // a large one is heard a few times at least
    [InlineData(5, 100)]
    public void The_corpus_decides_the_number_of_passes(int clips, int epochs)
    {
        Assert.Equal(epochs, new Recipe().EpochsFor(clips));
    }

    [Fact]
    public void A_number_of_passes_that_was_asked_for_is_kept() => Assert.Equal(3, new Recipe { Epochs = 3 }.EpochsFor(96));

    [Fact]
    public void A_value_out_of_range_names_itself_and_the_range()
    {
        var error = Assert.Throws<UserError>(() => new Recipe { TestShare = 1.5 });
        Assert.Contains("test share", error.Message, StringComparison.Ordinal);
        Assert.Contains("0.9", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_text_holds_every_choice()
    {
        string text = new Recipe { Seed = 42 }.ToText();
        Assert.Contains("\"seed\": 42", text, StringComparison.Ordinal);
        Assert.Contains("\"hopLength\": 256", text, StringComparison.Ordinal);
        Assert.Contains("\"noiseChance\": 0.5", text, StringComparison.Ordinal);
        Assert.Contains("\"attentionUnits\": 64", text, StringComparison.Ordinal);
    }
}
