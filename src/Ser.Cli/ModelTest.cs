using Ser.Audio;
using Ser.Cli.Evaluation;
using Ser.Core;
using Ser.Corpora;
using Ser.Evaluation;
using Ser.Inference;
using Ser.Reporting.Published;

namespace Ser.Cli;

/// <summary>A clip whose label is known, and what a model made of it.</summary>
internal sealed record LabelledClip(Clip Clip, Prediction Prediction)
{
    /// <summary>Whether the model was trained or validated on the same samples, under whatever name; false where its card does not tell.</summary>
    public bool IsTrainedOn { get; init; }
}

/// <summary>What a model is worth on clips whose labels are known.</summary>
/// <param name="Figures">All figures, with intervals.</param>
/// <param name="Clips">The clips that could be read, in their order.</param>
/// <param name="Skipped">Why the others could not, a line each.</param>
internal sealed record ModelTest(ClassificationFigures Figures, IReadOnlyList<LabelledClip> Clips, IReadOnlyList<string> Skipped)
{
    /// <summary>The figures of its parts, and where they are lost.</summary>
    public required TestDetails Details { get; init; }

    /// <summary>What the clips and the training have in common; null where nobody asked.</summary>
    public TrainingOverlap? Overlap { get; init; }

    /// <summary>What published work reaches on the same corpus; null where nothing is known.</summary>
    public PublishedComparison? Published { get; init; }

    /// <summary>The gates that were asked for, in the order of their options.</summary>
    public IReadOnlyList<GateResult> Gates { get; init; } = [];

    /// <summary>Labels the clips and compares.</summary>
    /// <param name="model">The model.</param>
    /// <param name="clips">The clips, at least one.</param>
    /// <param name="jobs">Threads at most.</param>
    /// <param name="seed">Seed of the bootstrap.</param>
    /// <param name="speakerOverlap">Whether their speakers took part in the training; null where nobody knows.</param>
    /// <param name="zeroDivision">What 0/0 counts as: 0 or 1.</param>
    /// <param name="progress">Told after every clip.</param>
    /// <param name="warn">Told of clips that were read with a remark.</param>
    /// <param name="cancel">Stops between clips.</param>
    /// <param name="modelOf">
    /// The content of the model file that labels the clips of a speaker, null for <paramref name="model"/>; it looked at all clips of the speaker
    /// together, so the figures are transductive. Null where one model labels all.
    /// </param>
    /// <exception cref="UserError">None of the clips can be read.</exception>
    public static ModelTest Run(
        EmotionModel model, IReadOnlyList<Clip> clips, int jobs, long seed, bool? speakerOverlap, int zeroDivision,
        IProgress<WorkProgress> progress, Action<string> warn, CancellationToken cancel, Func<string, byte[]?>? modelOf = null)
    {
        var learned = ClipHashes.Unpack(model.Card.Corpus.ClipHashes);
        bool[] trainedOn = new bool[clips.Count];
        var results = modelOf is null
            ? BatchPrediction.Run(model, [.. clips.Select(clip => clip.File)], Read, jobs, progress, warn, cancel)
            : new SpeakerPrediction(model, modelOf, clips).Run(Read, jobs, progress, warn, cancel);
        string[] skipped = [.. results.Select(result => result.Error).OfType<string>()];
        LabelledClip[] labelled = [.. Enumerable.Range(0, clips.Count)
            .Where(i => results[i].Prediction is not null)
            .Select(i => new LabelledClip(clips[i], results[i].Prediction!) { IsTrainedOn = trainedOn[i] })];
        return labelled.Length > 0
            ? Measure(model.Labels, labelled, skipped, seed, speakerOverlap, isTransductive: modelOf is not null, zeroDivision)
            : throw new UserError($"none of the {clips.Count} clips can be read; the first: {skipped[0]}");

        Waveform Read(int i, AudioReadOptions options)
        {
            var sound = ClipAudio.Read(clips[i], options);
            trainedOn[i] = learned.Count > 0 && learned.Contains(SoundHash.Of(sound).Head);
            return sound;
        }
    }

    private static ModelTest Measure(
        IReadOnlyList<string> modelLabels, LabelledClip[] clips, string[] skipped, long seed, bool? speakerOverlap, bool isTransductive, int zeroDivision)
    {
        // A folder may hold classes that the model has never heard of; they count against it.
        var labels = Emotions.Order(modelLabels.Concat(clips.Select(clip => clip.Clip.Label)));
        var index = labels.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        int[] truth = [.. clips.Select(clip => index[clip.Clip.Label])];
        int[] predicted = [.. clips.Select(clip => index[clip.Prediction.Label])];
        int[] columns = [.. modelLabels.Select(label => index[label])];
        float[][] probabilities = [.. clips.Select(clip => Spread(clip.Prediction.Probabilities, columns, labels.Count))];
        var figures = ClassificationFigures.Measure(labels, truth, predicted, probabilities, zeroDivision) with
        {
            SpeakerOverlap = speakerOverlap, Transductive = isTransductive ? true : null,
        };
        figures = SpeakerBootstrap.Add(figures, truth, predicted, [.. clips.Select(clip => clip.Clip.Speaker)], seed);
        return new ModelTest(figures, clips, skipped) { Details = TestDetails.Of(figures, clips, truth, predicted, probabilities) };
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
