using Ser.Audio;
using Ser.Augmentation.Waveforms;

namespace Ser.Augmentation.Chains;

/// <summary>What became of a chain for one copy of one clip: the transforms that are applied, with their values.</summary>
public sealed class DrawnChain
{
    internal DrawnChain(IReadOnlyList<DrawnStep> steps) => Steps = steps;

    /// <summary>The transforms in their order; none where chance left all of them out.</summary>
    public IReadOnlyList<DrawnStep> Steps { get; }

    /// <summary>As a chain says it, every value fixed. Empty where nothing is applied.</summary>
    public override string ToString() => string.Join(' ', Steps);

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="Core.UserError">It is no chain of fixed values.</exception>
    public static DrawnChain Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.IsNullOrWhiteSpace(text) ? new DrawnChain([]) : AugmentationChain.Parse(text).ForSound().Draw(0, "", 0);
    }

    /// <summary>Applies the transforms, one after the other.</summary>
    /// <param name="sound">Stays as it is.</param>
    /// <returns>A new sound of the same rate, all finite; it may be longer or shorter, and may reach beyond ±1.</returns>
    /// <exception cref="ArgumentException">A sample is not finite.</exception>
    /// <exception cref="Core.UserError">A file that a transform needs cannot be read.</exception>
    public Waveform Apply(Waveform sound)
    {
        ArgumentNullException.ThrowIfNull(sound);
        FiniteSamples.Require(sound.Samples, nameof(sound));
        float[] samples = sound.Samples;
        foreach (var step in Steps)
        {
            samples = step.Apply(samples, sound.Rate);
        }

        return new Waveform(ReferenceEquals(samples, sound.Samples) ? samples.AsSpan().ToArray() : samples, sound.Rate);
    }
}
