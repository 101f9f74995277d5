using Ser.Core;

namespace Ser.Augmentation.Chains;

/// <summary>A transform of sound. What is drawn and what is applied are two things, so that a manifest can repeat the second.</summary>
internal interface IWaveformTransform : ITransform
{
    /// <inheritdoc />
    double? ITransform.Chance => 1;

    /// <summary>Opens what the settings name, so that a wrong path is told before the work begins.</summary>
    /// <exception cref="UserError">Something that is named cannot be used.</exception>
    void Open(IReadOnlyDictionary<string, Setting> settings)
    {
    }

    /// <summary>Draws what is no number: the rest of the values is there already.</summary>
    void DrawRest(Dictionary<string, DrawnValue> values, KeyedRandom random)
    {
    }

    /// <summary>Applies drawn values; the same values give the same samples.</summary>
    /// <param name="samples">Any number of them, all finite; stay as they are.</param>
    /// <param name="rate">Samples per second.</param>
    /// <param name="values">One for each parameter that is in force.</param>
    /// <returns>New samples, all finite; they may reach beyond ±1.</returns>
    float[] Apply(ReadOnlySpan<float> samples, int rate, DrawnValues values);
}
