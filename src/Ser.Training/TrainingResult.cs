using Ser.Training.Fitting;

namespace Ser.Training;

/// <summary>What a training run leaves beside the model file.</summary>
/// <param name="Model">The content of <c>model.onnx</c>.</param>
/// <param name="History">Every epoch that was done.</param>
/// <param name="Kept">The epochs whose networks the file holds: one of each member.</param>
/// <param name="Interrupted">Whether it was stopped before its end.</param>
/// <param name="Agreement">Largest difference of a probability between the file and libtorch on the compared clips; 0 where it was interrupted.</param>
public sealed record TrainingResult(byte[] Model, IReadOnlyList<EpochReport> History, IReadOnlyList<EpochReport> Kept, bool Interrupted, double Agreement)
{
    /// <summary>Where there are several networks and clips to test them on: the content of a model file of each alone, so that it can be told what each is worth. Else none.</summary>
    public IReadOnlyList<byte[]> Members { get; init; } = [];

    /// <summary>Where the recipe normalises by speaker: fits the model to the speakers of the test. Else null. The model file itself labels without.</summary>
    public SpeakerAdaptation? Adaptation { get; init; }
}
