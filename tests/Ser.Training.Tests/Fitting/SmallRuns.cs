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
        Network = NetworkPlan.Default with
        {
            Plane = [new(4, (5, 5), 2, (1, 1)), new(4, (3, 3), 1, (2, 2)), new(4, (3, 3), 1, (2, 2))],
            PlaneOutputs = 8,
            Row = [new(4, (1, 5), 2, (1, 2)), new(4, (1, 3), 1, (1, 2))],
            AttentionUnits = 4,
        },
    };
}
