using Ser.Cli.RunFolders;
using Ser.Core;
using Ser.Corpora;
using Ser.Inference;
using Ser.Training;

namespace Ser.Cli.Crossval;

/// <summary>Trains and tests folds one after the other; their clips are read and analysed once, before the first.</summary>
/// <param name="plan">All folds.</param>
/// <param name="wanted">The numbers of those that may be asked for.</param>
/// <param name="recipe">The recipe of every fold.</param>
/// <param name="folder">Where the folds' run folders go.</param>
/// <param name="initial">The model that every fold starts from; null for weights at random.</param>
internal sealed class FoldTraining(FoldPlan plan, IReadOnlyList<int> wanted, Recipe recipe, CrossvalFolder folder, InitialModel? initial = null)
{
    private ClipStore? store;

    /// <summary>Trains and tests a fold; its folder is complete when this returns.</summary>
    /// <param name="number">One of the wanted folds.</param>
    /// <param name="threads">Threads at most, 1 or more; the result does not depend on them.</param>
    /// <param name="observer">Is told how it goes.</param>
    /// <param name="cancel">Stops; the fold is then not finished, and goes on after its last epoch when it is asked for again.</param>
    /// <exception cref="UserError">A clip, a folder or the machine is not as it must be.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void Run(int number, int threads, ITrainingObserver observer, CancellationToken cancel)
    {
        store ??= ClipStore.Load(recipe, plan.AllClips, [.. wanted.Select(fold => plan.Folds[fold - 1].Split)], threads, observer, cancel);
        var split = plan.Folds[number - 1].Split;
        var run = folder.Fold(number);
        run.Prepare();
        TrainingResult result;
        try
        {
            var training = new TrainingRun(recipe, threads, observer) { Checkpoints = run.Checkpoints.States, Resumes = true, BeginsAnew = true, Initial = initial };
            result = training.Run(store, split, cancel);
            if (result.Interrupted)
            {
                throw new OperationCanceledException(cancel);   // a fold that saw fewer epochs than the others must not be averaged with them
            }
        }
        catch
        {
            run.Abandon();
            throw;
        }

        run.WriteTraining(recipe.ToText(), split, result);
        using var model = EmotionModel.Load(run.Model);
        var adapted = result.Adaptation?.Fit(split.Test, model.Labels, threads, new WorkSink(observer), cancel);
        var test = ModelTest.Run(
            model, split.Test, threads, recipe.Seed, split.SpeakerOverlap, zeroDivision: 0, new WorkSink(observer), observer.OnRemark, cancel,
            adapted is null ? null : speaker => adapted.Of(speaker));
        foreach (string line in LeftOut.Describe([.. test.Skipped.Except(store.Faults)]))
        {
            observer.OnRemark(line);
        }

        run.WriteTest(test, MemberFigures.Test(result, adapted, test, threads, new WorkSink(observer), cancel));
        run.Checkpoints.Remove();
    }

    /// <summary>Tells an observer of the test.</summary>
    private sealed class WorkSink(ITrainingObserver observer) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => observer.OnWork(value);
    }
}
