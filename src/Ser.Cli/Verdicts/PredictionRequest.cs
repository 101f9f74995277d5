using Ser.Audio;
using Ser.Inference;

namespace Ser.Cli.Verdicts;

/// <summary>How verdicts are written.</summary>
internal enum VerdictForm
{
    /// <summary>A table: for eyes on a terminal, with tabs in a pipe.</summary>
    Text,

    /// <summary>One JSON object a line.</summary>
    Json,

    /// <summary>Comma-separated values with headings.</summary>
    Csv,
}

/// <summary>What a user wants to know of which recordings.</summary>
internal sealed record PredictionRequest
{
    /// <summary>Files, folders, patterns, @lists and - for standard input, as the user named them.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>The model file; null for the one that ships.</summary>
    public string? Model { get; init; }

    /// <summary>Threads at most.</summary>
    public required int Jobs { get; init; }

    /// <summary>How verdicts are written.</summary>
    public VerdictForm Form { get; init; }

    /// <summary>How many of the likeliest labels are shown; null for all.</summary>
    public int? Top { get; init; }

    /// <summary>The labels that come into question, as the user spelt them; none for all.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>The confidence below which nothing certain is said, 0 to 1.</summary>
    public double AbstainBelow { get; init; }

    /// <summary>Whether files that cannot be labelled are no failure.</summary>
    public bool KeepGoing { get; init; }

    /// <summary>How recordings are cut into windows; null labels them whole.</summary>
    public Windowing? Windowing { get; init; }

    /// <summary>How sound without a header is coded; null for files with one.</summary>
    public RawFormat? Raw { get; init; }
}
