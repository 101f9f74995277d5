using Ser.Augmentation;
using Ser.Augmentation.Chains;
using Ser.Core;

namespace Ser.Training;

/// <summary>Turns what a user says about augmentation into choices of a recipe: a level by name, or a chain.</summary>
public static class AugmentationChoice
{
    /// <summary>No variation at all, but for the place of the window.</summary>
    public const string None = "none";

    /// <summary>The default: features are varied, two more speeds are heard, pairs are mixed. Costs next to nothing.</summary>
    public const string Light = "light";

    /// <summary>Sound and features: voices, rooms, noise, and the features as with <see cref="Light"/>.</summary>
    public const string Strong = "strong";

    /// <summary>What <see cref="Strong"/> does to the sound. Speeds are drawn here, in place of the two fixed ones of <see cref="Light"/>.</summary>
    public const string StrongChain =
        "speed(rate=0.9..1.1,p=0.5) pitch(semitones=-2..2,p=0.4) stretch(rate=0.85..1.2,p=0.4) reverb(rt60=0.1..0.5,p=0.25) noise(snr=8..35,colour=pink,p=0.4)";

    /// <summary>The names of the levels.</summary>
    public static IReadOnlyList<string> Levels { get; } = [None, Light, Strong];

    /// <summary>A recipe with another augmentation.</summary>
    /// <param name="recipe">Everything else.</param>
    /// <param name="text">A level, or a chain. What a chain does not name is switched off.</param>
    /// <exception cref="UserError">It is neither; told with the place.</exception>
    public static Recipe Apply(Recipe recipe, string text)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(text);
        var defaults = new Recipe();
        return text.Trim() switch
        {
            None => Silent(recipe),
            Light => recipe with { Augmentation = defaults.Augmentation, Channels = defaults.Channels, OtherSpeeds = defaults.OtherSpeeds, MixupChance = defaults.MixupChance, MixupAlpha = defaults.MixupAlpha, Waveforms = null },
            Strong => Apply(recipe, Light) with { OtherSpeeds = [], Channels = ChannelCopies.None, Waveforms = new WaveformAugmentation { Chain = StrongChain } },
            var chain => WithChain(Silent(recipe), AugmentationChain.Parse(chain)),
        };
    }

    private static Recipe Silent(Recipe recipe) =>
        recipe with { Augmentation = SpectralAugmentation.None, OtherSpeeds = [], Channels = ChannelCopies.None, MixupChance = 0, Waveforms = null };

    private static Recipe WithChain(Recipe recipe, AugmentationChain chain)
    {
        foreach (var step in chain.OnFeatures)
        {
            recipe = step.Transform.Name switch
            {
                "specaugment" => recipe with
                {
                    Augmentation = recipe.Augmentation with
                    {
                        BandMasks = (int)step.Number("bands"), BandMaskWidth = (int)step.Number("width"),
                        FrameMasks = (int)step.Number("frames"), FrameMaskWidth = (int)step.Number("length"),
                    },
                },
                "vtlp" => recipe with { Augmentation = recipe.Augmentation with { WarpScale = step.Number("scale"), WarpShift = step.Number("shift") } },
                "mixup" => recipe with { MixupChance = step.Chance, MixupAlpha = step.Number("alpha") },
                var other => throw new InvalidOperationException($"{other} has no place in a recipe"),
            };
        }

        string onSound = string.Join(' ', chain.OnSound);
        return onSound.Length == 0 ? recipe : recipe with { Waveforms = new WaveformAugmentation { Chain = onSound } };
    }
}
