using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Ser.Corpora;

/// <summary>
/// SAVEE: four men, seven emotions; a file is called speaker_emotion-and-number, such as DC_a01.wav, or stands in the folder of its
/// speaker, such as DC/a01.wav.
/// </summary>
/// <remarks>Haq and Jackson 2009, "Speaker-dependent audio-visual emotion recognition", AVSP; kahlan.eps.surrey.ac.uk/savee.</remarks>
internal sealed partial class SaveeLayout : ICorpusLayout
{
    private const int Sentences = 15, NeutralSentences = 30;

    private static readonly FrozenSet<string> Speakers = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "DC", "JE", "JK", "KL");

    private static readonly FrozenDictionary<string, string> Labels = new Dictionary<string, string>
    {
        ["a"] = "angry", ["d"] = "disgust", ["f"] = "fear", ["h"] = "happy", ["n"] = "neutral", ["sa"] = "sad", ["su"] = "surprise",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public string Name => "SAVEE";

    public string Licence => "research use only";

    public bool Fits(FoundFile file) => Parts(file) is not null;

    public string? RecordingOf(FoundFile file) => Parts(file) is var (speaker, emotion, number) ? $"{speaker}_{emotion}{number:00}" : null;

    public Clip? Read(FoundFile file, SkippedFiles skipped)
    {
        if (Parts(file) is not var (speaker, emotion, number)
            || !Labels.TryGetValue(emotion, out string? label) || number < 1 || number > (label == "neutral" ? NeutralSentences : Sentences))
        {
            skipped.Add(SkipReason.UnknownName, file.Name);
            return null;
        }

        return new Clip
        {
            File = file.File,
            Name = file.Name,
            Label = label,
            Speaker = $"savee:{speaker}",
            Gender = "male",
            Statement = $"{emotion}{number:00}",
        };
    }

    private static (string Speaker, string Emotion, int Number)? Parts(FoundFile file)
    {
        if (EmotionAndNumber().Match(file.Stem) is not { Success: true } match)
        {
            return null;
        }

        string speaker = match.Groups["speaker"].Success ? match.Groups["speaker"].Value : file.ParentFolder;
        return Speakers.Contains(speaker)
            ? (speaker.ToUpperInvariant(), match.Groups["emotion"].Value.ToLowerInvariant(), int.Parse(match.Groups["number"].ValueSpan))
            : null;
    }

    [GeneratedRegex(@"\A((?<speaker>[a-z]{2})_)?(?<emotion>[a-z]{1,2})(?<number>[0-9]{2})\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EmotionAndNumber();
}
