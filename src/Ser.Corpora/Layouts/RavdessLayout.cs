using System.Text.RegularExpressions;

namespace Ser.Corpora;

/// <summary>
/// RAVDESS: 24 actors, eight emotions; a file is called modality-channel-emotion-intensity-statement-repetition-actor,
/// such as 03-01-05-02-01-01-24.wav.
/// </summary>
/// <remarks>Livingstone and Russo 2018, doi:10.1371/journal.pone.0196391.</remarks>
/// <param name="wanted">Which channel is taken; the other one is left out with a note.</param>
internal sealed partial class RavdessLayout(RavdessChannel wanted = RavdessChannel.Speech) : ICorpusLayout
{
    private const int AudioOnly = 3;
    private const int Speech = 1;
    private const int Actors = 24;

    private static readonly string[] Labels = ["neutral", "calm", "happy", "sad", "angry", "fear", "disgust", "surprise"];

    private static readonly SkipReason Song = new(
        "song file left out (channel 02); speech only", "song files left out (channel 02); speech only", Named: 0);

    private static readonly SkipReason Spoken = new(
        "speech file left out (channel 01); song only", "speech files left out (channel 01); song only", Named: 0);

    private static readonly SkipReason Video = new(
        "sound track of a video left out (modality 01 or 02); sound recordings only",
        "sound tracks of videos left out (modality 01 or 02); sound recordings only",
        Named: 0);

    public string Name => "RAVDESS";

    public string Licence => "CC BY-NC-SA 4.0";

    public bool Fits(FoundFile file) => SevenCodes().IsMatch(file.Stem);

    public string RecordingOf(FoundFile file) => file.Stem;

    public Clip? Read(FoundFile file, SkippedFiles skipped)
    {
        string stem = file.Stem;
        if (!SevenCodes().IsMatch(stem))
        {
            skipped.Add(SkipReason.UnknownName, file.Name);
            return null;
        }

        string[] codes = stem.Split('-');
        int[] values = [.. codes.Select(int.Parse)];
        int modality = values[0], channel = values[1], emotion = values[2], intensity = values[3];
        int statement = values[4], repetition = values[5], actor = values[6];
        if (modality is < 1 or > AudioOnly || channel is not (1 or 2) || emotion < 1 || emotion > Labels.Length
            || intensity is not (1 or 2) || statement is not (1 or 2) || repetition is not (1 or 2) || actor is < 1 or > Actors)
        {
            skipped.Add(SkipReason.UnknownName, file.Name);
            return null;
        }

        if (modality != AudioOnly)
        {
            skipped.Add(Video, file.Name);
            return null;
        }

        if (wanted != RavdessChannel.All && (channel == Speech) != (wanted == RavdessChannel.Speech))
        {
            skipped.Add(channel == Speech ? Spoken : Song, file.Name);
            return null;
        }

        return new Clip
        {
            File = file.File,
            Name = file.Name,
            Label = Labels[emotion - 1],
            Speaker = $"ravdess:{codes[6]}",
            Gender = actor % 2 == 1 ? "male" : "female",
            Intensity = intensity == 1 ? "normal" : "strong",
            Statement = codes[4],
        };
    }

    [GeneratedRegex(@"\A[0-9]{2}(-[0-9]{2}){6}\z")]
    private static partial Regex SevenCodes();
}
