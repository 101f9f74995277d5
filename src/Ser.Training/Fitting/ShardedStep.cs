using Ser.Training.Data;
using Ser.Training.Network;
using static TorchSharp.torch;

namespace Ser.Training.Fitting;

/// <summary>
/// Losses and gradients of a batch, computed in shards side by side: each shard has a network of its own that shares the
/// weights, and normalises over its own clips.
/// </summary>
/// <remarks>
/// Operations of this size gain little from several threads inside them, but shards gain almost all of a second core. The
/// number of shards is part of the recipe and every shard draws from a generator of its own, so the result is the same for any
/// number of threads. Statistics over a shard are "ghost batch normalisation" (Hoffer et al. 2017, arXiv 1705.08741).
/// </remarks>
internal sealed class ShardedStep : IDisposable
{
    private readonly Recipe recipe;
    private readonly int labels;
    private readonly InputStage inputStage;
    private readonly Tensor classWeights;
    private readonly Shard[] shards;
    private readonly ParallelOptions limit;

    /// <param name="recipe">Every choice.</param>
    /// <param name="labels">Number of classes.</param>
    /// <param name="network">The network whose gradients are wanted; the first shard works with itself.</param>
    /// <param name="newNetwork">Makes another one of the same plan.</param>
    /// <param name="inputStage">From raw rows to the network's input.</param>
    /// <param name="classWeights">One per class.</param>
    /// <param name="threads">Shards that are computed at the same time.</param>
    public ShardedStep(
        Recipe recipe, int labels, EmotionNetwork network, Func<EmotionNetwork> newNetwork, InputStage inputStage, Tensor classWeights, int threads)
    {
        this.recipe = recipe;
        this.labels = labels;
        this.inputStage = inputStage;
        this.classWeights = classWeights;
        shards = [.. Enumerable.Range(0, recipe.Shards).Select(i => new Shard(i == 0 ? network : newNetwork(), network, new Generator((ulong)recipe.Seed + (ulong)i)))];
        limit = new ParallelOptions { MaxDegreeOfParallelism = threads };
    }

    /// <summary>The states of the shards' generators.</summary>
    public IReadOnlyList<byte[]> Generators
    {
        get
        {
            using var scope = NewDisposeScope();
            return [.. shards.Select(shard => shard.Noise.get_state().bytes.ToArray())];
        }
    }

