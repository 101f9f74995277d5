using Ser.Cli.Extraction;
using Ser.Cli.Terminal;
using Ser.Core;
using Ser.Inference;

namespace Ser.Cli.Verdicts;

/// <summary>Labels sounds side by side and writes the verdicts in the order of the sounds, each as soon as it is known.</summary>
/// <param name="model">The model; shared by all threads.</param>
/// <param name="rule">Makes verdicts of predictions.</param>
/// <param name="reader">Reads the sounds.</param>
/// <param name="jobs">Threads at most.</param>
internal sealed class VerdictRun(EmotionModel model, VerdictRule rule, ClipReader reader, int jobs)
{
    /// <summary>Labels every sound as a whole.</summary>
    /// <param name="sources">The sounds.</param>
    /// <param name="take">Takes the verdicts, on this thread.</param>
    /// <param name="cancel">Stops between sounds.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void Whole(IReadOnlyList<ClipSource> sources, Action<Verdict> take, CancellationToken cancel) =>
        OrderedWork.Run(sources, Math.Clamp(sources.Count, 1, jobs), Label, take, cancel);

    /// <summary>Labels every sound window by window; the windows of one sound are shared among the threads too.</summary>
    /// <param name="sources">The sounds.</param>
    /// <param name="windowing">How they are cut.</param>
    /// <param name="take">Takes the verdicts, on this thread.</param>
    /// <param name="ended">Called on this thread after the last verdict of a sound.</param>
    /// <param name="cancel">Stops between windows.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void Windows(IReadOnlyList<ClipSource> sources, Windowing windowing, Action<Verdict> take, Action ended, CancellationToken cancel)
    {
        var smoothing = new ProbabilitySmoothing(windowing);
        OrderedWork.Run(sources.SelectMany(source => Cut(source, windowing)), jobs, window => window.Label(model), window =>
        {
            if (window.Timed is { } timed)
            {
                take(rule.Judge(window.File, timed with { Prediction = smoothing.Next(timed.Prediction) }));
                return;
            }

            if (window.Error is not null)
            {
                take(new Verdict(window.File, null, window.Error));
            }

            smoothing = new ProbabilitySmoothing(windowing);
            ended();
        }, cancel);
    }

    private Verdict Label(ClipSource source)
    {
        try
        {
            if (source.Error is not null)
            {
                return new Verdict(source.File, null, source.Error);
            }

            var sound = reader.Read(source);
            return rule.Judge(source.File, model.Predict(sound.Samples, sound.Rate));
        }
        catch (UserError error)
        {
            return new Verdict(source.File, null, error.Message);
        }
    }

    /// <summary>The windows of a sound, and then its end, with the reason where it cannot be read on.</summary>
    private IEnumerable<ClipWindow> Cut(ClipSource source, Windowing windowing)
    {
        using var cutter = new ClipCutter(source, reader, model.SampleRate, windowing);
        ClipWindow window;
        do
        {
            window = cutter.Next();
            yield return window;
        }
        while (!window.IsEnd);
    }
}
