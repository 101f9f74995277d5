using Ser.Evaluation;
using Ser.Inference;
using Ser.Training.Data;
using Ser.Training.Fitting.Checkpoints;
using Ser.Training.Network;
using static TorchSharp.torch;

namespace Ser.Training.Fitting;

/// <summary>Trains the members of an ensemble one after the other, mostly but one, and calibrates what they say together.</summary>
/// <param name="recipe">Every choice.</param>
/// <param name="labels">The classes.</param>
/// <param name="threads">Threads at most; the result does not depend on them.</param>
/// <param name="observer">Is told how it goes.</param>
internal sealed class EnsembleTrainer(Recipe recipe, IReadOnlyList<string> labels, int threads, ITrainingObserver observer)
{
    /// <summary>The model that the training starts from; null for weights at random.</summary>
    public InitialModel? Initial { get; init; }

    /// <summary>Trains until the planned end or until it is stopped.</summary>
    /// <param name="train">The training clips, at least two.</param>
    /// <param name="validation">The clips that every member is measured on after each epoch; may be none.</param>
    /// <param name="cancel">Ends the loop after the running update; what the epochs so far gave is the result.</param>
    /// <param name="from">Where the same training was broken off; null to begin.</param>
    /// <param name="save">Is given what it takes to go on, after every epoch; null for nobody.</param>
    /// <exception cref="OperationCanceledException">It was stopped before the first epoch ended: there is no result.</exception>
    public TrainedEnsemble Train(
        IReadOnlyList<TrainingClip> train, IReadOnlyList<TrainingClip> validation, CancellationToken cancel, EnsembleState? from = null, Action<EnsembleState>? save = null)
    {
        recipe.RequireWhole();
        var finished = from?.Finished.ToList() ?? [];
        var history = from?.History.ToList() ?? [];
        TrainedNetwork? trained = null;
        for (int member = finished.Count + 1; member <= recipe.Members; member++)
        {
            if (trained is not null)
            {
                finished.Add(FinishedMember.Of(trained));
            }

            int number = member;
            var watched = new MemberObserver(observer, member, recipe.Members, history.Add);
            try
            {
                trained = new Trainer(recipe.ForMember(member), labels, threads, watched) { Initial = Initial, Member = member }.Train(
                    train, validation, cancel, member == from?.Member ? from.Loop : null,
                    state => save?.Invoke(new EnsembleState([.. finished], [.. history], number, state)));
            }
            catch (OperationCanceledException) when (trained is not null)
            {
                finished.RemoveAt(finished.Count - 1);   // it is the last one of the result
                break;
            }

            if (trained.Interrupted)
            {
                break;
            }
        }

        TrainedNetwork[] members = [.. finished.Select(member => member.With(trained!.Normalisation, trained.Parameters)), trained!];
        return Calibrated(members, validation) with { Interrupted = trained!.Interrupted || members.Length < recipe.Members };
    }

    private TrainedEnsemble Calibrated(TrainedNetwork[] members, IReadOnlyList<TrainingClip> validation)
    {
        var ensemble = new TrainedEnsemble(members);
        if (validation.Count == 0)
        {
            return ensemble with { Calibration = new Calibration(recipe.Temperature, Clips: 0) };
        }

        using var garbage = new GarbagePause();
        using var scope = NewDisposeScope();
        using var clips = new ValidationSet(validation, labels, threads);
        using var network = new EmotionNetwork(recipe, labels.Count);
        network.eval();
        int[] truth = [];
        var each = new double[members.Length][][];
        foreach (var (i, member) in members.Index())
        {
            using var inputStage = new InputStage(recipe.Features, recipe.Network, member.Normalisation);
            member.Weights.Restore(network);
            (truth, each[i]) = clips.Logits(inputStage, network);
        }

        double[][] together = MemberMean.Of(each);
        return ensemble with
        {
            Calibration = TemperatureScaling.Fit(truth, together),
            ValidationLoss = members is [var one] ? one.Kept.ValidationLoss : TemperatureFit.LogLoss(truth, together, 1),
            ValidationUar = members is [var only]
                ? only.Kept.ValidationUar
                : ConfusionMatrix.Count(labels, truth, [.. together.Select(row => Array.IndexOf(row, row.Max()))]).UnweightedAverageRecall,
        };
    }
}
