using Ser.Core;

namespace Ser.Cli.Configuration;

/// <summary>Options that do not shape what is trained, the key <c>run</c> of a configuration file.</summary>
internal sealed record RunConfig
{
    /// <summary>The folder to write; null: the command line names it.</summary>
    public string? Output { get; init; }

    /// <summary>Threads at most, 1 to 1024; null: all cores.</summary>
    public int? Threads { get; init => field = Within(value, 1024, "threads"); }

    /// <summary>Folds that are trained at the same time, 1 to 256; null: as many as the machine bears.</summary>
    public int? Jobs { get; init => field = Within(value, 256, "jobs"); }

    /// <summary>Whether the same sound may stand in two parts.</summary>
    public bool AllowLeaks { get; init; }

    /// <summary>Whether the sounds of mistakes are left out of the report.</summary>
    public bool NoSounds { get; init; }

    /// <summary>The folder of an event file of TensorBoard; null: none is written.</summary>
    public string? TensorBoard { get; init; }

    /// <summary>The model that the training starts from, or the folder of its run; null: weights at random.</summary>
    public string? Init { get; init; }

    /// <summary>The same with full paths.</summary>
    /// <param name="folder">Where paths that are not full start from.</param>
    public RunConfig From(string folder) => this with { Output = Full(Output, folder), TensorBoard = Full(TensorBoard, folder), Init = Full(Init, folder) };

    /// <summary>What of it another run has to have too to leave the same files: neither where they go nor how fast they come.</summary>
    public RunConfig Repeated() => this with { Output = null, Threads = null, Jobs = null, TensorBoard = null };

    private static string? Full(string? path, string folder) => path is null ? null : Path.GetFullPath(path, folder);

    private static int? Within(int? value, int most, string name) =>
        value is null || (value >= 1 && value <= most) ? value : throw new UserError($"{name} is {value}; give 1 to {most}");
}
