using Ser.Augmentation;
using Ser.Core;
using Ser.Training;

namespace Ser.Tests.Training;

public sealed class AugmentationChoiceTests
{
    [Fact]
    public void Light_is_the_default() => Assert.Equal(new Recipe().ToText(), AugmentationChoice.Apply(new Recipe(), "light").ToText());

    [Fact]
    public void None_switches_everything_off()
    {
        var recipe = AugmentationChoice.Apply(new Recipe { Seed = 5 }, "none");
        Assert.Equal(SpectralAugmentation.None, recipe.Augmentation);
        Assert.Empty(recipe.OtherSpeeds);
        Assert.Equal(0, recipe.MixupChance);
        Assert.Null(recipe.Waveforms);
        Assert.Equal(5, recipe.Seed);
    }

    [Fact]
    public void Strong_varies_the_sound_and_the_features()
    {
        var recipe = AugmentationChoice.Apply(new Recipe(), "strong");
        Assert.Equal(new Recipe().Augmentation, recipe.Augmentation);
        Assert.Equal(AugmentationChoice.StrongChain, recipe.Waveforms!.Chain);
        Assert.Contains("\"chain\": \"speed(rate=0.9..1.1,p=0.5)", recipe.ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_chain_says_everything_and_what_it_does_not_name_is_off()
    {
        var recipe = AugmentationChoice.Apply(new Recipe(), "noise(snr=5..40) specaugment(bands=1,width=4,frames=3,length=20) vtlp(scale=0.1) mixup(alpha=0.4,p=0.3)");
        Assert.Equal("noise(snr=5..40)", recipe.Waveforms!.Chain);
        Assert.Equal(
            SpectralAugmentation.None with { BandMasks = 1, BandMaskWidth = 4, FrameMasks = 3, FrameMaskWidth = 20, WarpScale = 0.1, WarpShift = 3 },
            recipe.Augmentation);
        Assert.Equal((0.3, 0.4), (recipe.MixupChance, recipe.MixupAlpha));
        Assert.Empty(recipe.OtherSpeeds);
    }

    [Fact]
    public void Features_alone_leave_the_sound() => Assert.Null(AugmentationChoice.Apply(new Recipe(), "specaugment").Waveforms);

    [Theory]
    [InlineData("storng", "chain, character 1: there is no transform 'storng'")]
    [InlineData("noise(snr=5", "chain, character 12")]
    public void Anything_else_is_refused_with_its_place(string text, string message) =>
        Assert.StartsWith(message, Assert.Throws<UserError>(() => AugmentationChoice.Apply(new Recipe(), text)).Message, StringComparison.Ordinal);
}
