using Ser.Core;
using Ser.Corpora;
using Ser.Training;

namespace Ser.Tests.Training;

public sealed class RecipeTests
{
    [Theory]
    [InlineData(960, 1800, 60)]     // 30 updates a pass
    [InlineData(1120, 1800, 52)]    // 35 a pass, and a last one of 15
    [InlineData(96, 300, 100)]      // a small corpus is not repeated for ever
    [InlineData(12_000, 7500, 20)]  // a large one is heard a few times at least
    [InlineData(5, 100, 100)]
    public void The_corpus_decides_how_long_it_is_trained(int clips, int updates, int epochs)
    {
        Assert.Equal(updates, new Recipe().UpdatesFor(clips));
        Assert.Equal(epochs, new Recipe().EpochsFor(clips));
    }

    [Fact]
    public void A_number_of_updates_that_was_asked_for_is_kept() => Assert.Equal((7, 3), (new Recipe { Updates = 7 }.UpdatesFor(96), new Recipe { Updates = 7 }.EpochsFor(96)));

    [Fact]
    public void Normalisation_by_speaker_wants_to_know_every_speaker()
    {
        Clip[] clips = [.. Enumerable.Range(0, 8).Select(i => new Clip { File = $"{i}.wav", Name = $"{i}.wav", Label = i % 2 == 0 ? "sad" : "calm", Speaker = i == 5 ? null : $"{i / 2}" })];
        Part[] parts = [.. clips.Select((_, i) => i < 4 ? Part.Train : Part.Test)];
        var split = new Split(new Corpus("c", clips), parts, "given", 1);
        new Recipe().RequireSpeakers(split);
        var error = Assert.Throws<UserError>(() => new Recipe { SpeakerNorm = true }.RequireSpeakers(split));
        Assert.StartsWith("--speaker-norm needs to know who speaks, and 1 of 8 clips do not tell, such as 5.wav; ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Epochs_and_updates_together_are_refused() => Assert.Throws<UserError>(() => new Recipe { Epochs = 2, Updates = 7 }.RequireWhole());

    [Fact]
    public void Members_have_seeds_of_their_own_and_the_first_has_that_of_the_recipe()
    {
        var recipe = new Recipe { Seed = 7, Members = 3 };
        Assert.Equal(new Recipe { Seed = 7 }.ToText(), recipe.ForMember(1).ToText());
        Assert.Equal(3, Enumerable.Range(1, 3).Select(member => recipe.ForMember(member).Seed).Distinct().Count());
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
