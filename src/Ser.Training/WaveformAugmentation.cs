using Ser.Augmentation.Chains;
using Ser.Core;

namespace Ser.Training;

/// <summary>How the sound of training clips is varied while the network learns.</summary>
public sealed record WaveformAugmentation
{
    /// <summary>Transforms of sound, such as "noise(snr=5..40,p=0.5) pitch(semitones=-2..2)".</summary>
    public required string Chain { get; init => field = AugmentationChain.Parse(value).ForSound().ToString(); }

    /// <summary>Epochs for which a variant of a clip is heard before another one is made: 1 or more. Default 4.</summary>
    public int Epochs { get; init => field = value >= 1 ? value : throw new UserError($"waveforms: epochs is {value}; give 1 or more"); } = 4;
}
