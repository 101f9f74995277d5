using System.Globalization;
using Ser.Core;
using Ser.Evaluation;

namespace Ser.Benchmarks.Rounds;

/// <summary>All figures of a test with eight classes and the intervals of 2000 draws, from predictions in memory.</summary>
internal static class FiguresRounds
{
    private const int Classes = 8;

    /// <summary>One call, all threads.</summary>
    /// <param name="clips">How many.</param>
    /// <param name="speakers">How many speakers they have; 0: none is known, and clips are drawn.</param>
    public static Action Call(int clips, int speakers)
    {
        var random = new KeyedRandom(1, "", "clips");
        string[] labels = [.. Enumerable.Range(0, Classes).Select(i => i.ToString(CultureInfo.InvariantCulture))];
        int[] truth = [.. Enumerable.Range(0, clips).Select(_ => random.Below(Classes))];
        float[][] rows = [.. truth.Select(index => Row(random, index))];
        int[] predicted = [.. rows.Select(row => Array.IndexOf(row, row.Max()))];
        string[]? names = speakers == 0 ? null : [.. truth.Select(_ => random.Below(speakers).ToString(CultureInfo.InvariantCulture))];
        return () => GC.KeepAlive(SpeakerBootstrap.Add(
            ClassificationFigures.Measure(labels, truth, predicted, rows), truth, predicted, names, seed: 1, draws: 2000));
    }

    private static float[] Row(KeyedRandom random, int truth)
    {
        double[] weights = [.. Enumerable.Range(0, Classes).Select(i => Math.Exp(random.Gaussian() + (i == truth ? 1.5 : 0)))];
        double sum = weights.Sum();
        return Array.ConvertAll(weights, weight => (float)(weight / sum));
    }
}
