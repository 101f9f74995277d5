using Ser.Augmentation;
using Ser.Core;
using Ser.Resampling;
using Ser.Training.Network;

namespace Ser.Training.Data;

/// <summary>Balances the clips of the training part: some are made, some are left out.</summary>
/// <remarks>
/// A made clip is a mixture of two clips of its class: of the windows from their middles, at their own and at every other speed. Which
/// two, and in which shares, the method decides on the standardised maps (<see cref="ClipMaps"/>); the mixture is one of raw rows,
/// so that noise, stretch and masks vary it anew in every epoch, as any other clip.
/// </remarks>
/// <param name="recipe">Every choice.</param>
/// <param name="labels">The classes.</param>
/// <param name="threads">Threads at most; the clips do not depend on them.</param>
/// <param name="observer">Is told how many clips there were and are, and where the method could not do what its paper says.</param>
internal sealed class BalancedClips(Recipe recipe, IReadOnlyList<string> labels, int threads, ITrainingObserver observer)
{
    /// <summary>The clips to train on: those that stay in their order, then the made ones class by class.</summary>
    /// <param name="clips">The training part.</param>
    /// <param name="normalisation">Fitted on it.</param>
    /// <param name="cancel">Stops the search for neighbours.</param>
    /// <exception cref="UserError">There are too many clips for one table, or fewer than two classes are left.</exception>
    public IReadOnlyList<TrainingClip> Make(IReadOnlyList<TrainingClip> clips, Normalisation normalisation, CancellationToken cancel)
    {
        if (Balances.MethodOf(recipe.Balance) is not { } method)
        {
            return clips;
        }

        var maps = ClipMaps.Of(recipe, normalisation, clips, threads, cancel);
        var rows = new LabelledRows<float>(maps, [.. clips.Select(clip => clip.Label)], labels);
        var balanced = Resampler.Plan(rows, new ResamplingOptions { Method = method, Seed = recipe.Seed }, threads, new Watched(observer), cancel);
        TrainingClip[] made = new TrainingClip[balanced.Made.Count];
        Parallel.For(0, made.Length, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancel }, i =>
        {
            var row = balanced.Made[i];
            made[i] = Mixed(clips[row.First], clips[row.Second], row.Step, i);
        });
        Tell(method, balanced.Report);
        if (balanced.Report.Classes.Count(change => change.After > 0) < 2)
        {
            throw new UserError($"--balance {method.Name()} leaves training clips of one class at most, for too few agree with their neighbours; choose another way");
        }

        return [.. balanced.Kept.Select(i => clips[i]), .. made];
    }

    private TrainingClip Mixed(TrainingClip first, TrainingClip second, double step, int number)
    {
        // The name is the key of its augmentation: a clip that is used twice is varied in two ways.
        string name = $"{first.Name} + {second.Name} #{number}";
        var parents = new ClipParents(first.Name, second.Name, step);
        return ReferenceEquals(first, second) || step == 0
            ? first with { Name = name, Parents = parents }
            : new TrainingClip(
                name, first.Label, Mixed(first.Recording, second.Recording, (float)step),
                [.. first.Copies.Zip(second.Copies, (one, other) => Mixed(one, other, (float)step))])
            {
                Parents = parents,
            };
    }

    /// <summary>
    /// Both clips from their middles, frame by frame. The mixture is as long as the clip that has the larger share of it: masks are 0 or 1,
    /// and the mixture of two masks, rounded, is the mask of that clip.
    /// </summary>
    private ClipRows Mixed(ClipRows first, ClipRows second, float step)
    {
        int frames = Math.Min(recipe.WindowFrames, (step <= 0.5f ? first : second).Frames);
        float[] one = Window(first, frames), other = Window(second, frames);
        float[] values = new float[one.Length];
        for (int row = 0; row < first.Rows; row++)
        {
            for (int t = 0; t < frames; t++)
            {
                float value = one[(row * frames) + t];
                values[(t * first.Rows) + row] = value + (step * (other[(row * frames) + t] - value));
            }
        }

        return ClipRows.Of(first.Rows, values);
    }

    /// <summary>rows × frames from the middle; a clip that is shorter repeats its edges.</summary>
    private float[] Window(ClipRows clip, int frames)
    {
        float[] window = new float[clip.Rows * frames], valid = new float[frames];
        using var values = clip.Lease();
        SpectrogramWarp.Centred(clip.Frames, frames).Apply(values.Values, clip.Rows, recipe.Features.MelBands, 0, window, valid);
        return window;
    }

    private void Tell(ResamplingMethod method, ResamplingReport report)
    {
        int made = report.Classes.Sum(change => change.Made), taken = report.Classes.Sum(change => change.Before - change.Kept);
        observer.OnRemark(
            $"{method.Name()}: {made} training clips made, {taken} left out; now "
            + string.Join(", ", report.Classes.Select(change => $"{change.Label} {change.After}")));
        foreach (var remark in report.Remarks)
        {
            observer.OnRemark(remark.ToString());
        }
    }

    /// <summary>Hands progress on at once: <see cref="Progress{T}"/> would do so on another thread.</summary>
    private sealed class Watched(ITrainingObserver observer) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => observer.OnWork(value);
    }
}
