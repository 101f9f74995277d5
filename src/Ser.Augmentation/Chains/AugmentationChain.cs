using Ser.Core;

namespace Ser.Augmentation.Chains;

/// <summary>Transforms in the order in which they are applied, written as text: "noise(snr=5..40,p=0.5) stretch(rate=0.8..1.25)".</summary>
public sealed class AugmentationChain
{
    internal AugmentationChain(IReadOnlyList<ChainStep> steps) => Steps = steps;

    /// <summary>The transforms: first those that act on sound, then those that act on features.</summary>
    public IReadOnlyList<ChainStep> Steps { get; }

    /// <summary>Those that act on sound.</summary>
    public IEnumerable<ChainStep> OnSound => Steps.Where(step => step.Transform is IWaveformTransform);

    /// <summary>Those that act on features.</summary>
    public IEnumerable<ChainStep> OnFeatures => Steps.Where(step => step.Transform is FeatureTransform);

    /// <summary>Reads a chain.</summary>
    /// <exception cref="UserError">It cannot be read; told with the place, counted in characters from 1.</exception>
    public static AugmentationChain Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new AugmentationChain(new ChainParser(text).Read());
    }

    /// <summary>The chain as text; reading it gives the same chain.</summary>
    public override string ToString() => string.Join(' ', Steps);

    /// <summary>This chain, if all of it acts on sound.</summary>
    /// <exception cref="UserError">A transform acts on features, of which a sound file has none.</exception>
    public AugmentationChain ForSound() => OnFeatures.FirstOrDefault() is { } wrong
        ? throw new UserError(
            $"chain, character {wrong.At}: {wrong.Transform.Name} acts on features, and a sound file has none; leave it out here and give it to 'ser train --augment'")
        : this;

    /// <summary>Opens what the chain names, such as a folder of noises, so that a wrong path is told before the work begins.</summary>
    /// <exception cref="UserError">Something that is named cannot be used.</exception>
    public void Open()
    {
        foreach (var step in OnSound)
        {
            ((IWaveformTransform)step.Transform).Open(step.Settings);
        }
    }

    /// <summary>Draws the transforms that act on sound for one copy of a clip. Depends on nothing but what is given here.</summary>
    /// <param name="seed">Seed of the whole run.</param>
    /// <param name="clip">Name of the clip.</param>
    /// <param name="copy">Which copy, or which epoch.</param>
    /// <exception cref="UserError">Something that the chain names cannot be used.</exception>
    public DrawnChain Draw(long seed, string clip, long copy) => new(
        [.. OnSound.Select((step, i) => step.Draw(new KeyedRandom(seed, clip, $"{i} {step.Transform.Name}", copy))).OfType<DrawnStep>()]);
}
