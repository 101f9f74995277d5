using Ser.Evaluation;
using Ser.Training.Data;
using Ser.Training.Network;
using static TorchSharp.torch;

namespace Ser.Training.Fitting;

/// <summary>The validation part as ready tensors: clips of like length side by side, the shorter ones padded and masked.</summary>
internal sealed class ValidationSet : IDisposable
{
    private const int BatchSize = 32;

    private readonly IReadOnlyList<string> labels;
    private readonly ParallelOptions limit;
    private readonly List<(Tensor Rows, Tensor Valid, Tensor Labels)> batches = [];

    public ValidationSet(IReadOnlyList<TrainingClip> clips, IReadOnlyList<string> labels, int threads)
    {
        if (clips.FirstOrDefault(clip => clip.Parents is not null) is { } made)
        {
            throw new ArgumentException($"{made.Name} was made by balancing and cannot measure anything", nameof(clips));
        }

        this.labels = labels;
        limit = new ParallelOptions { MaxDegreeOfParallelism = threads };
        foreach (var chunk in clips.OrderBy(clip => clip.Recording.Frames).Chunk(BatchSize))
        {
            batches.Add(ToTensors(chunk));
        }
    }

    /// <summary>Whether there are no clips, and so nothing to measure.</summary>
    public bool IsEmpty => batches.Count == 0;

    /// <summary>Cross-entropy in nats and unweighted average recall of a network in evaluation mode; null and null without clips.</summary>
    public (double? Loss, double? Uar) Measure(InputStage inputStage, EmotionNetwork network)
    {
        if (IsEmpty)
        {
            return (null, null);
        }

        var results = new (double Loss, long[] Truth, long[] Predicted)[batches.Count];
        Parallel.For(0, batches.Count, limit, i => results[i] = Measure(batches[i], inputStage, network));
        int[] truth = [.. results.SelectMany(result => result.Truth).Select(label => (int)label)];
        int[] predicted = [.. results.SelectMany(result => result.Predicted).Select(label => (int)label)];
        return (results.Sum(result => result.Loss) / truth.Length, ConfusionMatrix.Count(labels, truth, predicted).UnweightedAverageRecall);
    }

    /// <summary>Class and logits of every clip, in an order that is always the same.</summary>
    public (int[] Truth, double[][] Logits) Logits(InputStage inputStage, EmotionNetwork network)
    {
        var results = new (int[] Truth, double[][] Logits)[batches.Count];
        Parallel.For(0, batches.Count, limit, i =>
        {
            using var scope = NewDisposeScope();
            using var noGradient = no_grad();
            var logits = network.call(inputStage.Prepare(batches[i].Rows, batches[i].Valid));
            results[i] = (
                [.. batches[i].Labels.data<long>().Select(label => (int)label)],
                [.. logits.data<float>().Select(logit => (double)logit).Chunk(labels.Count)]);
        });
        return ([.. results.SelectMany(result => result.Truth)], [.. results.SelectMany(result => result.Logits)]);
    }

    private static (double, long[], long[]) Measure((Tensor Rows, Tensor Valid, Tensor Labels) batch, InputStage inputStage, EmotionNetwork network)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var logits = network.call(inputStage.Prepare(batch.Rows, batch.Valid));
        double loss = nn.functional.cross_entropy(logits, batch.Labels, reduction: nn.Reduction.Sum).item<float>();
        return (loss, [.. batch.Labels.data<long>()], [.. logits.argmax(1).data<long>()]);
    }

    public void Dispose()
    {
        foreach (var (rows, valid, wanted) in batches)
        {
            rows.Dispose();
            valid.Dispose();
            wanted.Dispose();
        }
    }

    private static (Tensor, Tensor, Tensor) ToTensors(TrainingClip[] clips)
    {
        int rows = clips[0].Recording.Rows, frames = clips.Max(clip => clip.Recording.Frames);
        var values = new float[clips.Length * rows * frames];
        var valid = new float[clips.Length * frames];
        for (int i = 0; i < clips.Length; i++)
        {
            var clip = clips[i].Recording;
            using var lease = clip.Lease();
            valid.AsSpan(i * frames, clip.Frames).Fill(1);
            for (int t = 0; t < clip.Frames; t++)
            {
                var frame = lease.Values.Slice(t * rows, rows);
                for (int row = 0; row < rows; row++)
                {
                    values[(((i * rows) + row) * frames) + t] = frame[row];
                }
            }
        }

        return (
            tensor(values, clips.Length, rows, frames).DetachFromDisposeScope(),
            tensor(valid, clips.Length, frames).DetachFromDisposeScope(),
            tensor(clips.Select(clip => (long)clip.Label).ToArray()).DetachFromDisposeScope());
    }
}
