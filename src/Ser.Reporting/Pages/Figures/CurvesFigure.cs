namespace Ser.Reporting.Pages.Figures;

/// <summary>
/// Losses and validation UAR over the epochs, and the epoch that was chosen; of several folds, their validation curves. Without a validation
/// part there is the training loss alone.
/// </summary>
internal sealed class CurvesFigure(IReadOnlyList<LearningCurve> curves) : Figure
{
    private const double Left = 42, Rim = 8, KeyGap = 36, Panel = 140, Between = 40, Foot = 42;

    private bool IsSingle => curves.Count == 1;

    private bool IsValidated => Points.Any(point => double.IsFinite(point.ValidationUar) || double.IsFinite(point.ValidationLoss));

    private bool HasChoice => curves.Any(curve => curve.BestEpoch is not null);

    private IEnumerable<CurvePoint> Points => curves.SelectMany(curve => curve.Epochs);

    public override string Id => "curves";

    public override string Title => "Learning curves";

    public override string Description => string.Join(" ", curves.Select(curve =>
    {
        string name = curve.Name.Length == 0 ? "" : $"{curve.Name}: ";
        var (first, last) = (curve.Epochs[0], curve.Epochs[^1]);
        string best = curve.BestEpoch is { } chosen && curve.Epochs.FirstOrDefault(point => point.Epoch == chosen) is { Epoch: > 0 } point
            ? $" Epoch {chosen} was chosen, with a validation UAR of {Text(point.ValidationUar)}." : "";
        return !IsValidated
            ? $"{name}{Html.Counted(curve.Epochs.Count, "epoch")}; training loss from {Text(first.TrainLoss)} to {Text(last.TrainLoss)}."
            : $"{name}{Html.Counted(curve.Epochs.Count, "epoch")}; validation loss from {Text(first.ValidationLoss)} to {Text(last.ValidationLoss)}, "
            + $"training loss from {Text(first.TrainLoss)} to {Text(last.TrainLoss)}, validation UAR from {Text(first.ValidationUar)} to {Text(last.ValidationUar)}.{best}";
    }));

    public override (double Width, double Height) Size(double room) => (room, Key(Entries, new Spot(0, 12), room - Rim, null) + KeyGap + (IsValidated ? (2 * Panel) + Between : Panel) + Foot);

    public override void Draw(ICanvas canvas)
    {
        double top = Key(Entries, new Spot(0, 12), canvas.Width - Rim, canvas) + KeyGap, right = canvas.Width - Rim;
        int last = Math.Max(Points.Max(point => point.Epoch), 2);
        var x = new Axis(1, last, Left, right);
        var losses = Points.SelectMany(point => !IsValidated ? (double[])[point.TrainLoss] : IsSingle ? [point.TrainLoss, point.ValidationLoss] : [point.ValidationLoss]).Where(double.IsFinite).DefaultIfEmpty(1);
        double high = losses.Max();
        high = high > 0 ? high : 1;
        var loss = new Axis(0, Math.Ceiling(high / Ticks.Step(high, 4)) * Ticks.Step(high, 4), top + Panel, top);
        var uar = IsValidated ? new Axis(0, 1, top + (2 * Panel) + Between, top + Panel + Between) : loss;   // the lowest panel bears the epochs
        DrawFrame("loss, nats", x, loss, canvas);
        if (IsValidated)
        {
            DrawFrame("validation UAR", x, uar, canvas);
        }

        foreach (var curve in curves)
        {
            DrawCurve(curve, x, loss, uar, canvas);
        }

        foreach (var tick in Ticks.Nice(1, last, Math.Min(8, last - 1)).Where(tick => tick.Value == Math.Round(tick.Value)))
        {
            canvas.Text(new Spot(x.At(tick.Value), uar.Start + 17), tick.Label, Label with { Anchor = tick.Value == last ? TextAnchor.End : TextAnchor.Middle });
        }

        canvas.Text(new Spot((Left + right) / 2, uar.Start + 36), "epoch", Label with { Anchor = TextAnchor.Middle });
    }

    private (string Name, Paint Paint)[] Entries => !IsValidated
        ? [(IsSingle ? "training" : "training, one line a fold", Palette.Second)]
        : IsSingle
        ? [("validation", Paint.Accent), ("training", Palette.Second), .. HasChoice ? ((string, Paint)[])[("chosen epoch", Palette.Third)] : []]
        : [("validation, one line a fold", Paint.Accent), .. HasChoice ? ((string, Paint)[])[("chosen epochs", Palette.Third)] : []];

    private void DrawCurve(LearningCurve curve, Axis x, Axis loss, Axis uar, ICanvas canvas)
    {
        double opacity = IsSingle ? 1 : 0.7, width = IsSingle ? 2 : 1.4;
        if (curve.BestEpoch is { } best && IsSingle)
        {
            foreach (var axis in (Axis[])[loss, uar])
            {
                canvas.Line(new Spot(x.At(best), axis.End), new Spot(x.At(best), axis.Start), new Stroke(Palette.Third, 1.6));
            }
        }

        if (IsSingle || !IsValidated)
        {
            Line(point => point.TrainLoss, loss, new Stroke(Palette.Second, width, opacity));
        }

        if (!IsValidated)
        {
            return;
        }

        Line(point => point.ValidationLoss, loss, new Stroke(Paint.Accent, width, opacity));
        Line(point => point.ValidationUar, uar, new Stroke(Paint.Accent, width, opacity));
        foreach (var point in curve.Epochs.Where(point => point.Epoch == curve.BestEpoch))
        {
            canvas.Polyline([new Spot(x.At(point.Epoch), uar.At(point.ValidationUar))], new Stroke(Palette.Third, 7));
        }

        void Line(Func<CurvePoint, double> value, Axis axis, Stroke stroke)
        {
            Spot[] spots = [.. curve.Epochs.Select(point => new Spot(x.At(point.Epoch), axis.At(value(point))))];
            canvas.Polyline(spots, spots.Length == 1 ? stroke with { Width = 6 } : stroke);
        }
    }

    private static void DrawFrame(string heading, Axis x, Axis y, ICanvas canvas)
    {
        foreach (var tick in Ticks.Nice(y.Low, y.High, 4))
        {
            double at = Crisp(y.At(tick.Value));
            canvas.Line(new Spot(x.Start, at), new Spot(x.End, at), GridLine);
            canvas.Text(new Spot(x.Start - 8, at + LabelDrop), tick.Label, Label with { Anchor = TextAnchor.End });
        }

        canvas.Text(new Spot(x.Start, y.End - 9), heading, Name with { Size = LabelSize });
    }

    private static string Text(double value) => double.IsFinite(value) ? Html.Figure(value) : "unknown";
}
