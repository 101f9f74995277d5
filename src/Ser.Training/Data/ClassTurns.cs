using Ser.Core;

namespace Ser.Training.Data;

/// <summary>Orders of clips in which the classes take turns, so that every batch has as many of each as it can.</summary>
/// <param name="seed">Of the run.</param>
/// <param name="labels">Class of each clip.</param>
internal sealed class ClassTurns(long seed, IReadOnlyList<int> labels)
{
    private readonly int[][] members = [.. labels.Index().GroupBy(pair => pair.Item).OrderBy(group => group.Key).Select(group => group.Select(pair => pair.Index).ToArray())];

    /// <summary>Fills the order of an epoch: a clip of each class in drawn order, then again; within a class in drawn order, from anew when all were there.</summary>
    public void Fill(Span<int> order, int epoch)
    {
        var random = new KeyedRandom(seed, "", "turns of classes", epoch);
        var queues = members.Select(clips => clips.ToArray()).ToArray();
        int[] next = new int[queues.Length];
        int[] turn = [.. Enumerable.Range(0, queues.Length)];
        for (int i = 0; i < order.Length; i++)
        {
            int place = i % turn.Length;
            if (place == 0)
            {
                random.Shuffle<int>(turn);
            }

            int label = turn[place];
            if (next[label] % queues[label].Length == 0)
            {
                random.Shuffle<int>(queues[label]);
            }

            order[i] = queues[label][next[label]++ % queues[label].Length];
        }
    }
}
