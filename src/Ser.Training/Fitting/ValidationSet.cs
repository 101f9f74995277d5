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
    private readonly List<(Tensor Rows, Tensor Valid, Tensor Labels)> batches = [];

    public ValidationSet(IReadOnlyList<TrainingClip> clips, IReadOnlyList<string> labels)
    {
        this.labels = labels;
        foreach (var chunk in clips.OrderBy(clip => clip.Versions[0].Frames).Chunk(BatchSize))
        {
            batches.Add(ToTensors(chunk));
        }
    }

    /// <summary>Cross-entropy in nats and unweighted average recall of a network in evaluation mode.</summary>
    public (double Loss, double Uar) Measure(InputStage inputStage, EmotionNetwork network)
    {
        using var noGradient = no_grad();
        double loss = 0;
        var truth = new List<int>();
        var predicted = new List<int>();
        foreach (var (rows, valid, wanted) in batches)
        {
            using var scope = NewDisposeScope();
            var logits = network.call(inputStage.Prepare(rows, valid));
            loss += nn.functional.cross_entropy(logits, wanted, reduction: nn.Reduction.Sum).item<float>();
            truth.AddRange(wanted.data<long>().Select(label => (int)label));
            predicted.AddRange(logits.argmax(1).data<long>().Select(label => (int)label));
        }

        return (loss / truth.Count, ClassificationFigures.Measure(labels, truth, predicted).Uar);
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
        int rows = clips[0].Versions[0].Rows, frames = clips.Max(clip => clip.Versions[0].Frames);
        var values = new float[clips.Length * rows * frames];
        var valid = new float[clips.Length * frames];
        for (int i = 0; i < clips.Length; i++)
        {
            var clip = clips[i].Versions[0];
            valid.AsSpan(i * frames, clip.Frames).Fill(1);
            for (int t = 0; t < clip.Frames; t++)
            {
                var frame = clip.Frame(t);
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
