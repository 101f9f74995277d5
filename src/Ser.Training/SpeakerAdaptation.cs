using Ser.Core;
using Ser.Corpora;
using Ser.Training.Data;
using Ser.Training.Fitting;
using Ser.Training.Network;

namespace Ser.Training;

/// <summary>Fits a model that was trained with normalisation by speaker to the speakers of a test. Immutable.</summary>
public sealed class SpeakerAdaptation
{
    private readonly Recipe recipe;
    private readonly SpeakerNorm norm;
    private readonly Func<RowAffine, int, byte[]> export;

    /// <param name="recipe">Of the training.</param>
    /// <param name="norm">Fitted to the training part.</param>
    /// <param name="export">Makes the file of a member, or with 0 of all together, that has a map behind its analysis.</param>
    internal SpeakerAdaptation(Recipe recipe, SpeakerNorm norm, Func<RowAffine, int, byte[]> export)
    {
        this.recipe = recipe with { Waveforms = null };   // sound is varied for training only
        this.norm = norm;
        this.export = export;
    }

    /// <summary>Reads all clips of some speakers and fits a map to each speaker. Labels are not looked at.</summary>
    /// <param name="clips">All clips of the test; their labels are classes of the model.</param>
    /// <param name="labels">The classes of the model.</param>
    /// <param name="threads">Threads at most.</param>
    /// <param name="progress">Told after every clip. Who reads the clips again to label them hears of those that cannot be read.</param>
    /// <param name="cancel">Stops between clips.</param>
    /// <exception cref="UserError">None of the clips can be read.</exception>
    public AdaptedModels Fit(IReadOnlyList<Clip> clips, IReadOnlyList<string> labels, int threads, IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(clips);
        var read = new ClipLoader(recipe, threads, new ProgressOnly(progress)).Load(clips, labels, trains: false, "listening to test speakers", cancel);
        return new AdaptedModels(norm.MapsOf(read), export);
    }

    private sealed class ProgressOnly(IProgress<WorkProgress> progress) : ITrainingObserver
    {
        public void OnWork(WorkProgress work) => progress.Report(work);

        public void OnRemark(string remark)
        {
        }

        public void OnStart(TrainingSize size)
        {
        }

        public void OnUpdate(UpdateReport report)
        {
        }

        public void OnEpoch(EpochReport report)
        {
        }
    }
}
