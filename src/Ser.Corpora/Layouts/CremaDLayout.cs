using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Ser.Corpora;

/// <summary>CREMA-D: 91 actors, six emotions, twelve sentences; a file is called actor_sentence_emotion_level, such as 1001_IEO_ANG_HI.wav.</summary>
/// <remarks>Cao et al. 2014, doi:10.1109/TAFFC.2014.2336244. Who is a woman stands in the corpus' VideoDemographics.csv.</remarks>
internal sealed partial class CremaDLayout : ICorpusLayout
{
    private const int FirstActor = 1001, LastActor = 1091;

    private static readonly FrozenSet<string> Sentences =
        FrozenSet.Create("IEO", "TIE", "IOM", "IWW", "TAI", "MTI", "IWL", "ITH", "DFA", "ITS", "TSI", "WSI");

    private static readonly FrozenDictionary<string, string> Labels = new Dictionary<string, string>
    {
        ["ANG"] = "angry", ["DIS"] = "disgust", ["FEA"] = "fear", ["HAP"] = "happy", ["NEU"] = "neutral", ["SAD"] = "sad",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>XX is "not specified"; one published file is spelt with a single X.</summary>
    private static readonly FrozenDictionary<string, string?> Levels = new Dictionary<string, string?>
    {
        ["LO"] = "low", ["MD"] = "medium", ["HI"] = "high", ["XX"] = null, ["X"] = null,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<int> Women = FrozenSet.Create(
        1002, 1003, 1004, 1006, 1007, 1008, 1009, 1010, 1012, 1013, 1018, 1020, 1021, 1024, 1025, 1028, 1029, 1030, 1037, 1043, 1046, 1047,
        1049, 1052, 1053, 1054, 1055, 1056, 1058, 1060, 1061, 1063, 1072, 1073, 1074, 1075, 1076, 1078, 1079, 1082, 1084, 1089, 1091);

    public string Name => "CREMA-D";

    public string Licence => "ODbL 1.0";

    public bool Fits(FoundFile file) => FourCodes().IsMatch(file.Stem);

    public string RecordingOf(FoundFile file) => file.Stem.ToUpperInvariant() is var stem && stem.EndsWith("_X", StringComparison.Ordinal) ? stem + "X" : stem;

    public Clip? Read(FoundFile file, SkippedFiles skipped)
    {
        if (file.Stem.ToUpperInvariant().Split('_') is not [var number, var sentence, var emotion, var level]
            || !int.TryParse(number, out int actor) || actor is < FirstActor or > LastActor
            || !Sentences.Contains(sentence) || !Labels.TryGetValue(emotion, out string? label) || !Levels.TryGetValue(level, out string? intensity))
        {
            skipped.Add(SkipReason.UnknownName, file.Name);
            return null;
        }

        return new Clip
        {
            File = file.File,
            Name = file.Name,
            Label = label,
            Speaker = $"cremad:{number}",
            Gender = Women.Contains(actor) ? "female" : "male",
            Intensity = intensity,
            Statement = sentence,
        };
    }

    [GeneratedRegex(@"\A[0-9]{4}_[a-z]{3}_[a-z]{3}_[a-z]{1,2}\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FourCodes();
}
