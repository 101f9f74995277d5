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
    /// <summary>Reads and labels the files side by side; the results stand in the files' order.</summary>
    /// <param name="model">The model; shared by all threads.</param>
    /// <param name="files">Sound files of any rate and format that <see cref="AudioFile"/> reads.</param>
    /// <param name="jobs">Threads at most.</param>
    /// <param name="progress">Told after every file; null for nobody.</param>
    /// <param name="warn">Told of files that were read with a remark, such as truncated ones; null for nobody.</param>
    /// <param name="cancel">Stops between files.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static IReadOnlyList<FilePrediction> Run(
        EmotionModel model, IReadOnlyList<string> files, int jobs, IProgress<WorkProgress>? progress, Action<string>? warn, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(files);

        var results = new FilePrediction[files.Count];
        var options = new AudioReadOptions { Warn = warn };
        var limit = new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancel };
        int done = 0;
        Parallel.For(0, files.Count, limit, i =>
        {
            results[i] = Label(model, files[i], options);
            progress?.Report(new WorkProgress("labelling clips", Interlocked.Increment(ref done), files.Count));
        });
        return results;
    }

    private static FilePrediction Label(EmotionModel model, string file, AudioReadOptions options)
    {
        try
        {
            return new FilePrediction(file, model.Predict(AudioFile.Read(file, options)), null);
        }
        catch (UserError error)
        {
            return new FilePrediction(file, null, error.Message);
        }
    }
}
