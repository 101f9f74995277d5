using Ser.Core;
using static Ser.Training.Network.NetworkInputKind;

namespace Ser.Training.Network;

/// <summary>The networks that people can choose by name.</summary>
public static class Architectures
{
    private static readonly BranchPlan MelPicture = new(
        "mel", [Mel],
        [
            new(16, (5, 5), (2, 2), (1, 1)),
            new(32, (3, 3), (2, 2), (1, 1)),
            new(48, (3, 3), (2, 2), (1, 1)),
            new(64, (3, 3), (1, 1), (2, 1)),
            new(96, (3, 3), (1, 1), (1, 1)),
        ],
        128);

    private static readonly BranchPlan PitchPicture = new(
        "pitch", [Pitchgram],
        [
            new(8, (5, 5), (2, 2), (1, 1)),
            new(16, (3, 3), (2, 2), (1, 1)),
            new(24, (3, 3), (2, 2), (1, 1)),
        ],
        48);

    private static readonly BranchPlan Curves = new(
        "curves", [Mfcc, Rms, Zcr, F0],
        [
            new(48, (1, 5), (1, 2), (1, 2)),
            new(48, (1, 5), (1, 1), (1, 2)),
            new(48, (1, 3), (1, 1), (1, 1)),
        ],
        0);

    /// <summary>Two branches and attention over time: log-mel as a picture, everything else as curves. About 200 000 parameters.</summary>
    public static NetworkPlan Attentive { get; } = new()
    {
        Name = "attentive-cnn", Branches = [MelPicture, Curves], AttentionUnits = 64, Dropout = 0.3, FinerSteps = true,
    };

    /// <summary>The same with the pitchgram as a second picture.</summary>
    public static NetworkPlan AttentivePitch { get; } = Attentive with { Name = "attentive-pitch", Branches = [MelPicture, PitchPicture, Curves] };

    /// <summary>A plain small network over the log-mel picture: four convolutions, pooling, dropout, dense layers.</summary>
    public static NetworkPlan Cnn2d { get; } = new()
    {
        Name = "cnn2d",
        Branches =
        [
            new(
                "mel", [Mel],
                [
                    new(16, (3, 3), (1, 1), (2, 2)),
                    new(32, (3, 3), (1, 1), (2, 2)),
                    new(48, (3, 3), (1, 1), (2, 2)),
                    new(64, (3, 3), (1, 1), (2, 1)),
                ],
                0),
        ],
        AttentionUnits = 0,
        DenseUnits = 64,
        Dropout = 0.3,
    };

    /// <summary>The classic of public notebooks: one-dimensional convolutions over all features side by side, max pooling, dropout, dense layers.</summary>
    public static NetworkPlan Cnn1d { get; } = new()
    {
        Name = "cnn1d",
        Branches =
        [
            new(
                "curves", [Mel, Mfcc, Rms, Zcr],
                [
                    new(128, (1, 5), (1, 1), (1, 2)),
                    new(128, (1, 5), (1, 1), (1, 2)),
                    new(128, (1, 5), (1, 1), (1, 2)),
                    new(64, (1, 5), (1, 1), (1, 1)),
                ],
                0),
        ],
        AttentionUnits = 0,
        DenseUnits = 64,
        Dropout = 0.3,
    };

    /// <summary>All of them, the default first.</summary>
    public static IReadOnlyList<NetworkPlan> All { get; } = [Attentive, AttentivePitch, Cnn2d, Cnn1d];

    /// <summary>The network of a name; null where there is none.</summary>
    public static NetworkPlan? Find(string name) => All.FirstOrDefault(plan => plan.Name == name);

    /// <summary>The same layers over other inputs: a picture that is not wanted is left out, and curves take all else.</summary>
    /// <param name="plan">The network.</param>
    /// <param name="inputs">What it shall look at, at least one.</param>
    /// <exception cref="UserError">Something that was asked for has no place in the network.</exception>
    public static NetworkPlan WithInputs(NetworkPlan plan, IReadOnlyCollection<NetworkInputKind> inputs)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(inputs);
        var pictures = plan.Branches.Where(branch => branch.IsPicture).SelectMany(branch => branch.Inputs).ToHashSet();
        NetworkInputKind[] curves = [.. Enum.GetValues<NetworkInputKind>().Where(input => inputs.Contains(input) && !pictures.Contains(input))];
        bool takesCurves = plan.Branches.Any(branch => !branch.IsPicture);
        if (curves.Length > 0 && !takesCurves)
        {
            throw new UserError($"--features: {plan.Name} looks at {Names(pictures)} only, not at {Names(curves)}; choose another --arch, such as {Attentive.Name}");
        }

        return (plan with
        {
            Branches =
            [
                .. plan.Branches
                    .Select(branch => branch.IsPicture ? branch : branch with { Inputs = curves })
                    .Where(branch => branch.IsPicture ? inputs.Contains(branch.Inputs[0]) : curves.Length > 0),
            ],
        }).Validated();
    }

    private static string Names(IEnumerable<NetworkInputKind> inputs) => string.Join(", ", inputs.Select(NetworkInputs.NameOf));
}
