using System.Text.Json;
using System.Text.Json.Serialization;
using Ser.Core;
using Ser.Training;
using Ser.Training.Fitting;

namespace Ser.Cli.Crossval.Workers;

/// <summary>What a worker process tells the one that started it: one line of JSON, one of the fields set.</summary>
internal sealed record WorkerEvent
{
    /// <summary>The fold that it is about.</summary>
    public int Fold { get; init; }

    /// <summary>Clips have been read or labelled.</summary>
    public WorkProgress? Work { get; init; }

    /// <summary>A remark for the user.</summary>
    public string? Remark { get; init; }

    /// <summary>The training begins.</summary>
    public TrainingSize? Size { get; init; }

    /// <summary>An update has been done.</summary>
    public UpdateReport? Update { get; init; }

    /// <summary>An epoch has ended.</summary>
    public EpochReport? Epoch { get; init; }

    /// <summary>The fold's folder is complete.</summary>
    public bool Finished { get; init; }

    /// <summary>The event as a line.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, WorkerJson.Default.WorkerEvent);

    /// <summary>Reads a line.</summary>
    /// <exception cref="JsonException">It is none of ours.</exception>
    public static WorkerEvent Parse(string line) =>
        JsonSerializer.Deserialize(line, WorkerJson.Default.WorkerEvent) ?? throw new JsonException("the line is null");

    /// <summary>Passes it on to whoever watches the fold.</summary>
    public void Tell(ITrainingObserver observer)
    {
        if (Work is { } work)
        {
            observer.OnWork(work);
        }

        if (Remark is not null)
        {
            observer.OnRemark(Remark);
        }

        if (Size is not null)
        {
            observer.OnStart(Size);
        }

        if (Update is { } update)
        {
            observer.OnUpdate(update);
        }

        if (Epoch is not null)
        {
            observer.OnEpoch(Epoch);
        }
    }
}

[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(WorkerEvent))]
internal sealed partial class WorkerJson : JsonSerializerContext;
