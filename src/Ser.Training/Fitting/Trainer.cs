using System.Globalization;
using Ser.Core;
using Ser.Training.Data;
using Ser.Training.Network;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ser.Training.Fitting;

/// <summary>The training loop: updates over augmented batches, the moving average of the weights measured after every epoch, the chosen one kept.</summary>
/// <param name="recipe">Every choice.</param>
/// <param name="labels">The classes.</param>
/// <param name="threads">Threads at most; the result does not depend on them.</param>
/// <param name="observer">Is told how it goes.</param>
internal sealed class Trainer(Recipe recipe, IReadOnlyList<string> labels, int threads, ITrainingObserver observer)
{
    /// <summary>Trains until the planned end or until it is stopped.</summary>
    /// <param name="train">The training clips, at least two.</param>
    /// <param name="validation">The clips that the average is measured on after every epoch; may be none.</param>
    /// <param name="cancel">Ends the loop after the running update; what was kept of the epochs so far is the result.</param>
    /// <param name="from">Where a loop on the same clips was broken off; null to begin.</param>
    /// <param name="save">Is given what it takes to go on, after every epoch and after the observer was told of it; null for nobody.</param>
    /// <exception cref="OperationCanceledException">It was stopped before the first epoch ended: there is no result.</exception>
    /// <exception cref="UserError">Loss or gradient have become no numbers.</exception>
    public TrainedNetwork Train(
        IReadOnlyList<TrainingClip> train, IReadOnlyList<TrainingClip> validation, CancellationToken cancel, LoopState? from = null, Action<LoopState>? save = null)
    {
        random.manual_seed(recipe.Seed);
        var normalisation = Normalisation.Fit(recipe.Features, recipe.Network, train.Select(clip => clip.Recording));
        train = new BalancedClips(recipe, labels, threads, observer).Make(train, normalisation, cancel);
        using var garbage = new GarbagePause(BytesPerUpdate + WaveformVariants.BytesPerUpdate(recipe, train));
        using var run = NewDisposeScope();
        using var inputStage = new InputStage(recipe.Features, recipe.Network, normalisation);
        using var validationSet = new ValidationSet(validation, labels, threads);
        using var network = NewNetwork();
        using var average = NewNetwork();
        average.eval();
        var averaging = new WeightAverage(network, average, recipe.AverageDecay);
        using var optimizer = NewOptimizer(network);
        using var classWeights = ClassWeights(train);
        using var step = new ShardedStep(recipe, labels.Count, network, NewNetwork, inputStage, classWeights, threads);

        int updates = recipe.UpdatesFor(train.Count), epochs = recipe.EpochsFor(train.Count), perEpoch = recipe.UpdatesPerEpoch(train.Count);
        var schedule = new LearningRateSchedule(recipe.LearningRate, updates, recipe.Warmup);
        observer.OnStart(new TrainingSize(network.ParameterCount, train.Count, validation.Count, epochs, updates));

        var kept = new KeptEpoch(recipe.Selection);
        var loop = new TrainingLoop(network, average, averaging, optimizer, step, kept);
        if (from is not null)
        {
            loop.Restore(from);
        }

        int update = from?.Updates ?? 0, done = from?.Epochs ?? 0;
        var clock = new LoopClock(updates, Math.Min(recipe.BatchSize, train.Count), update, from?.Seconds ?? 0);
        double lossSum = 0;
        try
        {
            foreach (var batch in clock.Timed(new BatchSource(recipe, train, labels.Count, threads).Batches(updates, cancel, done)))
            {
                cancel.ThrowIfCancellationRequested();
                double rate = schedule.At(update);
                foreach (var group in optimizer.ParamGroups)
                {
                    group.LearningRate = rate;
                }

                lossSum += Update(batch, step, network, optimizer, $"epoch {done + 1}, update {update + 1}", rate);
                averaging.Update();
                update++;
                clock.UpdateDone();
                garbage.Collect();
                observer.OnUpdate(new UpdateReport(done + 1, epochs, update, updates, clock.ClipsPerSecond, clock.Left(update)));
                if (update % perEpoch != 0 && update != updates)
                {
                    continue;
                }

                var (loss, uar) = validationSet.Measure(inputStage, average);
                var report = new EpochReport(done + 1, update, rate, lossSum / (update - (done * perEpoch)), loss, uar, clock.ClipsPerSecond, clock.Seconds);
                done++;
                kept.Offer(report, average);
                observer.OnEpoch(report);
                save?.Invoke(loop.Capture(done, update, clock.Seconds));
                garbage.Collect();
                clock.EpochDone();
                lossSum = 0;
            }
        }
        catch (OperationCanceledException) when (kept.Weights is not null)
        {
            // What the epochs so far gave is worth keeping; the caller sees from the count that the end was not reached.
        }

        observer.OnRemark($"waited {100 * clock.WaitedShare:0} % of the time for data");
        return new TrainedNetwork(normalisation, kept.Weights!, kept.Report!, done, network.ParameterCount, Interrupted: done < epochs);
    }

    /// <summary>A generous guess: the rows of a batch, once as an array and once cut into shards, and everything smaller.</summary>
    private long BytesPerUpdate => 4L * sizeof(float) * recipe.BatchSize * RowLayout.Of(recipe).Count * recipe.WindowFrames;

    /// <summary>The model that the training starts from; null for weights at random.</summary>
    public InitialModel? Initial { get; init; }

    /// <summary>Which member of an ensemble is trained, from 1.</summary>
    public int Member { get; init; } = 1;

    private EmotionNetwork NewNetwork()
    {
        var network = new EmotionNetwork(recipe, labels.Count);
        Initial?.CopyTo(network, recipe.Network, labels, Member);
        return network;
    }

    /// <summary>One update; returns its loss.</summary>
    private double Update(Batch batch, ShardedStep step, EmotionNetwork network, AdamW optimizer, string place, double rate)
    {
        double loss = step.Run(batch);
        RequireFinite(loss, "loss", place, rate);
        using var scope = NewDisposeScope();
        RequireFinite(nn.utils.clip_grad_norm_(network.parameters(), recipe.GradientClip), "norm of the gradient", place, rate);
        optimizer.step();
        return loss;
    }

    /// <summary>A network that has once moved by such a number never comes back.</summary>
    private static void RequireFinite(double value, string name, string place, double rate)
    {
        if (!double.IsFinite(value))
        {
            string what = double.IsNaN(value) ? "not a number" : "infinite";
            throw new UserError(string.Create(
                CultureInfo.InvariantCulture, $"{place}: the {name} is {what} at a learning rate of {rate:G3}; train with a lower --learning-rate, or with another --seed"));
        }
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
