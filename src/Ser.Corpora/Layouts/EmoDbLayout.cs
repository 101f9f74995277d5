using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Ser.Corpora;

/// <summary>
/// EMO-DB, German: ten speakers, seven emotions, ten texts; a file is called speaker, text, letter of the German emotion word, take,
/// such as 03a01Fa.wav.
/// </summary>
/// <remarks>Burkhardt et al. 2005, "A Database of German Emotional Speech", Interspeech; emodb.bilderbar.info.</remarks>
internal sealed partial class EmoDbLayout : ICorpusLayout
{
    private static readonly FrozenDictionary<string, string> Genders = new Dictionary<string, string>
    {
        ["03"] = "male", ["08"] = "female", ["09"] = "female", ["10"] = "male", ["11"] = "male",
        ["12"] = "male", ["13"] = "female", ["14"] = "female", ["15"] = "male", ["16"] = "female",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Texts = FrozenSet.Create("a01", "a02", "a04", "a05", "a07", "b01", "b02", "b03", "b09", "b10");

    /// <summary>Wut, Langeweile, Ekel, Angst, Freude, Trauer, neutral.</summary>
    private static readonly FrozenDictionary<string, string> Labels = new Dictionary<string, string>
    {
        ["W"] = "angry", ["L"] = "boredom", ["E"] = "disgust", ["A"] = "fear", ["F"] = "happy", ["T"] = "sad", ["N"] = "neutral",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public string Name => "EMO-DB";

    public string Licence => "free to use";

    public bool Fits(FoundFile file) => Codes().IsMatch(file.Stem);

    public string RecordingOf(FoundFile file) => file.Stem.ToLowerInvariant();

    public Clip? Read(FoundFile file, SkippedFiles skipped)
    {
        var codes = Codes().Match(file.Stem);
        string speaker = codes.Groups["speaker"].Value, text = codes.Groups["text"].Value.ToLowerInvariant();
        if (!Genders.TryGetValue(speaker, out string? gender) || !Texts.Contains(text)
            || !Labels.TryGetValue(codes.Groups["emotion"].Value.ToUpperInvariant(), out string? label))
        {
            skipped.Add(SkipReason.UnknownName, file.Name);
            return null;
        }

        return new Clip { File = file.File, Name = file.Name, Label = label, Speaker = $"emodb:{speaker}", Gender = gender, Statement = text };
    }

    [GeneratedRegex(@"\A(?<speaker>[0-9]{2})(?<text>[ab][0-9]{2})(?<emotion>[a-z])[a-f]?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Codes();
}
