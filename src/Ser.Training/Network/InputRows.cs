using Ser.Features;

namespace Ser.Training.Network;

/// <summary>How many rows each input of a network has.</summary>
internal static class InputRows
{
    /// <summary>Rows of <see cref="NetworkInputKind.F0"/>: pitch, pitch less the clip's mean, voicing.</summary>
    public const int F0 = 3;

    /// <summary>Rows of an input.</summary>
    public static int CountOf(NetworkInputKind input, FeaturePlan plan) => input switch
    {
        NetworkInputKind.Mel => plan.MelBands,
        NetworkInputKind.Pitchgram => Pitchgram.Rows,
        NetworkInputKind.Mfcc or NetworkInputKind.Delta or NetworkInputKind.Delta2 => plan.MfccCount,
        NetworkInputKind.F0 => F0,
        _ => 1,
    };
}
