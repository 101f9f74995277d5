namespace Ser.Augmentation.Chains;

/// <summary>What can be said about a transform: a number or a range of them, one of some words, or a text.</summary>
public sealed record Parameter
{
    /// <summary>How a chain calls it.</summary>
    public required string Name { get; init; }

    /// <summary>What it is, in a few words.</summary>
    public required string Meaning { get; init; }

    /// <summary>Unit of the number; empty where it has none.</summary>
    public string Unit { get; init; } = "";

    /// <summary>The smallest number that is allowed.</summary>
    public double Lowest { get; init; }

    /// <summary>The largest number that is allowed.</summary>
    public double Highest { get; init; }

    /// <summary>What is drawn from where the chain says nothing; null: then there is none.</summary>
    public Setting? Default { get; init; }

    /// <summary>Drawn numbers are multiples of this; 0: any number, to six digits.</summary>
    public double Step { get; init; }

    /// <summary>Whether only one number can be given, no range.</summary>
    public bool IsFixed { get; init; }

    /// <summary>The words to choose from; none where it is a number or a text.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Whether it is a text in quotation marks.</summary>
    public bool IsText { get; init; }

    /// <summary>The parameter whose place it takes: not both can be said.</summary>
    public string? InsteadOf { get; init; }

    /// <summary>Whether people seldom say it: it is there so that what was drawn can be written down.</summary>
    public bool IsDetail { get; init; }

    /// <summary>What it takes, such as "-20 to 100 dB", "white, pink or brown".</summary>
    public string Range => IsText ? "a text in quotation marks"
        : Words.Count > 0 ? $"{string.Join(", ", Words.SkipLast(1))} or {Words[^1]}"
        : $"{Setting.Text(Lowest)} to {Setting.Text(Highest)}{(Unit.Length > 0 ? $" {Unit}" : "")}";
}
