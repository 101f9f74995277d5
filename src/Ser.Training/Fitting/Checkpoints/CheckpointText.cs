using System.Text.Json.Serialization;

namespace Ser.Training.Fitting.Checkpoints;

/// <summary>Everything of a checkpoint that is no array.</summary>
/// <param name="Format">Of the file: <see cref="CurrentFormat"/>.</param>
/// <param name="Run">Whose checkpoint it is.</param>
/// <param name="Finished">The kept epoch of every finished member, and how many it had.</param>
/// <param name="History">Every epoch of all members.</param>
/// <param name="Member">The member in work.</param>
/// <param name="Epochs">Epochs that it has done.</param>
/// <param name="Updates">Updates that it has done.</param>
/// <param name="Seconds">That they took.</param>
/// <param name="Averaged">Updates that its average has taken in.</param>
/// <param name="Steps">How often the optimiser has moved each weight.</param>
/// <param name="Generators">How many generators there are.</param>
/// <param name="Kept">Its kept epoch.</param>
internal sealed record CheckpointText(
    int Format, RunIdentity Run, IReadOnlyList<FinishedText> Finished, IReadOnlyList<EpochReport> History, int Member, int Epochs, int Updates, double Seconds,
    int Averaged, IReadOnlyList<long> Steps, int Generators, EpochReport Kept)
{
    /// <summary>The format that this program writes and reads.</summary>
    public const int CurrentFormat = 1;
}

/// <summary>A finished member.</summary>
/// <param name="Kept">The epoch that was kept.</param>
/// <param name="Epochs">Epochs that were done.</param>
internal sealed record FinishedText(EpochReport Kept, int Epochs);

[JsonSourceGenerationOptions(
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(CheckpointText))]
internal sealed partial class CheckpointJson : JsonSerializerContext;
