using System.Text.Json;
using Ser.Core;
using Ser.Corpora;
using Ser.Inference;
using Ser.Training.Data;
using Ser.Training.Fitting;
using Ser.Training.Fitting.Checkpoints;
using Ser.Training.Network;
using Ser.Training.Onnx;

namespace Ser.Training;

/// <summary>The whole way from a corpus to a model file.</summary>
/// <param name="recipe">Every choice.</param>
/// <param name="threads">Threads at most, 1 or more; the result does not depend on them.</param>
/// <param name="observer">Is told how it goes.</param>
public sealed class TrainingRun(Recipe recipe, int threads, ITrainingObserver observer)
{
    /// <summary>Clips on which the written model is compared with libtorch.</summary>
    private const int ComparedClips = 16;

    /// <summary>Clips of validation and test whose sound is in the training part too, as somebody allowed; the model tells it. Default 0.</summary>
    public int LeakedClips { get; init; }

    /// <summary>Where the run is written down after every epoch, so that it can go on there; null for nowhere. Default null.</summary>
    public CheckpointFolder? Checkpoints { get; init; }

    /// <summary>Whether to go on where <see cref="Checkpoints"/> stand; where no epoch was written down there, the run begins. Default false.</summary>
    public bool Resumes { get; init; }

    /// <summary>Whether to begin anew, and say why, where <see cref="Checkpoints"/> are those of another run or damaged; else the run is refused. Default false.</summary>
    public bool BeginsAnew { get; init; }

    /// <summary>The model that the training starts from; null for weights at random. What the recipe says of it is its origin.</summary>
    public InitialModel? Initial { get; init; }

    /// <summary>Whether that model has heard speakers of validation or test, as somebody allowed; the new model tells it. Default false.</summary>
    public bool KnowsVoices { get; init; }

    /// <summary>Trains a model and proves that its file does what was trained. The test part is not touched.</summary>
    /// <param name="corpus">The recordings.</param>
    /// <param name="split">Their parts.</param>
    /// <param name="cancel">Stops within one update; a model that an epoch has made by then is the result.</param>
    /// <exception cref="UserError">A clip, a folder or the machine is not as it must be.</exception>
    /// <exception cref="OperationCanceledException">It was stopped before there was a model.</exception>
    public TrainingResult Run(Corpus corpus, Split split, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        ArgumentNullException.ThrowIfNull(split);

        RequireWhole(split);
        FrontEndGraph.Require(recipe.Features, RowLayout.Of(recipe));
        TorchRuntime.Prepare();
        var files = FileStamps.Of(split.Train.Concat(split.Validation));
        var loader = new ClipLoader(recipe, threads, observer);
        var train = loader.Load(split.Train, corpus.Labels, trains: true, "reading training clips", cancel);
        var validation = split.Validation.Count == 0 ? [] : loader.Load(split.Validation, corpus.Labels, trains: false, "reading validation clips", cancel);
        files.RequireUnchanged();
        return Run(corpus, split, train, validation, cancel);
    }

    /// <summary>The same with clips that are read already: several runs share them, and each gives what it would give alone.</summary>
    /// <param name="store">What was read; made with the recipe of this run.</param>
    /// <param name="split">One of the splits that it was read for.</param>
    /// <param name="cancel">Stops within one update; a model that an epoch has made by then is the result.</param>
    /// <exception cref="UserError">A clip, a folder or the machine is not as it must be.</exception>
    /// <exception cref="OperationCanceledException">It was stopped before there was a model.</exception>
    public TrainingResult Run(ClipStore store, Split split, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(split);

        RequireWhole(split);
        FrontEndGraph.Require(recipe.Features, RowLayout.Of(recipe));
        TorchRuntime.Prepare();
        var validation = store.Validation(split);
        return validation.Count > 0 || split.Validation.Count == 0
            ? Run(store.Corpus, split, store.Train(split), validation, cancel)
            : throw new UserError("none of the validation clips can be read; see the remarks above, and mend or add recordings");
    }

    private TrainingResult Run(
        Corpus corpus, Split split, IReadOnlyList<TrainingClip> train, IReadOnlyList<TrainingClip> validation, CancellationToken cancel)
    {
        RequireClasses(train);
        LeakGuard.RequireFittedOn(split, "the training", Part.Train, train.Select(clip => clip.Name));

        var norm = recipe.SpeakerNorm ? SpeakerNorm.Fit(recipe, train) : null;
        train = norm?.Apply(train) ?? train;
        validation = norm?.Apply(validation) ?? validation;

        var history = new List<EpochReport>();
        var identity = RunIdentity.Of(recipe, corpus, split, train.Concat(validation));
        var from = Begun(identity);
        if (from is not null)
        {
            history.AddRange(from.History);
            observer.OnRemark($"going on behind epoch {from.Loop.Epochs}{(recipe.Members > 1 ? $" of member {from.Member}" : "")}, as {Checkpoints!.StateFile} says");
        }

        var trained = new EnsembleTrainer(recipe, corpus.Labels, threads, new HistoryObserver(observer, history)) { Initial = Initial }
            .Train(train, validation, cancel, from, Checkpoints is null ? null : state => Checkpoints.Save(identity, state));

        var card = MakeCard(corpus, split, trained, train, validation);
        byte[] bytes = OnnxExport.ToBytes(recipe, trained, card);
        double agreement = trained.Interrupted ? 0 : Compare(bytes, trained, validation.Count > 0 ? split.Validation : split.Train, validation.Count > 0 ? validation : train);
        return new TrainingResult(bytes, history, [.. trained.Members.Select(member => member.Kept)], trained.Interrupted, agreement)
        {
            Members = trained.Members.Count == 1 || trained.Interrupted || split.Test.Count == 0 ? [] : [.. trained.Members.Select(member => OnnxExport.ToBytes(recipe, trained with { Members = [member] }, card))],
            Adaptation = norm is null ? null : new SpeakerAdaptation(
                recipe, norm, (map, member) => OnnxExport.ToBytes(recipe, member == 0 ? trained : trained with { Members = [trained.Members[member - 1]] }, card, map)),
        };
    }

