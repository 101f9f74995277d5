using Ser.Inference;
using Ser.Training.Data;
using Ser.Training.Network;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ser.Training.Fitting;

/// <summary>The training loop: updates over augmented batches, the moving average measured after every epoch, the best one kept.</summary>
/// <param name="recipe">Every choice.</param>
/// <param name="labels">The classes.</param>
/// <param name="threads">Threads at most; the result does not depend on them.</param>
/// <param name="observer">Is told how it goes.</param>
internal sealed class Trainer(Recipe recipe, IReadOnlyList<string> labels, int threads, ITrainingObserver observer)
{
    /// <summary>Trains until the planned end or until it is stopped.</summary>
    /// <param name="train">The training clips, at least two.</param>
    /// <param name="validation">The clips that choose the epoch.</param>
    /// <param name="cancel">Ends the loop after the running update; what was best so far is the result.</param>
    /// <exception cref="OperationCanceledException">It was stopped before the first epoch ended: there is no result.</exception>
    public TrainedNetwork Train(IReadOnlyList<TrainingClip> train, IReadOnlyList<TrainingClip> validation, CancellationToken cancel)
    {
        random.manual_seed(recipe.Seed);
        var normalisation = Normalisation.Fit(recipe.Features, train.Select(clip => clip.Recording));
        train = new BalancedClips(recipe, labels, threads, observer).Make(train, normalisation, cancel);
        using var garbage = new GarbagePause(BytesPerUpdate + WaveformVariants.BytesPerUpdate(recipe, train));
        using var run = NewDisposeScope();
        using var inputStage = new InputStage(recipe.Features, normalisation);
        using var validationSet = new ValidationSet(validation, labels, threads);
        using var network = NewNetwork();
        using var average = NewNetwork();
        average.eval();
        var averaging = new WeightAverage(network, average, recipe.AverageDecay);
        using var optimizer = NewOptimizer(network);
        using var classWeights = ClassWeights(train);
        using var step = new ShardedStep(recipe, labels.Count, network, NewNetwork, inputStage, classWeights, threads);

        int epochs = recipe.EpochsFor(train.Count), perEpoch = recipe.UpdatesPerEpoch(train.Count);
        var schedule = new LearningRateSchedule(recipe.LearningRate, epochs * perEpoch, recipe.Warmup);
        observer.OnStart(new TrainingSize(network.ParameterCount, train.Count, validation.Count, epochs, epochs * perEpoch));

        var best = new BestEpoch();
        var clock = new LoopClock(epochs * perEpoch, Math.Min(recipe.BatchSize, train.Count));
        int update = 0, done = 0;
        double lossSum = 0;
        try
        {
            foreach (var batch in clock.Timed(new BatchSource(recipe, train, labels.Count, threads).Batches(epochs, cancel)))
            {
                cancel.ThrowIfCancellationRequested();
                double rate = schedule.At(update);
                foreach (var group in optimizer.ParamGroups)
                {
                    group.LearningRate = rate;
                }

                lossSum += Update(batch, step, network, optimizer);
                averaging.Update();
                update++;
                clock.UpdateDone();
                garbage.Collect();
                observer.OnUpdate(new UpdateReport(done + 1, epochs, update, epochs * perEpoch, clock.ClipsPerSecond, clock.Left(update)));
                if (update % perEpoch != 0)
                {
                    continue;
                }

                done++;
                var (loss, uar) = validationSet.Measure(inputStage, average);
                var report = new EpochReport(done, update, rate, lossSum / perEpoch, loss, uar, clock.ClipsPerSecond, clock.Seconds);
                best.Offer(report, average);
                observer.OnEpoch(report);
                clock.EpochDone();
                lossSum = 0;
            }
        }
        catch (OperationCanceledException) when (best.Weights is not null)
        {
            // The best epoch so far is worth keeping; the caller sees from the count that the end was not reached.
        }

        observer.OnRemark($"waited {100 * clock.WaitedShare:0} % of the time for data");
        best.Weights!.Restore(average);
        return new TrainedNetwork(normalisation, best.Weights, best.Report!, done, network.ParameterCount, Interrupted: done < epochs)
        {
            Calibration = TemperatureScaling.Fit(validationSet, inputStage, average),
        };
    }

    /// <summary>A generous guess: the rows of a batch, once as an array and once cut into shards, and everything smaller.</summary>
    private long BytesPerUpdate => 4L * sizeof(float) * recipe.BatchSize * ClipRows.CountOf(recipe.Features) * recipe.WindowFrames;

    /// <summary>The model that the training starts from; null for weights at random.</summary>
    public InitialModel? Initial { get; init; }

    private EmotionNetwork NewNetwork()
    {
        var network = new EmotionNetwork(recipe, labels.Count);
        Initial?.CopyTo(network, recipe.Network, labels);
        return network;
    }

    /// <summary>One update; returns its loss.</summary>
    private double Update(Batch batch, ShardedStep step, EmotionNetwork network, AdamW optimizer)
    {
        double loss = step.Run(batch);
        using var scope = NewDisposeScope();
        nn.utils.clip_grad_norm_(network.parameters(), recipe.GradientClip);
        optimizer.step();
        return loss;
    }

    private AdamW NewOptimizer(EmotionNetwork network)
    {
        // Decay belongs on matrices and kernels; on biases and the scales of batch normalisation it only disturbs.
        var groups = network.parameters()
            .GroupBy(parameter => parameter.dim() > 1)
            .Select(group => new AdamW.ParamGroup(
                group,
                new AdamW.Options { LearningRate = recipe.LearningRate, weight_decay = group.Key ? recipe.WeightDecay : 0 }));
        return optim.AdamW(groups, recipe.LearningRate);
    }

    /// <summary>Classes count in inverse proportion to their clips, so that a rare one is not drowned; the mean over clips is 1.</summary>
    private Tensor ClassWeights(IReadOnlyList<TrainingClip> train)
    {
        var counts = new int[labels.Count];
        foreach (var clip in train)
        {
            counts[clip.Label]++;
        }

        var weights = Balances.Weighs(recipe.Balance) ? Resampling.ClassWeights.Balanced(counts) : [.. counts.Select(count => count > 0 ? 1.0 : 0)];
        return tensor([.. weights.Select(weight => (float)weight)]).DetachFromDisposeScope();
    }
}

/// <summary>What a training loop leaves.</summary>
/// <param name="Normalisation">Statistics of the training part.</param>
/// <param name="Weights">The best epoch's averaged weights.</param>
/// <param name="Best">That epoch.</param>
/// <param name="Epochs">Epochs that were done.</param>
/// <param name="Parameters">Trainable numbers.</param>
/// <param name="Interrupted">Whether it was stopped before its end.</param>
internal sealed record TrainedNetwork(
    Normalisation Normalisation, NetworkWeights Weights, EpochReport Best, int Epochs, long Parameters, bool Interrupted)
{
    /// <summary>The temperature that the logits are divided by; null for none.</summary>
    public Calibration? Calibration { get; init; }

    /// <summary>The same as a number; 1 for none.</summary>
    public double Temperature => Calibration?.Temperature ?? 1;
}
