using Ser.Core;

namespace Ser.Inference;

/// <summary>Labels a sound while it arrives: a prediction for every window, in constant memory however long it goes on.</summary>
/// <remarks>
/// <see cref="SoundWindows"/> tells where the windows lie and <see cref="ProbabilitySmoothing"/> what is smoothed. How the sound was cut into
/// pieces does not show in the results. A model may serve many streams; each stream is for one thread at a time.
/// </remarks>
/// <example>
/// <code>
/// var stream = new EmotionStream(model, sampleRate: 16_000, windowSeconds: 3, hopSeconds: 0.5);
/// while ((count = microphone.Read(samples)) > 0)
/// {
///     foreach (var heard in stream.Push(samples.AsSpan(0, count))) { Console.WriteLine($"{heard.EndSeconds:0.0} s: {heard.Prediction.Label}"); }
/// }
/// foreach (var heard in stream.Finish()) { … }
/// </code>
/// </example>
public sealed class EmotionStream
{
    private readonly EmotionModel model;
    private readonly SoundWindows windows;
    private readonly ProbabilitySmoothing smoothing;
    private bool isFinished;

    /// <summary>Begins a sound.</summary>
    /// <param name="model">The model; stays open.</param>
    /// <param name="sampleRate">Samples per second of the sound.</param>
    /// <param name="windowSeconds">Length of a window: 0.1 to 30 s.</param>
    /// <param name="hopSeconds">From window to window: 0.01 s to the length of a window.</param>
    /// <param name="smooth">Time constant of the smoothing in s; 0 for none.</param>
    /// <exception cref="UserError">Window, hop or smoothing lie outside their range.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not positive, or too high to be converted to the model's.</exception>
    public EmotionStream(EmotionModel model, int sampleRate, double windowSeconds, double hopSeconds, double smooth = 0)
    {
        ArgumentNullException.ThrowIfNull(model);
        var windowing = new Windowing(windowSeconds, hopSeconds, smooth);
        this.model = model;
        windows = new SoundWindows(sampleRate, model.SampleRate, windowing);
        smoothing = new ProbabilitySmoothing(windowing);
    }

    /// <summary>Hears more of the sound.</summary>
    /// <param name="samples">Mono, usually in −1 … 1; any number, none too.</param>
    /// <returns>A prediction for every window that is complete by now, in their order; none until a whole window has arrived.</returns>
    /// <exception cref="UserError">A sample is NaN or infinite.</exception>
    /// <exception cref="InvalidOperationException">The sound was finished before.</exception>
    public IReadOnlyList<TimedPrediction> Push(ReadOnlySpan<float> samples)
    {
        RequireUnfinished();
        List<TimedPrediction>? heard = null;
        while (!samples.IsEmpty)
        {
            Span<float> free = windows.Free;
            int count = Math.Min(free.Length, samples.Length);
            samples[..count].CopyTo(free);
            windows.Advance(count);
            samples = samples[count..];
            Label(ref heard);
        }

        return heard ?? (IReadOnlyList<TimedPrediction>)[];
    }

    /// <summary>Hears that the sound has ended.</summary>
    /// <returns>What is left: a shorter window where there is enough that no window has heard yet, or of a sound that was shorter than one.</returns>
    /// <exception cref="InvalidOperationException">The sound was finished before.</exception>
    public IReadOnlyList<TimedPrediction> Finish()
    {
        RequireUnfinished();
        isFinished = true;
        windows.Complete();
        List<TimedPrediction>? heard = null;
        Label(ref heard);
        return heard ?? (IReadOnlyList<TimedPrediction>)[];
    }

    private void Label(ref List<TimedPrediction>? heard)
    {
        while (windows.TryNext(out var window))
        {
            var prediction = smoothing.Next(model.Predict(window.Samples, model.SampleRate));
            (heard ??= []).Add(new TimedPrediction(window.StartSeconds, window.EndSeconds, prediction));
        }
    }

    private void RequireUnfinished()
    {
        if (isFinished)
        {
            throw new InvalidOperationException("the sound is finished; begin another stream");
        }
    }
}
