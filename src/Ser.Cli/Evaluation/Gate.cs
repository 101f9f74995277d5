using Ser.Corpora;
using Ser.Evaluation;

namespace Ser.Cli.Evaluation;

/// <summary>The figures that a gate can ask for.</summary>
internal enum GateFigure
{
    /// <summary>Unweighted average recall.</summary>
    Uar,

    /// <summary>Share of the clips that are right.</summary>
    Accuracy,

    /// <summary>Macro F1, or F1 of a class.</summary>
    F1,

    /// <summary>Recall of a class.</summary>
    Recall,
}

/// <summary>A figure of a test that must not be below a limit.</summary>
/// <param name="Figure">Which.</param>
/// <param name="Label">The class; null for that of the whole.</param>
/// <param name="Least">0 to 1.</param>
internal sealed record Gate(GateFigure Figure, string? Label, double Least)
{
    /// <summary>A limit is typed in decimals: it is held by a figure that is it but for the last bits of a double.</summary>
    private const double Rounding = 1e-12;

    /// <summary>Reads "0.55", or "calm=0.55".</summary>
    /// <returns>Null where it is neither, or no number from 0 to 1.</returns>
    public static Gate? Parse(GateFigure figure, string text)
    {
        int sign = text.LastIndexOf('=');
        string label = sign < 0 ? "" : text[..sign];
        return GateText.TryShare(text[(sign + 1)..], out double least) && (sign < 0 || label.Trim().Length > 0)
            ? new Gate(figure, sign < 0 ? null : Emotions.Fold(label), least)
            : null;
    }

    /// <summary>Measures.</summary>
    public GateResult Check(ClassificationFigures figures)
    {
        var one = Label is null ? null : figures.Classes.FirstOrDefault(row => row.Label == Label);
        var (value, interval, name) = (Figure, Label) switch
        {
            (GateFigure.Uar, _) => (figures.Uar, figures.Intervals?.Uar, "UAR"),
            (GateFigure.Accuracy, _) => (figures.Accuracy, figures.Intervals?.Accuracy, "accuracy"),
            (GateFigure.F1, null) => (figures.Macro.F1, figures.Intervals?.MacroF1, "macro F1"),
            (GateFigure.F1, _) => (one?.F1 ?? 0, one?.F1Interval, $"F1 of {Label}"),
            _ => (one?.Recall ?? 0, one?.RecallInterval, $"recall of {Label}"),
        };
        bool held = value >= Least - Rounding;
        var (found, least) = GateText.Pair(value, Least);
        string gate = $"{name} at least {least}";
        return Label is not null && one is not { Support: > 0 }
            ? new GateResult(gate, false, $"it cannot be measured: there is no clip of {Label}") { Limit = Least }
            : new GateResult(gate, held, $"it is {found}{GateText.Range(interval)}") { Value = value, Limit = Least, Interval = interval };
    }
}
