using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Ser.Corpora;

/// <summary>TESS: two actresses, seven emotions, 200 words; a file is called speaker_word_emotion, such as OAF_back_angry.wav.</summary>
/// <remarks>Pichora-Fuller and Dupuis 2020, doi:10.5683/SP2/E8H2MF.</remarks>
internal sealed partial class TessLayout : ICorpusLayout
{
    private static readonly FrozenSet<string> Labels = FrozenSet.Create("angry", "disgust", "fear", "happy", "neutral", "ps", "sad");

    public string Name => "TESS";

    public string Licence => "CC BY-NC-ND 4.0";

    public bool Fits(FoundFile file) => ThreeParts().IsMatch(file.Stem);

    public string? RecordingOf(FoundFile file) => Parts(file) is var (speaker, word, emotion) ? $"{speaker}_{word}_{emotion}" : null;

    public Clip? Read(FoundFile file, SkippedFiles skipped)
    {
        if (Parts(file) is not var (speaker, word, emotion) || !Labels.Contains(emotion))
        {
            skipped.Add(SkipReason.UnknownName, file.Name);
            return null;
        }

        return new Clip
        {
            File = file.File,
            Name = file.Name,
            Label = Emotions.Fold(emotion),
            Speaker = $"tess:{speaker}",
            Gender = "female",
            Statement = word,
        };
    }

    /// <summary>OAF is the older, YAF the younger actress; one published file, OA_bite_neutral, lacks the F.</summary>
    private static (string Speaker, string Word, string Emotion)? Parts(FoundFile file) =>
        ThreeParts().Match(file.Stem) is { Success: true } match
            ? (match.Groups["age"].Value.ToUpperInvariant() + "AF", match.Groups["word"].Value.ToLowerInvariant(), match.Groups["emotion"].Value.ToLowerInvariant())
            : null;

    [GeneratedRegex(@"\A(?<age>[oy])af?_(?<word>[a-z]+)_(?<emotion>[a-z]+)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ThreeParts();
}
