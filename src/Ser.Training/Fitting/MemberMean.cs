namespace Ser.Training.Fitting;

/// <summary>What the members of an ensemble say together.</summary>
internal static class MemberMean
{
    /// <summary>
    /// The mean of the members' log-probabilities, clip by clip: the softmax of it is their geometric mean. Of a single member it is the
    /// logits as they are, of which the softmax is the same.
    /// </summary>
    /// <param name="logits">members × clips × classes.</param>
    public static double[][] Of(IReadOnlyList<double[][]> logits) => logits is [var only]
        ? only
        : [.. Enumerable.Range(0, logits[0].Length).Select(clip => Mean([.. logits.Select(member => LogSoftmax(member[clip]))]))];

    private static double[] Mean(double[][] rows) => [.. Enumerable.Range(0, rows[0].Length).Select(i => rows.Average(row => row[i]))];

    private static double[] LogSoftmax(double[] logits)
    {
        double highest = logits.Max(), sum = highest + Math.Log(logits.Sum(logit => Math.Exp(logit - highest)));
        return [.. logits.Select(logit => logit - sum)];
    }
}
