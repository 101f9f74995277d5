using Ser.Audio;
using Ser.Core;
using Ser.Corpora;
using Ser.Inference;

namespace Ser.Cli;

/// <summary>Labels clips speaker by speaker, each speaker's by a model of their own; the results stand in the order of the clips.</summary>
/// <param name="model">Labels the clips of speakers that have no model.</param>
/// <param name="modelOf">The content of a speaker's model file; null for none.</param>
/// <param name="clips">The clips, all of known speakers.</param>
internal sealed class SpeakerPrediction(EmotionModel model, Func<string, byte[]?> modelOf, IReadOnlyList<Clip> clips)
{
    /// <summary>Reads and labels them.</summary>
    /// <param name="read">Reads a clip, by its place; called from any thread.</param>
    /// <param name="jobs">Threads at most.</param>
    /// <param name="progress">Told after every clip.</param>
    /// <param name="warn">Told of clips that were read with a remark.</param>
    /// <param name="cancel">Stops between clips.</param>
    public IReadOnlyList<FilePrediction> Run(
        Func<int, AudioReadOptions, Waveform> read, int jobs, IProgress<WorkProgress> progress, Action<string> warn, CancellationToken cancel)
    {
        var results = new FilePrediction[clips.Count];
        int done = 0;
        foreach (var speaker in Enumerable.Range(0, clips.Count).GroupBy(i => clips[i].Speaker!, StringComparer.Ordinal))
        {
            int[] places = [.. speaker];
            using var own = modelOf(speaker.Key) is { } bytes ? EmotionModel.Load(bytes, $"the model of {speaker.Key}") : null;
            var labelled = BatchPrediction.Run(
                own ?? model, [.. places.Select(place => clips[place].File)], (i, options) => read(places[i], options), jobs,
                new Behind(progress, done, clips.Count), warn, cancel);
            for (int i = 0; i < places.Length; i++)
            {
                results[places[i]] = labelled[i];
            }

            done += places.Length;
        }

        return results;
    }

    /// <summary>The progress of one speaker as that of all.</summary>
    private sealed class Behind(IProgress<WorkProgress> all, int before, int total) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => all.Report(value with { Done = before + value.Done, Total = total });
    }
}
