using Ser.Audio;
using Ser.Audio.Rates;
using Ser.Augmentation.Chains;
using Ser.Core;
using Ser.Corpora;
using Ser.Features;
using Ser.Training.Network;

namespace Ser.Training.Data;

/// <summary>Reads clips and turns them into rows, side by side; what cannot be read is left out and named.</summary>
/// <param name="recipe">The analysis.</param>
/// <param name="threads">Threads at most.</param>
/// <param name="observer">Is told of the progress and of what is left out.</param>
/// <param name="faults">Takes all reasons why clips were left out, after each <see cref="Load"/>; null for nobody.</param>
internal sealed class ClipLoader(Recipe recipe, int threads, ITrainingObserver observer, Action<IReadOnlyList<string>>? faults = null)
{
    private readonly FeatureExtractor extractor = new(recipe.Features);
    private readonly RowStore store = RowStore.For(recipe);
    private readonly AugmentationChain channels = AugmentationChain.Parse(recipe.Channels.Chain);

    /// <summary>Loads clips in their order.</summary>
    /// <param name="clips">What to load.</param>
    /// <param name="labels">The classes; a clip's label is an index into them.</param>
    /// <param name="trains">Whether the clips are trained on: then they are also heard at other speeds and through other channels.</param>
    /// <param name="stage">Name of the work, for the progress.</param>
    /// <param name="cancel">Stops between clips.</param>
    /// <exception cref="UserError">None of the clips can be read.</exception>
    public IReadOnlyList<TrainingClip> Load(
        IReadOnlyList<Clip> clips, IReadOnlyList<string> labels, bool trains, string stage, CancellationToken cancel)
    {
        var loaded = new TrainingClip?[clips.Count];
        var reasons = new string?[clips.Count];
        var classes = labels.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        var audio = new AudioReadOptions { Warn = observer.OnRemark };
        var limit = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancel };
        int done = 0;
        Parallel.For(0, clips.Count, limit, i =>
        {
            try
            {
                var recorded = ClipAudio.Read(clips[i], audio);
                var waveform = recorded.AtRate(recipe.Features.SampleRate);
                loaded[i] = new TrainingClip(clips[i].Name, classes[clips[i].Label], SpeechRows(waveform.Samples), trains ? Copies(clips[i].Name, waveform) : [])
                {
                    Speaker = clips[i].Speaker,
                    Hash = SoundHash.Of(recorded).Head,
                    Sound = recipe.Waveforms is null ? null : StoredSound.Of(waveform.Samples),
                };
            }
            catch (UserError error)
            {
                reasons[i] = error.Message;
            }

            observer.OnWork(new WorkProgress(stage, Interlocked.Increment(ref done), clips.Count));
        });

        string[] told = [.. reasons.OfType<string>()];
        if (told.Length > 0 && told.Length == clips.Count)
        {
            throw new UserError($"none of the {clips.Count} clips can be read; the first: {told[0]}");
        }

        faults?.Invoke(told);
        foreach (string line in LeftOut.Describe(told))
        {
            observer.OnRemark(line);
        }

        return [.. loaded.OfType<TrainingClip>()];
    }

    private IReadOnlyList<ClipRows> Copies(string name, Waveform waveform) =>
    [
        .. recipe.OtherSpeeds.Select(speed => SpeechRows(AtSpeed(waveform, speed))),
        .. Enumerable.Range(1, recipe.Channels.Count).Select(copy => SpeechRows(channels.Draw(recipe.Seed, name, copy).Apply(waveform).Samples)),
    ];

    /// <summary>Fewer samples of the same sound: at the same rate it is faster and higher.</summary>
    private static float[] AtSpeed(Waveform waveform, double speed) =>
        RateConverter.For((int)Math.Round(speed * 1000), 1000).Convert(waveform.Samples);

    /// <summary>The frames in which somebody speaks.</summary>
    private ClipRows SpeechRows(float[] samples) => store.Keep(ClipRows.Speech(recipe, extractor.Extract(samples, RowLayout.Of(recipe).Kinds)));
}
