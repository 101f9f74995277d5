using Ser.Audio;
using Ser.Core;

namespace Ser.Inference;

/// <summary>What became of one file: a prediction, or the reason why there is none.</summary>
/// <param name="File">The file as it was named.</param>
/// <param name="Prediction">Null where the file could not be read.</param>
/// <param name="Error">Null where it could.</param>
public sealed record FilePrediction(string File, Prediction? Prediction, string? Error);

/// <summary>Labels many files at once.</summary>
public static class BatchPrediction
{
    /// <summary>Reads and labels sounds side by side: files, or stretches of them; the results stand in their order.</summary>
    /// <param name="model">The model; shared by all threads.</param>
    /// <param name="files">What each sound is called in its result.</param>
    /// <param name="read">Reads the sound of a place in <paramref name="files"/>; called from any thread.</param>
    /// <param name="jobs">Threads at most.</param>
    /// <param name="progress">Told after every sound; null for nobody.</param>
    /// <param name="warn">Told of sounds that were read with a remark; null for nobody.</param>
    /// <param name="cancel">Stops between sounds.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static IReadOnlyList<FilePrediction> Run(
        EmotionModel model, IReadOnlyList<string> files, Func<int, AudioReadOptions, Waveform> read, int jobs, IProgress<WorkProgress>? progress,
        Action<string>? warn, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(read);

        var results = new FilePrediction[files.Count];
        var options = new AudioReadOptions { Warn = warn };
        int done = 0;
        if (files.Count == 1)
        {
            cancel.ThrowIfCancellationRequested();
            LabelOne(0);   // threads take longer to start than a clip to label
        }
        else
        {
            SideBySide(files.Count, jobs, LabelOne, cancel);
        }

        return results;

        void LabelOne(int i)
        {
            results[i] = Label(model, files[i], () => read(i, options));
            progress?.Report(new WorkProgress("labelling clips", Interlocked.Increment(ref done), files.Count));
        }
    }

    private static void SideBySide(int count, int jobs, Action<int> label, CancellationToken cancel) =>
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancel }, label);

    private static FilePrediction Label(EmotionModel model, string file, Func<Waveform> read)
    {
        try
        {
            return new FilePrediction(file, model.Predict(read()), null);
        }
        catch (UserError error)
        {
            return new FilePrediction(file, null, error.Message);
        }
    }
}
