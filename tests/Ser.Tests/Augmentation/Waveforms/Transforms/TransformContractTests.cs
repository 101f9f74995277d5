using Ser.Audio;
using Ser.Audio.Wav;
using Ser.Augmentation.Chains;
using Ser.Augmentation.Waveforms;
using Ser.Tests.Features;

namespace Ser.Tests.Augmentation.Waveforms.Transforms;

/// <summary>What every transform of sound has to keep to.</summary>
public sealed class TransformContractTests : IDisposable
{
    private const int Rate = 16_000;
    private readonly string noises = Directory.CreateTempSubdirectory("ser noises ").FullName;

    public TransformContractTests() => WavWriter.Write(Path.Combine(noises, "a b.wav"), new Waveform(Signals.Noise(3000), 8000));

    public void Dispose() => Directory.Delete(noises, recursive: true);

    public static TheoryData<string> Names => [.. TransformCatalogue.OnSound.Select(transform => transform.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Silence_stays_silent(string name)
    {
        foreach (int length in new[] { 1, 2, 100, 20_000 })
        {
            Assert.All(Apply(name, new float[length]), sample => Assert.Equal(0, sample));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Short_loud_and_constant_sounds_stay_finite_and_keep_their_length_rule(string name)
    {
        foreach (float[] sound in new[]
        {
            [0.5f], [-1f], [1f, -1f], [1e-30f, -1e-30f, 1e-30f], [.. Enumerable.Repeat(1f, 5000)], [.. Enumerable.Range(0, 5000).Select(i => i % 2 == 0 ? 1f : -1f)],
            [.. Enumerable.Range(0, 5000).Select(i => i % 100 < 50 ? 1f : -1f)], Signals.Voice(8000, Rate),
        })
        {
            for (int copy = 0; copy < 3; copy++)
            {
                var drawn = Chain(name).Draw(5, "clip", copy);
                float[] result = drawn.Apply(new Waveform(sound, Rate)).Samples;
                Signals.AssertFinite(result);
                Assert.Equal(LengthRule(drawn.Steps[0], sound.Length), result.Length);
                Assert.True(PeakLimit.PeakOf(result) < 100, $"{name} made {PeakLimit.PeakOf(result)} of a full-scale sound");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_not_finite_is_refused_with_its_place(string name)
    {
        foreach (float bad in new[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity })
        {
            float[] sound = new float[100];
            sound[41] = bad;
            Assert.Contains("sample 41", Assert.Throws<ArgumentException>(() => Apply(name, sound)).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_input_is_left_as_it_is_and_the_result_is_the_same_every_time_and_on_every_thread(string name)
    {
        float[] sound = Signals.Voice(6000, Rate), before = [.. sound];
        var drawn = Chain(name).Draw(3, "clip", 1);
        float[] first = drawn.Apply(new Waveform(sound, Rate)).Samples;
        Assert.Equal(before, sound);
        Assert.NotSame(sound, first);
        Parallel.For(0, 4, _ => Assert.Equal(first, drawn.Apply(new Waveform(sound, Rate)).Samples));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_defaults_change_the_sound_and_copies_differ(string name)
    {
        float[] sound = Signals.Voice(6000, Rate);
        float[] first = Apply(name, sound, copy: 1);
        Assert.NotEqual(sound, first);
        if (name != "telephone")   // its edges are fixed
        {
            Assert.NotEqual(first, Apply(name, sound, copy: 2));
        }
    }

    [Fact]
    public void Every_transform_and_parameter_has_a_name_a_meaning_and_a_default_within_its_range()
    {
        Assert.Equal(TransformCatalogue.All.Count, TransformCatalogue.All.Select(transform => transform.Name).Distinct().Count());
        foreach (var transform in TransformCatalogue.All)
        {
            Assert.NotEmpty(transform.Purpose);
            foreach (var parameter in transform.Parameters)
            {
                Assert.NotEmpty(parameter.Meaning);
                Assert.Matches("^[a-z0-9]+$", parameter.Name);
                if (parameter.Default is { Word: null } value)
                {
                    Assert.True(parameter.Lowest <= value.Low && value.Low <= value.High && value.High <= parameter.Highest, $"{transform.Name}.{parameter.Name}");
                }
            }
        }
    }

    private static int LengthRule(DrawnStep step, int samples) => step.Name switch
    {
        "stretch" => (int)Math.Round(samples / step.Values.Number("rate")),
        "speed" => (int)Math.Ceiling(samples * 1000L / Math.Round(step.Values.Number("rate") * 1000)),
        _ => samples,
    };

    private AugmentationChain Chain(string name) =>
        AugmentationChain.Parse(name == "background" ? $"background(folder={Setting.Quoted(noises)})" : name);

    private float[] Apply(string name, float[] sound, int copy = 0) => Chain(name).Draw(5, "clip", copy).Apply(new Waveform(sound, Rate)).Samples;
}
