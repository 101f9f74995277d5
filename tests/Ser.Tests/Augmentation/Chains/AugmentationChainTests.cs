using Ser.Audio;
using Ser.Augmentation.Chains;
using Ser.Tests.Features;

namespace Ser.Tests.Augmentation.Chains;

public sealed class AugmentationChainTests
{
    private static readonly AugmentationChain Chain = AugmentationChain.Parse("noise(snr=5..40,p=0.5) gain(db=-6..6) shift mulaw(bits=4..8)");

    [Fact]
    public void Draws_depend_on_seed_clip_and_copy_and_on_nothing_else()
    {
        Assert.Equal(Chain.Draw(1, "a.wav", 1).ToString(), Chain.Draw(1, "a.wav", 1).ToString());
        string[] others = [Chain.Draw(2, "a.wav", 1).ToString(), Chain.Draw(1, "b.wav", 1).ToString(), Chain.Draw(1, "a.wav", 2).ToString()];
        Assert.Equal(4, others.Append(Chain.Draw(1, "a.wav", 1).ToString()).Distinct().Count());
    }

    [Fact]
    public void A_step_that_is_fixed_leaves_the_draws_of_the_others_as_they_were()
    {
        var fixedGain = AugmentationChain.Parse("noise(snr=5..40,p=0.5) gain(db=3) shift mulaw(bits=4..8)");
        for (int copy = 1; copy < 20; copy++)
        {
            var free = Chain.Draw(1, "a.wav", copy).Steps.Where(step => step.Name != "gain").Select(step => step.ToString());
            var bound = fixedGain.Draw(1, "a.wav", copy).Steps.Where(step => step.Name != "gain").Select(step => step.ToString());
            Assert.Equal(free, bound);
        }
    }

    [Fact]
    public void What_was_drawn_reads_back_and_gives_the_same_samples()
    {
        var sound = new Waveform(Signals.Voice(4000, 16_000), 16_000);
        var everything = AugmentationChain.Parse(
            "noise(colour=pink) noise(amplitude=0.001..0.1) stretch pitch speed gain shift(fill=wrap) telephone lowpass highpass equaliser reverb clip mulaw timemask");
        for (int copy = 0; copy < 4; copy++)
        {
            var drawn = everything.Draw(7, "a.wav", copy);
            Assert.Equal(15, drawn.Steps.Count);
            var again = DrawnChain.Parse(drawn.ToString());
            Assert.Equal(drawn.ToString(), again.ToString());
            Assert.Equal(drawn.Apply(sound).Samples, again.Apply(sound).Samples);
        }
    }

    [Fact]
    public void Ranges_are_drawn_evenly_and_chances_are_kept()
    {
        const int Draws = 4000;
        var steps = Enumerable.Range(0, Draws).Select(copy => Chain.Draw(1, "a.wav", copy).Steps).ToArray();
        double[] snr = [.. steps.SelectMany(drawn => drawn).Where(step => step.Name == "noise").Select(step => step.Values.Number("snr"))];
        double[] bits = [.. steps.SelectMany(drawn => drawn).Where(step => step.Name == "mulaw").Select(step => step.Values.Number("bits"))];

        Assert.InRange(snr.Length, (Draws / 2) - 160, (Draws / 2) + 160);   // five standard deviations
        Assert.All(snr, value => Assert.InRange(value, 5, 40));
        Assert.InRange(snr.Average(), 22.5 - 1.2, 22.5 + 1.2);
        Assert.Equal([4, 5, 6, 7, 8], bits.Distinct().Order());
        Assert.All(bits.CountBy(value => value), pair => Assert.InRange(pair.Value, (Draws / 5) - 130, (Draws / 5) + 130));
    }

    [Fact]
    public void Effects_of_the_channel_are_left_to_chance_each_for_itself()
    {
        const int Draws = 4000;
        var channel = AugmentationChain.Parse("equaliser(db=12,p=0.8) telephone(p=0.25) noise(snr=10..35,p=0.5)");
        var names = Enumerable.Range(0, Draws).Select(copy => string.Join(' ', channel.Draw(1, "a.wav", copy).Steps.Select(step => step.Name))).CountBy(name => name).ToDictionary();

        // Every subset has the product of the chances of its members and of the absence of the others; within five standard deviations.
        foreach (var (subset, share) in new[]
        {
            ("", 0.2 * 0.75 * 0.5), ("equaliser", 0.8 * 0.75 * 0.5), ("telephone", 0.2 * 0.25 * 0.5), ("noise", 0.2 * 0.75 * 0.5),
            ("equaliser telephone", 0.8 * 0.25 * 0.5), ("equaliser noise", 0.8 * 0.75 * 0.5), ("telephone noise", 0.2 * 0.25 * 0.5), ("equaliser telephone noise", 0.8 * 0.25 * 0.5),
        })
        {
            Assert.InRange(names[subset], (Draws * share) - (5 * Math.Sqrt(Draws * share * (1 - share))), (Draws * share) + (5 * Math.Sqrt(Draws * share * (1 - share))));
        }
    }

    [Fact]
    public void A_chance_of_nothing_leaves_the_sound_as_it_is()
    {
        float[] samples = Signals.Voice(1000, 16_000);
        var drawn = AugmentationChain.Parse("gain(db=6,p=0)").Draw(1, "a.wav", 1);
        Assert.Empty(drawn.Steps);
        Assert.Equal("", drawn.ToString());
        float[] copy = DrawnChain.Parse("").Apply(new Waveform(samples, 16_000)).Samples;
        Assert.Equal(samples, copy);
        Assert.NotSame(samples, copy);
    }

    [Fact]
    public void Transforms_are_applied_in_the_order_of_the_text()
    {
        var sound = new Waveform([0.5f, -0.25f], 16_000);
        Assert.Equal([0.25f, -0.25f], DrawnChain.Parse("clip(db=6.020599913279624) gain(db=0)").Apply(sound).Samples, Close);
        Assert.Equal([1f, -1f], DrawnChain.Parse("clip(db=6.020599913279624) gain(db=12.041199826559248)").Apply(sound).Samples, Close);
        Assert.Equal([1f, -1f], DrawnChain.Parse("gain(db=12.041199826559248) clip(db=6.020599913279624)").Apply(sound).Samples, Close);
    }

    private static bool Close(float a, float b) => Math.Abs(a - b) < 1e-6;
}