    /// <summary>Goes on from generators as they were; the network holds its weights and statistics already.</summary>
    public void Resume(IReadOnlyList<byte[]> generators)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        foreach (var (shard, state) in shards.Zip(generators))
        {
            shard.Noise.set_state(tensor(state));
            shard.TakeStatistics(shards[0]);
        }
    }

    /// <summary>Leaves the gradients of a batch's mean loss in the network, and that loss as the result.</summary>
    public double Run(Batch batch)
    {
        // A shard of a clip or two could not be normalised over.
        int count = batch.Size >= 4 * shards.Length ? shards.Length : 1;
        var losses = new double[count];
        Parallel.For(0, count, limit, i =>
        {
            int from = batch.Size * i / count, to = batch.Size * (i + 1) / count;
            losses[i] = Backward(shards[i], batch, from, to);
        });

        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        for (int i = 1; i < count; i++)
        {
            shards[0].TakeIn(shards[i]);
        }

        if (count > 1)
        {
            Shard.AverageStatistics(shards);
        }

        return losses.Sum();
    }

    public void Dispose()
    {
        foreach (var shard in shards)
        {
            shard.Dispose();
        }
    }

    /// <summary>Forward and backward over the clips from … to − 1; the loss is their share of the batch's mean.</summary>
    private double Backward(Shard shard, Batch batch, int from, int to)
    {
        using var scope = NewDisposeScope();
        shard.Network.zero_grad();
        var (input, targets) = Mix(ToInput(batch, from, to, shard.Noise), Slice(batch.Targets, from, to, labels), batch.Mix);
        var loss = nn.functional.cross_entropy(shard.Network.call(input), targets, classWeights) * ((to - from) / (double)batch.Size);
        loss.backward();
        return loss.item<float>();
    }

    private NetworkInput ToInput(Batch batch, int from, int to, Generator noise)
    {
        int frames = batch.Frames;
        var valid = Slice(batch.Valid, from, to, frames);
        var input = inputStage.Prepare(Slice(batch.Rows, from, to, RowLayout.Of(recipe).Count, frames), valid);
        var keptBands = Slice(batch.KeptBands, from, to, 1, recipe.Features.MelBands, 1);
        var keptFrames = Slice(batch.KeptFrames, from, to, 1, frames);
        return input with { Branches = [.. recipe.Network.Branches.Zip(input.Branches, Masked)], Noise = noise };

        // Curves get noise as well: there are few of them, and none is hidden by a mask over bands.
        Tensor Masked(BranchPlan branch, Tensor seen) => branch.IsPicture
            ? (branch.Inputs[0] == NetworkInputKind.Mel ? seen * keptBands : seen) * keptFrames.unsqueeze(1)
            : (seen + (randn(seen.shape, generator: noise) * recipe.Augmentation.RowNoise)) * keptFrames;
    }

    /// <summary>Mixes every clip with the one at the mirrored place: features and targets in the same shares.</summary>
    /// <param name="input">The features.</param>
    /// <param name="targets">clips × classes.</param>
    /// <param name="share">Share of the clip itself; 1 mixes nothing.</param>
    internal static (NetworkInput Input, Tensor Targets) Mix(NetworkInput input, Tensor targets, float share) => share == 1
        ? (input, targets)
        : (input with { Branches = [.. input.Branches.Select(seen => Mixed(seen, share))], Valid = input.Valid.maximum(input.Valid.flip(0)) }, Mixed(targets, share));

    private static Tensor Mixed(Tensor values, float share) => (values * share) + (values.flip(0) * (1 - share));

    /// <summary>The values of clips from … to − 1 as a tensor of clips × shape.</summary>
    private static Tensor Slice(float[] values, int from, int to, params ReadOnlySpan<long> shape)
    {
        int each = 1;
        foreach (long size in shape)
        {
            each *= (int)size;
        }

        return tensor(values.AsSpan(from * each, (to - from) * each).ToArray(), [to - from, .. shape]);
    }

    /// <summary>A network that shares the weights of another one but has gradients and running statistics of its own.</summary>
    private sealed class Shard : IDisposable
    {
        private readonly Tensor[] weights, statistics;

        public Shard(EmotionNetwork network, EmotionNetwork original, Generator noise)
        {
            Network = network;
            Noise = noise;
            using var noGradient = no_grad();
            foreach (var (weight, shared) in network.parameters().Zip(original.parameters()))
            {
                if (!ReferenceEquals(network, original))
                {
                    weight.set_(shared);
                }
            }

            weights = [.. network.parameters()];
            statistics = [.. network.buffers().Where(buffer => buffer.dtype == ScalarType.Float32)];
        }

        public EmotionNetwork Network { get; }

        public Generator Noise { get; }

        /// <summary>Adds another shard's gradients to this one's.</summary>
        public void TakeIn(Shard other)
        {
            foreach (var (mine, theirs) in weights.Zip(other.weights))
            {
                mine.grad!.add_(theirs.grad!);
            }
        }

        /// <summary>Takes the running statistics of another shard.</summary>
        public void TakeStatistics(Shard other)
        {
            foreach (var (mine, theirs) in statistics.Zip(other.statistics))
            {
                mine.copy_(theirs);
            }
        }

        /// <summary>Gives all shards the mean of their running statistics.</summary>
        public static void AverageStatistics(Shard[] shards)
        {
            for (int i = 0; i < shards[0].statistics.Length; i++)
            {
                var mean = shards[0].statistics[i];
                for (int other = 1; other < shards.Length; other++)
                {
                    mean.add_(shards[other].statistics[i]);
                }

                mean.div_(shards.Length);
                for (int other = 1; other < shards.Length; other++)
                {
                    shards[other].statistics[i].copy_(mean);
                }
            }
        }

        public void Dispose()
        {
            Network.Dispose();
            Noise.Dispose();
        }
    }
}
