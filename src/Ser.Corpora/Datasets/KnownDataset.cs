namespace Ser.Corpora;

/// <summary>A published corpus: what is in it, whose it is, and where it comes from.</summary>
public sealed record KnownDataset
{
    /// <summary>What it is called on a command line, such as "ravdess".</summary>
    public required string Key { get; init; }

    /// <summary>What it is called, as <see cref="Corpus.Name"/> says.</summary>
    public required string Name { get; init; }

    /// <summary>What is spoken.</summary>
    public required string Language { get; init; }

    /// <summary>How many people speak.</summary>
    public required int Speakers { get; init; }

    /// <summary>Clips of each label, in the order of <see cref="Emotions.Order"/>.</summary>
    public required IReadOnlyDictionary<string, int> Clips { get; init; }

    /// <summary>Terms of use, short.</summary>
    public required string Licence { get; init; }

    /// <summary>Where its makers tell about it.</summary>
    public required string Home { get; init; }

    /// <summary>What to cite.</summary>
    public required string Paper { get; init; }

    /// <summary>The archive at its own home; null where there is none that a program may fetch.</summary>
    public DatasetArchive? Archive { get; init; }

    /// <summary>What a person has to do where there is no archive.</summary>
    public string? Instructions { get; init; }

    /// <summary>All clips.</summary>
    public int Total => Clips.Values.Sum();
}

/// <summary>A ZIP file that holds a corpus.</summary>
/// <param name="Url">Where it is.</param>
/// <param name="Bytes">Its published size; null where none is published.</param>
/// <param name="Md5">Its published checksum, 32 hexadecimal digits in lower case; null where none is published.</param>
public sealed record DatasetArchive(Uri Url, long? Bytes = null, string? Md5 = null);
