using Ser.Audio;
using Ser.Inference;
using Ser.Reporting;

namespace Ser.Cli.Verdicts;

/// <summary>What a model says of a clip over time, to be drawn.</summary>
internal static class VerdictTimeline
{
    /// <summary>Labels the windows of a clip.</summary>
    /// <param name="modelFile">The model.</param>
    /// <param name="clip">The clip, as it is drawn.</param>
    /// <param name="windowing">How it is cut.</param>
    /// <exception cref="Core.UserError">The model cannot be read.</exception>
    public static VerdictTrack Of(string modelFile, Waveform clip, Windowing windowing)
    {
        using var model = EmotionModel.Load(modelFile);
        var stream = new EmotionStream(model, clip.Rate, windowing.WindowSeconds, windowing.HopSeconds, windowing.SmoothSeconds);
        TimedPrediction[] heard = [.. stream.Push(clip.Samples), .. stream.Finish()];
        return new VerdictTrack(model.Labels, [.. heard.Select(Window)]);
    }

    private static VerdictWindow Window(TimedPrediction heard) =>
        new(heard.StartSeconds, heard.EndSeconds, heard.Prediction.Silent ? null : heard.Prediction.Probabilities);
}
