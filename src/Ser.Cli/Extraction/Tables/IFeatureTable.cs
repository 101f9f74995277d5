namespace Ser.Cli.Extraction.Tables;

/// <summary>A file of feature rows; it stands in its place only once it is complete.</summary>
internal interface IFeatureTable : IDisposable
{
    /// <summary>Writes a row.</summary>
    void Write(ExtractedClip clip);

    /// <summary>Puts the file into its place.</summary>
    void Complete();
}
