using Ser.Audio;
using Ser.Augmentation.Chains;
using Ser.Features;
using Ser.Training.Network;

namespace Ser.Training.Data;

/// <summary>
/// Clips whose sound is varied by a chain: each variant is heard for a few epochs, then made anew. Which variant belongs to an
/// epoch follows from the place of the clip alone, so that results do not depend on threads or on how far ahead batches are made.
/// </summary>
/// <param name="recipe">Every choice.</param>
/// <param name="clips">The training clips, with their sound.</param>
/// <param name="threads">Variants that are made at the same time.</param>
internal sealed class WaveformVariants(Recipe recipe, IReadOnlyList<TrainingClip> clips, int threads)
{
    private readonly AugmentationChain chain = AugmentationChain.Parse(recipe.Waveforms!.Chain);
    private readonly int period = recipe.Waveforms.Epochs;
    private readonly FeatureExtractor extractor = new(recipe.Features);
    private readonly (int Number, ClipRows Rows)?[] made = new (int, ClipRows)?[clips.Count];
    private readonly ParallelOptions limit = new() { MaxDegreeOfParallelism = threads };

    /// <summary>Bytes that are allocated for the variants of one update, at most; the garbage collector has to wait for so many.</summary>
    public static long BytesPerUpdate(Recipe recipe, IReadOnlyList<TrainingClip> clips)
    {
        if (recipe.Waveforms is not { } waveforms)
        {
            return 0;
        }

        // A step leaves its result and about as much scratch; around the chain stand the decoded sound, its spectra and its rows.
        long arrays = 8 + (3L * AugmentationChain.Parse(waveforms.Chain).Steps.Count);
        return arrays * sizeof(float) * clips.Max(clip => clip.Sound?.Length ?? 0) * Math.Min(recipe.BatchSize, clips.Count);
    }

    /// <summary>Makes what is missing for a batch.</summary>
    /// <param name="chosen">Places of the batch's clips.</param>
    /// <param name="epoch">Counted from 1.</param>
    public void Prepare(int[] chosen, int epoch) => Parallel.For(0, chosen.Length, limit, i =>
    {
        int clip = chosen[i], number = NumberOf(clip, epoch);
        if (made[clip]?.Number != number)
        {
            made[clip] = (number, Make(clips[clip], number));
        }
    });

    /// <summary>The variant that was prepared last.</summary>
    public ClipRows Of(int clip) => made[clip]!.Value.Rows;

    /// <summary>Clips take turns, so that every epoch has as much to make as any other; only the first has to make all.</summary>
    private int NumberOf(int clip, int epoch) => (epoch + (clip % period)) / period;

    private ClipRows Make(TrainingClip clip, int number)
    {
        var drawn = chain.Draw(recipe.Seed, clip.Name, number);
        if (drawn.Steps.Count == 0 || clip.Sound is not { } sound)
        {
            // Chance left everything out, or the clip was made by over-sampling and never had a sound: the rows are there already.
            return clip.Recording;
        }

        var varied = drawn.Apply(new Waveform(sound.ToSamples(), recipe.Features.SampleRate));
        var rows = ClipRows.Speech(recipe, extractor.Extract(varied.Samples, RowLayout.Of(recipe).Kinds));
        return clip.Map?.Map(rows) ?? rows;
    }
}
