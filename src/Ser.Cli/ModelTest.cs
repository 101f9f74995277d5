using Ser.Core;
using Ser.Corpora;
using Ser.Evaluation;
using Ser.Inference;

namespace Ser.Cli;

/// <summary>A clip whose label is known, and what a model made of it.</summary>
internal sealed record LabelledClip(Clip Clip, Prediction Prediction);

/// <summary>What a model is worth on clips whose labels are known.</summary>
/// <param name="Figures">All figures, with intervals.</param>
/// <param name="Clips">The clips that could be read, in their order.</param>
/// <param name="Skipped">Why the others could not, a line each.</param>
internal sealed record ModelTest(ClassificationFigures Figures, IReadOnlyList<LabelledClip> Clips, IReadOnlyList<string> Skipped)
{
    /// <summary>Labels the clips and compares.</summary>
    /// <param name="model">The model.</param>
    /// <param name="clips">The clips, at least one.</param>
    /// <param name="jobs">Threads at most.</param>
    /// <param name="seed">Seed of the bootstrap.</param>
    /// <param name="speakerOverlap">Whether their speakers took part in the training; null where nobody knows.</param>
    /// <param name="progress">Told after every clip.</param>
    /// <param name="warn">Told of clips that were read with a remark.</param>
    /// <param name="cancel">Stops between clips.</param>
    /// <exception cref="UserError">None of the clips can be read.</exception>
    public static ModelTest Run(
        EmotionModel model, IReadOnlyList<Clip> clips, int jobs, long seed, bool? speakerOverlap, IProgress<WorkProgress> progress,
        Action<string> warn, CancellationToken cancel)
    {
        var results = BatchPrediction.Run(
            model, [.. clips.Select(clip => clip.File)], (i, audio) => ClipAudio.Read(clips[i], audio), jobs, progress, warn, cancel);
        string[] skipped = [.. results.Select(result => result.Error).OfType<string>()];
        LabelledClip[] labelled = [.. clips.Zip(results)
            .Where(pair => pair.Second.Prediction is not null)
            .Select(pair => new LabelledClip(pair.First, pair.Second.Prediction!))];
        return labelled.Length > 0
            ? new ModelTest(Measure(model.Labels, labelled, seed) with { SpeakerOverlap = speakerOverlap }, labelled, skipped)
            : throw new UserError($"none of the {clips.Count} clips can be read; the first: {skipped[0]}");
    }

    private static ClassificationFigures Measure(IReadOnlyList<string> modelLabels, LabelledClip[] clips, long seed)
    {
        // A folder may hold classes that the model has never heard of; they count against it.
        var labels = Emotions.Order(modelLabels.Concat(clips.Select(clip => clip.Clip.Label)));
        var index = labels.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        int[] truth = [.. clips.Select(clip => index[clip.Clip.Label])];
        int[] predicted = [.. clips.Select(clip => index[clip.Prediction.Label])];
        int[] columns = [.. modelLabels.Select(label => index[label])];
        float[][] probabilities = [.. clips.Select(clip => Spread(clip.Prediction.Probabilities, columns, labels.Count))];
        var figures = ClassificationFigures.Measure(labels, truth, predicted, probabilities);
        return SpeakerBootstrap.Add(figures, truth, predicted, [.. clips.Select(clip => clip.Clip.Speaker)], seed);
    }

    private static float[] Spread(float[] probabilities, int[] columns, int count)
    {
        var spread = new float[count];
        for (int i = 0; i < columns.Length; i++)
        {
            spread[columns[i]] = probabilities[i];
        }

        return spread;
    }
}
