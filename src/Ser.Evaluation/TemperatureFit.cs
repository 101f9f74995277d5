namespace Ser.Evaluation;

/// <summary>
/// Temperature scaling (Guo et al. 2017, arXiv 1706.04599): the one number T that logits are divided by before the softmax, such that the
/// probabilities fit what was seen.
/// </summary>
/// <remarks>
/// Minimises Σ −ln p(true class) + (ln T)² / 2 over the clips. The second term is a prior of T that weighs no more than a clip: where there
/// are hundreds of clips it changes nothing that can be measured; where a handful of clips are all right (the loss alone would make the
/// model ever surer) it keeps T near 1. The loss with T is never above the loss without.
/// </remarks>
public static class TemperatureFit
{
    /// <summary>Bounds of T.</summary>
    public const double Least = 0.05, Most = 20;

    /// <summary>Finds the temperature.</summary>
    /// <param name="truth">The class of each clip.</param>
    /// <param name="logits">One row a clip, one value a class.</param>
    /// <returns><see cref="Least"/> to <see cref="Most"/>; 1 where nothing can be learned: no clips, or a logit that is not finite.</returns>
    /// <exception cref="ArgumentException">The rows are not as many as the clips.</exception>
    public static double Find(IReadOnlyList<int> truth, IReadOnlyList<double[]> logits)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(logits);
        if (logits.Count != truth.Count)
        {
            throw new ArgumentException($"{logits.Count} rows of logits for {truth.Count} clips", nameof(logits));
        }

        if (truth.Count == 0 || !logits.All(row => row.All(double.IsFinite)))
        {
            return 1;
        }

        // A grid over ln T that finds the valley, then golden sections within it.
        const int steps = 120;
        double low = Math.Log(Least), width = (Math.Log(Most) - low) / steps;
        int best = Enumerable.Range(0, steps + 1).MinBy(i => Cost(low + (i * width)));
        double left = low + (Math.Max(0, best - 1) * width), right = low + (Math.Min(steps, best + 1) * width);
        double golden = (Math.Sqrt(5) - 1) / 2;
        for (int i = 0; i < 40; i++)   // the valley is 0.1 wide; 40 sections leave 5e-10 of it
        {
            double a = right - (golden * (right - left)), b = left + (golden * (right - left));
            (left, right) = Cost(a) <= Cost(b) ? (left, b) : (a, right);
        }

        double found = (left + right) / 2;
        return Cost(found) <= Cost(0) ? Math.Clamp(Math.Exp(found), Least, Most) : 1;

        double Cost(double logTemperature) =>
            (truth.Count * LogLoss(truth, logits, Math.Exp(logTemperature))) + (0.5 * logTemperature * logTemperature);
    }

    /// <summary>Mean −ln p(true class) in nats at a temperature; computed from the logits, so that it stays finite.</summary>
    public static double LogLoss(IReadOnlyList<int> truth, IReadOnlyList<double[]> logits, double temperature)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(logits);
        double sum = 0;
        for (int clip = 0; clip < truth.Count; clip++)
        {
            double[] row = logits[clip];
            double largest = row.Max();
            sum += Math.Log(row.Sum(logit => Math.Exp((logit - largest) / temperature))) - ((row[truth[clip]] - largest) / temperature);
        }

        return sum / truth.Count;
    }

    /// <summary>The probabilities at a temperature, a row a clip.</summary>
    public static IReadOnlyList<double[]> Probabilities(IReadOnlyList<double[]> logits, double temperature)
    {
        ArgumentNullException.ThrowIfNull(logits);
        return [.. logits.Select(row =>
        {
            double largest = row.Max();
            double[] shares = [.. row.Select(logit => Math.Exp((logit - largest) / temperature))];
            double sum = shares.Sum();
            return Array.ConvertAll(shares, share => share / sum);
        })];
    }
}