    /// <summary>Where the run was broken off; null where it begins.</summary>
    private EnsembleState? Begun(RunIdentity identity)
    {
        if (!Resumes || Checkpoints is not { HasState: true })
        {
            return null;
        }

        try
        {
            return Checkpoints.Load(identity);
        }
        catch (UserError error) when (BeginsAnew)
        {
            observer.OnRemark($"begun anew: {error.Message}");
            return null;
        }
    }

    private double Compare(byte[] bytes, TrainedEnsemble trained, IReadOnlyList<Clip> part, IReadOnlyList<TrainingClip> readable)
    {
        using var model = EmotionModel.Load(bytes, "model.onnx");
        using var check = new AgreementCheck(recipe, trained, model.Labels.Count);
        var names = readable.Select(clip => clip.Name).ToHashSet(StringComparer.Ordinal);
        Clip[] clips = [.. part.Where(clip => names.Contains(clip.Name))];
        return check.Require(model, Spread(clips, ComparedClips).Select(clip => ClipAudio.Read(clip)));
    }

    private ModelCard MakeCard(
        Corpus corpus, Split split, TrainedEnsemble trained, IReadOnlyList<TrainingClip> train, IReadOnlyList<TrainingClip> validation) => new()
    {
        Format = ModelCard.CurrentFormat,
        Tool = $"ser {ProductVersion.Number}",
        Labels = corpus.Labels,
        SampleRate = recipe.Features.SampleRate,
        Features = JsonElement.Parse(recipe.Features.ToJson()),
        Normalisation = trained.Members[0].Normalisation.ToJson(),
        Architecture = recipe.Network.ToJson(),
        Recipe = recipe.ToJson(),
        Training = new TrainingSummary(
            trained.Members[0].Epochs, trained.Members[0].Kept.Epoch, trained.Members[0].Kept.Updates, trained.ValidationUar, trained.ValidationLoss,
            trained.Members.Sum(member => member.Parameters), trained.Interrupted)
        {
            Members = trained.Members.Count,
        },
        Corpus = new CorpusSummary(
            split.Main.Corpus.Name, Licences(split.Corpus.Licence, Initial?.Origin.Licence), split.Main.Corpus.Hash, split.Rule, split.Hash,
            split.SpeakerOverlap || KnowsVoices, train.Count,
            split.SpeakersOf(Part.Train), split.SpeakersOf(Part.Validation), split.SpeakersOf(Part.Test))
        {
            LeakedClips = LeakedClips,
            Extra = split.Extra is { } extra
                ? new ExtraSummary(
                    extra.Name, extra.Licence, extra.Hash, train.Select(clip => clip.Name).Intersect(extra.Clips.Select(clip => clip.Name), StringComparer.Ordinal).Count())
                : null,
            ClipHashes = ClipHashes.Pack(train.Concat(validation).Select(clip => clip.Hash).Concat(Initial?.SoundHashes ?? Enumerable.Empty<ulong>())),
            Initial = Initial is null ? null : new InitialSummary(Initial.Origin.Hash, Initial.Origin.Corpus, Initial.Origin.Licence, [.. Initial.Speakers]),
        },
        Calibration = trained.Calibration,
    };

    /// <summary>Refuses what cannot be trained, before anything is read.</summary>
    private void RequireWhole(Split split)
    {
        recipe.RequireWhole();
        recipe.RequireSpeakers(split);
        if (recipe.Selection == Selection.Best && split.Validation.Count == 0)
        {
            throw new UserError("--select best chooses the epoch on a validation part, and there is none; add --validation 0.15, or leave --select out");
        }
    }

    private static string? Licences(params IEnumerable<string?> licences) =>
        string.Join(" + ", licences.OfType<string>().SelectMany(licence => licence.Split(" + ")).Distinct()) is { Length: > 0 } joined ? joined : null;

    private static void RequireClasses(IReadOnlyList<TrainingClip> train)
    {
        if (train.Select(clip => clip.Label).Distinct().Count() < 2)
        {
            throw new UserError("the training clips that can be read are all of one class; see the remarks above, and mend or add recordings");
        }
    }

    /// <summary>At most <paramref name="count"/> items, evenly spread over the list.</summary>
    private static IEnumerable<Clip> Spread(Clip[] clips, int count)
    {
        int taken = Math.Min(count, clips.Length);
        return Enumerable.Range(0, taken).Select(i => clips[(int)((long)i * clips.Length / taken)]);
    }

    /// <summary>Passes everything on and keeps the epochs.</summary>
    private sealed class HistoryObserver(ITrainingObserver next, List<EpochReport> history) : ITrainingObserver
    {
        public void OnWork(WorkProgress progress) => next.OnWork(progress);

        public void OnRemark(string remark) => next.OnRemark(remark);

        public void OnStart(TrainingSize size) => next.OnStart(size);

        public void OnUpdate(UpdateReport report) => next.OnUpdate(report);

        public void OnEpoch(EpochReport report)
        {
            history.Add(report);
            next.OnEpoch(report);
        }
    }
}
