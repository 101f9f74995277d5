using System.Collections.Concurrent;
using Ser.Augmentation;
using Ser.Core;
using Ser.Training.Network;

namespace Ser.Training.Data;

/// <summary>Shuffled, augmented batches of the training clips; prepared ahead by a thread of its own.</summary>
/// <remarks>Every draw is keyed by seed, clip and epoch, so that batches do not depend on how far ahead the thread is.</remarks>
internal sealed class BatchSource(Recipe recipe, IReadOnlyList<TrainingClip> clips, int labels, int threads = 1)
{
    /// <summary>Batches that may wait: enough to bridge a busy moment, few enough to forget.</summary>
    private const int Ahead = 4;

    private readonly RowLayout layout = RowLayout.Of(recipe);
    private readonly WaveformVariants? variants = recipe.Waveforms is null ? null : new(recipe, clips, threads);
    private readonly int size = Math.Min(recipe.BatchSize, clips.Count);

    /// <summary>The batches in order: every epoch sees each clip once, but for the rest of a batch; the last epoch may break off.</summary>
    /// <param name="updates">How many batches there are from the first epoch on.</param>
    /// <param name="cancel">Stops the thread; the enumeration then ends with an <see cref="OperationCanceledException"/>.</param>
    /// <param name="epochsDone">Epochs whose batches are left out; those that follow are what they would have been after them.</param>
    public IEnumerable<Batch> Batches(int updates, CancellationToken cancel, int epochsDone = 0)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var queue = new BlockingCollection<Batch>(Ahead);
        var producer = Task.Run(
            () =>
            {
                try
                {
                    Produce(updates, epochsDone, queue, stop.Token);
                }
                finally
                {
                    queue.CompleteAdding();
                }
            },
            CancellationToken.None);
        try
        {
            foreach (var batch in queue.GetConsumingEnumerable(cancel))
            {
                yield return batch;
            }

            producer.GetAwaiter().GetResult();   // what went wrong over there is told here
        }
        finally
        {
            stop.Cancel();
            ((IAsyncResult)producer).AsyncWaitHandle.WaitOne();
        }
    }

    private void Produce(int updates, int epochsDone, BlockingCollection<Batch> queue, CancellationToken stop)
    {
        int perEpoch = recipe.UpdatesPerEpoch(clips.Count);
        int[] order = [.. Enumerable.Range(0, clips.Count)];
        var turns = recipe.Balance == Balance.Sampler ? new ClassTurns(recipe.Seed, [.. clips.Select(clip => clip.Label)]) : null;
        for (int epoch = 1; (epoch - 1L) * perEpoch < updates; epoch++)
        {
            if (turns is null)
            {
                // Every order is made of the one before, so none can be left out.
                new KeyedRandom(recipe.Seed, "", "order of clips", epoch).Shuffle<int>(order);
            }
            else
            {
                turns.Fill(order, epoch);
            }

            int here = epoch <= epochsDone ? 0 : Math.Min(perEpoch, updates - ((epoch - 1) * perEpoch));
            for (int update = 0; update < here; update++)
            {
                queue.Add(Make(order.AsSpan(update * size, size), epoch, update), stop);
            }
        }
    }

    private Batch Make(ReadOnlySpan<int> chosen, int epoch, int update)
    {
        int frames = recipe.WindowFrames;
        variants?.Prepare([.. chosen], epoch);
        var batch = new Batch(
            size, frames, new float[size * layout.Count * frames], new float[size * frames], new float[size * layout.Bands], new float[size * frames],
            new float[size * labels], DrawMix(epoch, update));
        for (int i = 0; i < size; i++)
        {
            var clip = clips[chosen[i]];
            Fill(batch, i, clip, variants?.Of(chosen[i]) ?? clip.Recording, new KeyedRandom(recipe.Seed, clip.Name, "augmentation", epoch));
            SetTarget(batch.Targets.AsSpan(i * labels, labels), clip.Label);
        }

        return batch;
    }

    private void Fill(Batch batch, int i, TrainingClip clip, ClipRows ownSpeed, KeyedRandom random)
    {
        int frames = batch.Frames, bands = layout.Bands;
        int heard = random.Below(1 + clip.Copies.Count);
        var version = heard == 0 ? ownSpeed : clip.Copies[heard - 1];
        var window = batch.Rows.AsSpan(i * layout.Count * frames, layout.Count * frames);
        using var values = version.Lease();
        SpectrogramWarp.Draw(recipe.Augmentation, version.Frames, frames, random)
            .Apply(values.Values, layout.Count, bands, layout.Pitches, window, batch.Valid.AsSpan(i * frames, frames));

        var noise = SpectrogramNoise.Draw(recipe.Augmentation, random);
        noise.Apply(window[..(bands * frames)], bands);

        // Noise leaves level and zero-crossing rate as they are: that of a waveform with noise cannot be told from these rows.
        foreach (ref float level in window.Slice(bands * frames, frames))
        {
            level += (float)noise.GainDb;
        }

        SpecAugmentMasks.Draw(recipe.Augmentation, batch.KeptBands.AsSpan(i * bands, bands), batch.KeptFrames.AsSpan(i * frames, frames), random);
    }

    private void SetTarget(Span<float> target, int label)
    {
        target.Fill((float)(recipe.LabelSmoothing / labels));
        target[label] += (float)(1 - recipe.LabelSmoothing);
    }

    /// <summary>The larger part of a pair: λ or 1 − λ of a symmetric beta distribution, or 1 where the batch is not mixed.</summary>
    private float DrawMix(int epoch, int update)
    {
        var random = new KeyedRandom(recipe.Seed, $"update {update}", "mixup", epoch);
        if (!random.Chance(recipe.MixupChance))
        {
            return 1;
        }

        double share = Beta(recipe.MixupAlpha, random);
        return (float)Math.Max(share, 1 - share);
    }

    /// <summary>A draw from Beta(α, α): Jöhnk 1964 for α below 1, where its rejection is rare; beyond, 1/2 stands for the peak.</summary>
    private static double Beta(double alpha, KeyedRandom random)
    {
        while (true)
        {
            double x = Math.Pow(random.NextDouble(), 1 / alpha), y = Math.Pow(random.NextDouble(), 1 / alpha);
            if (x + y is > 0 and <= 1)
            {
                return x / (x + y);
            }
        }
    }
}
