using System.Buffers;
using Ser.Inference;

namespace Ser.Cli.Verdicts;

/// <summary>A window of a sound on its way from the reader to a verdict; or the end of the sound.</summary>
internal sealed class ClipWindow
{
    private readonly double startSeconds, endSeconds;
    private readonly int length, rate;
    private float[]? samples;   // borrowed: hours of sound must not leave hours of arrays to the collector

    /// <summary>Copies a window.</summary>
    /// <param name="file">The sound as it was named.</param>
    /// <param name="window">What is copied.</param>
    /// <param name="rate">Its samples per second.</param>
    public ClipWindow(string file, SoundWindow window, int rate)
    {
        (File, startSeconds, endSeconds, this.rate) = (file, window.StartSeconds, window.EndSeconds, rate);
        length = window.Samples.Length;
        samples = ArrayPool<float>.Shared.Rent(length);
        window.Samples.CopyTo(samples);
    }

    /// <summary>Ends a sound.</summary>
    /// <param name="file">The sound as it was named.</param>
    /// <param name="error">Why it cannot be read on; null where it has been read to its end.</param>
    public ClipWindow(string file, string? error) => (File, Error, IsEnd) = (file, error, true);

    /// <summary>The sound as it was named.</summary>
    public string File { get; }

    /// <summary>Whether this is no window, but the end of the sound.</summary>
    public bool IsEnd { get; }

    /// <summary>Why the sound cannot be read on; null where it can, or has been read to its end.</summary>
    public string? Error { get; }

    /// <summary>What the model says; null before it was asked, and of an end.</summary>
    public TimedPrediction? Timed { get; private set; }

    /// <summary>Asks the model, and gives the samples back.</summary>
    public ClipWindow Label(EmotionModel model)
    {
        if (samples is not null)
        {
            Timed = new TimedPrediction(startSeconds, endSeconds, model.Predict(samples.AsSpan(0, length), rate));
            ArrayPool<float>.Shared.Return(samples);
            samples = null;
        }

        return this;
    }
}
