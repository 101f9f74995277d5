namespace Ser.Cli.Extraction.Tables;

/// <summary>Reads the rows of a feature table one by one.</summary>
internal interface IFeatureRows : IDisposable
{
    /// <summary>Names of the columns of text before the values.</summary>
    IReadOnlyList<string> Texts { get; }

    /// <summary>Names of the values.</summary>
    IReadOnlyList<string> Columns { get; }

    /// <summary>The next row; null after the last.</summary>
    ExtractedClip? Next();
}
