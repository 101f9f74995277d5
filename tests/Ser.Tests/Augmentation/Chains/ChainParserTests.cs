using Ser.Augmentation.Chains;
using Ser.Core;

namespace Ser.Tests.Augmentation.Chains;

public sealed class ChainParserTests
{
    [Theory]
    [InlineData("noise(snr=5..40,p=0.5) stretch(rate=0.8..1.25) pitch(semitones=-4..4)")]
    [InlineData("noise")]
    [InlineData("noise(colour=pink) gain(db=-3)")]
    [InlineData("background(folder=\"my \\\"quiet\\\" rooms, C:\\\\noise\",snr=10) speed(rate=0.9..1.1)")]
    [InlineData("stretch(rate=1.1,engine=vocoder) specaugment(bands=1) vtlp mixup(alpha=0.4,p=1)")]
    [InlineData("equaliser(db=12,p=0.8) telephone(p=0.25) noise(snr=10..35,p=0.5)")]
    public void A_chain_reads_and_writes_the_same_text(string text) => Assert.Equal(text, AugmentationChain.Parse(text).ToString());

    [Fact]
    public void Spaces_may_stand_anywhere_between_the_words()
    {
        Assert.Equal(
            "noise(snr=5..40,p=0.5) gain(db=3)",
            AugmentationChain.Parse("  Noise ( snr = 5..40 , p = .5 )\n gain(db=3)\t").ToString());
    }

    [Fact]
    public void What_is_not_said_has_its_default()
    {
        var step = AugmentationChain.Parse("noise(colour=brown)").Steps[0];
        Assert.Equal(new Setting(5, 40), step.Settings["snr"]);
        Assert.Equal("brown", step.Settings["colour"].Word);
        Assert.False(step.Settings.ContainsKey("amplitude"));
        Assert.Equal(1, step.Chance);
        Assert.Equal(0.5, AugmentationChain.Parse("mixup").Steps[0].Chance);
    }

    [Fact]
    public void A_parameter_that_stands_for_another_takes_its_place()
    {
        var step = AugmentationChain.Parse("noise(amplitude=0.01)").Steps[0];
        Assert.False(step.Settings.ContainsKey("snr"));
        Assert.Equal(Setting.Of(0.01), step.Settings["amplitude"]);
    }

    [Theory]
    [InlineData("", "chain: is empty; give transforms such as noise(snr=5..40) stretch(rate=0.9..1.1)")]
    [InlineData("nosie(snr=5)", "chain, character 1: there is no transform 'nosie'; did you mean noise?")]
    [InlineData("gain xyzzy", "chain, character 6: there is no transform 'xyzzy'; there are noise, background, stretch, ")]
    [InlineData("gain (snr=5)", "chain, character 7: gain has no 'snr'; there are db, p")]
    [InlineData("noise(snf=5)", "chain, character 7: noise has no 'snf'; did you mean snr?")]
    [InlineData("noise(snr)", "chain, character 10: = and a value of snr are expected")]
    [InlineData("noise(snr=loud)", "chain, character 11: snr is 'loud'; give a number, or two as in 5..40 (-20 to 100 dB)")]
    [InlineData("noise(snr=5..x)", "chain, character 14: snr is 'x'; give a number")]
    [InlineData("noise(snr=500)", "chain, character 11: snr is 500; give -20 to 100 dB")]
    [InlineData("noise(snr=NaN)", "chain, character 11: snr is 'NaN'; give a number")]
    [InlineData("noise(snr=40..5)", "chain, character 11: snr is 40..5: the range ends below its beginning; give 5..40")]
    [InlineData("noise(colour=pnik)", "chain, character 14: colour cannot be 'pnik'; ")]
    [InlineData("noise(snr=5", "chain, character 12: the bracket of noise that opens at character 6 is not closed; end it with )")]
    [InlineData("noise(snr=5 db=3)", "chain, character 13: , or ) is expected after 5 , not 'd'")]
    [InlineData("noise(snr=5,snr=6)", "chain, character 13: snr stands twice; say it once")]
    [InlineData("noise(snr=5,amplitude=0.1)", "chain, character 13: amplitude stands for snr; say one of them")]
    [InlineData("noise(amplitude=0.1,snr=5)", "chain, character 21: amplitude stands for snr; say one of them")]
    [InlineData("noise(p=0.2..0.4)", "chain, character 9: p is 0.2..0.4, but takes no range; give one number from 0 to 1")]
    [InlineData("noise(p=1.5)", "chain, character 9: p is 1.5; give 0 to 1")]
    [InlineData("mulaw(bits=4.5)", "chain, character 12: bits is 4.5; give whole numbers from 2 to 16")]
    [InlineData("background", "chain, character 1: background needs folder, a text in quotation marks: background(folder=\"...\")")]
    [InlineData("background(folder=rooms)", "chain, character 19: a text in quotation marks is expected: folder=\"...\"")]
    [InlineData("background(folder=\"rooms)", "chain, character 19: this quotation mark is not closed; end the text with \"")]
    [InlineData("noise)", "chain, character 6: a transform is expected, not ')'; there are noise, ")]
    [InlineData("mixup noise", "chain, character 7: noise acts on sound and must stand before mixup, which acts on features")]
    [InlineData("vtlp vtlp", "chain, character 6: vtlp stands twice; say it once")]
    [InlineData("vtlp(p=0.5)", "chain, character 6: vtlp has no 'p'; there are scale, shift")]
    public void A_fault_is_told_with_its_place_and_what_may_stand_there(string text, string message)
    {
        string told = Assert.Throws<UserError>(() => AugmentationChain.Parse(text)).Message;
        Assert.StartsWith(message, told, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', told);
    }

    [Fact]
    public void Features_are_refused_where_there_is_only_sound()
    {
        var chain = AugmentationChain.Parse("noise mixup");
        Assert.Equal(
            "chain, character 7: mixup acts on features, and a sound file has none; leave it out here and give it to 'ser train --augment'",
            Assert.Throws<UserError>(chain.ForSound).Message);
    }

    [Fact]
    public void Any_text_is_read_or_refused_with_one_line()
    {
        const string Letters = "noise(snr=5..40,p.) pitch\"\\=-\n\0é";
        for (int trial = 0; trial < 5000; trial++)
        {
            var random = new KeyedRandom(trial, "", "chain");
            string text = string.Concat(Enumerable.Range(0, random.Below(24)).Select(_ => Letters[random.Below(Letters.Length)]));
            try
            {
                AugmentationChain.Parse((trial % 2 == 0 ? "noise(" : "") + text);
            }
            catch (UserError error)
            {
                Assert.StartsWith("chain", error.Message, StringComparison.Ordinal);
            }
        }
    }
}
