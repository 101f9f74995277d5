using System.Diagnostics;
using Ser.Core;
using Ser.Corpora;
using Ser.Training.Data;
using Ser.Training.Fitting;
using Ser.Training.Network;
using Ser.Training.Onnx;

namespace Ser.Training.Tuning;

/// <summary>Trains trials on the folds of a search. Clips are read and analysed once, before the first.</summary>
/// <param name="recipe">The recipe that the search began with: its analysis is that of all trials.</param>
/// <param name="folds">Divisions of one corpus that holds no test clips.</param>
/// <param name="threads">Threads at most, 1 or more; the scores do not depend on them.</param>
/// <param name="observer">Is told how it goes.</param>
public sealed class TrialTraining(Recipe recipe, IReadOnlyList<Split> folds, int threads, ITrainingObserver observer)
{
    private ClipStore? store;

    /// <summary>The model that every trial starts from; null for weights at random.</summary>
    public InitialModel? Initial { get; init; }

    /// <summary>The updates of the whole schedule, as the recipe has it for a corpus of so many training clips.</summary>
    public static int UpdatesOf(Recipe recipe, int clips) => UpdateBudget.Of(recipe, clips);

    /// <summary>Trains a trial on every fold, along a schedule that ends with the last update.</summary>
    /// <param name="trial">What is tried.</param>
    /// <param name="rung">For the score.</param>
    /// <param name="updates">Length of the schedule.</param>
    /// <param name="cancel">Stops after the running update; nothing is kept of the trial then.</param>
    /// <exception cref="UserError">The clips cannot be read, or libtorch is not there.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public TrialScore Run(Trial trial, int rung, int updates, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(trial);
        FrontEndGraph.Require(recipe.Features, RowLayout.Of(recipe));
        TorchRuntime.Prepare();
        store ??= ClipStore.Load(recipe, folds[0].Corpus, folds, threads, observer, cancel);

        var clock = Stopwatch.StartNew();
        string? fault = null;
        double[] scores = new double[folds.Count];
        for (int fold = 0; fold < scores.Length; fold++)
        {
            scores[fold] = TrialScore.Rounded(Score(trial, folds[fold], updates, ref fault, cancel));
        }

        return new TrialScore(trial.Number, rung, updates, scores, TrialScore.Rounded(clock.Elapsed.TotalSeconds)) { Fault = fault };
    }

    /// <summary>The score of a training, 0 where it came to nothing. Trial 1 is the recipe that somebody asked for: its faults end the search.</summary>
    private double Score(Trial trial, Split fold, int updates, ref string? fault, CancellationToken cancel)
    {
        try
        {
            return Train(trial.Recipe, fold, updates, cancel);
        }
        catch (UserError error) when (trial.Number > 1)
        {
            fault ??= error.Message;
            return 0;
        }
    }

    /// <summary>UAR on the validation speakers when the last update is done: not that of the best epoch, which luck chooses too.</summary>
    private double Train(Recipe tried, Split fold, int updates, CancellationToken cancel)
    {
        var train = store!.Train(fold);
        var validation = store.Validation(fold);
        if (train.Count < 2 || validation.Count == 0)
        {
            throw new UserError("a fold has no training or no validation clip that can be read; see the remarks above, and mend or add recordings");
        }

        if (tried.SpeakerNorm)
        {
            tried.RequireSpeakers(fold);
            var norm = SpeakerNorm.Fit(tried, train);
            (train, validation) = (norm.Apply(train), norm.Apply(validation));
        }

        var last = new LastEpoch(observer);
        var trained = new Trainer(UpdateBudget.Apply(tried, updates), store.Corpus.Labels, threads, last) { Initial = Initial }.Train(train, validation, cancel);
        return trained.Interrupted ? throw new OperationCanceledException(cancel) : last.Report!.ValidationUar!.Value;
    }

    /// <summary>Passes everything on and keeps the last epoch.</summary>
    private sealed class LastEpoch(ITrainingObserver next) : ITrainingObserver
    {
        public EpochReport? Report { get; private set; }

        public void OnWork(WorkProgress progress) => next.OnWork(progress);

        public void OnRemark(string remark) => next.OnRemark(remark);

        public void OnStart(TrainingSize size) => next.OnStart(size);

        public void OnUpdate(UpdateReport report) => next.OnUpdate(report);

        public void OnEpoch(EpochReport report)
        {
            Report = report;
            next.OnEpoch(report);
        }
    }
}
