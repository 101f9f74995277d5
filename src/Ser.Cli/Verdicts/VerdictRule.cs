using Ser.Corpora;
using Ser.Inference;

namespace Ser.Cli.Verdicts;

/// <summary>Makes a verdict of a prediction: which labels come into question, and when nothing certain is said.</summary>
internal sealed class VerdictRule
{
    private readonly HashSet<string>? among;
    private readonly double abstainBelow;

    private VerdictRule(HashSet<string>? among, IReadOnlyList<string> labels, double abstainBelow) =>
        (this.among, Labels, this.abstainBelow) = (among, labels, abstainBelow);

    /// <summary>The labels that come into question, in the model's order.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>Compares what the user wants with what the model knows.</summary>
    /// <param name="known">The model's labels.</param>
    /// <param name="request">What the user wants.</param>
    /// <param name="fault">What is wrong, in one line without a full stop; null where nothing is.</param>
    /// <returns>Null where something is wrong.</returns>
    public static VerdictRule? Of(IReadOnlyList<string> known, PredictionRequest request, out string? fault)
    {
        fault = null;
        if (request.Labels.Count == 0)
        {
            return new VerdictRule(null, known, request.AbstainBelow);
        }

        var among = new HashSet<string>(StringComparer.Ordinal);
        foreach (string wanted in request.Labels)
        {
            string label = known.Contains(wanted) ? wanted : Emotions.Fold(wanted);
            if (!known.Contains(label))
            {
                string nearest = Spelling.Nearest(label, known) is { } near ? $" (did you mean '{near}'?)" : "";
                fault = $"--labels: the model does not know '{wanted}'{nearest}; it knows {string.Join(", ", known)}";
                return null;
            }

            among.Add(label);
        }

        fault = among.Count < 2 ? "--labels leaves one label, which would be certain; give two or more" : null;
        return fault is null ? new VerdictRule(among, [.. known.Where(among.Contains)], request.AbstainBelow) : null;
    }

    /// <summary>What is said of a sound that was labelled.</summary>
    public Verdict Judge(string file, Prediction prediction)
    {
        var chosen = among is null ? prediction : prediction.Among(among);
        bool isCertain = !chosen.Silent && chosen.Confidence >= abstainBelow;
        return new Verdict(file, chosen, null) { Label = isCertain ? chosen.Label : Verdict.Uncertain };
    }

    /// <summary>What is said of a window.</summary>
    public Verdict Judge(string file, TimedPrediction timed) =>
        Judge(file, timed.Prediction) with { Start = timed.StartSeconds, End = timed.EndSeconds };
}
