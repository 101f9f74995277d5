using System.Globalization;

namespace Ser.Cli.RunFolders;

/// <summary>A row of predictions.csv.</summary>
/// <param name="Fields">As they stand there: file, truth, predicted, confidence, probabilities.</param>
/// <param name="Speaker">Who speaks; empty where nobody knows.</param>
internal sealed record TestedClip(string[] Fields, string Speaker)
{
    public string File => Fields[0];

    public string Truth => Fields[1];

    public string Predicted => Fields[2];

    /// <summary>Of the labels.</summary>
    public float[] Probabilities => [.. Fields.Skip(4).Select(text => float.Parse(text, CultureInfo.InvariantCulture))];
}
