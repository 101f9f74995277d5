using Ser.Training;
using Ser.Training.Network;

namespace Ser.Tests.Training.Fitting;

/// <summary>A network that trains in no time.</summary>
internal static class SmallRuns
{
    public static string[] Labels { get; } = ["angry", "happy", "sad", "calm"];

    public static Recipe Recipe { get; } = new()
    {
        Epochs = 4,
        BatchSize = 8,
        WindowFrames = 32,
        Network = new NetworkPlan
        {
            Name = "small",
            Branches =
            [
                new("mel", [NetworkInputKind.Mel], [new(4, (5, 5), (2, 2), (1, 1)), new(4, (3, 3), (1, 1), (2, 2)), new(4, (3, 3), (1, 1), (2, 2))], 8),
                new("pitch", [NetworkInputKind.Pitchgram], [new(4, (5, 5), (4, 4), (1, 1)), new(4, (3, 3), (2, 2), (1, 1))], 4),
                new("curves", [NetworkInputKind.Mfcc, NetworkInputKind.F0], [new(4, (1, 5), (1, 2), (1, 2)), new(4, (1, 3), (1, 1), (1, 2))], 0),
            ],
            AttentionUnits = 4,
            Dropout = 0.3,
        },
    };
}
