using Ser.Inference;

namespace Ser.Cli.Evaluation;

/// <summary>What a test and the training of its model have in common; figures of such a test are too good for new voices.</summary>
/// <param name="Speakers">Speakers of the test who trained the model or chose its epoch; null where it cannot be told.</param>
/// <param name="TestSpeakers">Speakers of the test, as far as they are known.</param>
/// <param name="Clips">Clips of the test whose very samples did, under whatever name; null where the model does not tell.</param>
/// <param name="TestClips">Clips of the test.</param>
internal sealed record TrainingOverlap(IReadOnlyList<string>? Speakers, int TestSpeakers, IReadOnlyList<string>? Clips, int TestClips)
{
    /// <summary>True if anything is in common, false if nothing is, null where that cannot be told.</summary>
    public bool? Any => Speakers is { Count: > 0 } || Clips is { Count: > 0 } ? true
        : Speakers is not null ? false
        : null;

    /// <summary>Such as "7 of 8 speakers and 112 of 128 clips took part in the training"; null where nothing is known to be in common.</summary>
    public string? Stamp
    {
        get
        {
            string[] parts =
            [
                .. Speakers is { Count: > 0 } ? [$"{Speakers.Count} of {Counted.Of(TestSpeakers, "speaker")}"] : Array.Empty<string>(),
                .. Clips is { Count: > 0 } ? [$"{Clips.Count} of {Counted.Of(TestClips, "clip")}"] : Array.Empty<string>(),
            ];
            return parts.Length == 0 ? null : $"{string.Join(" and ", parts)} took part in the training of this model";
        }
    }

    /// <summary>Compares a test with what the model's card says.</summary>
    public static TrainingOverlap Of(ModelCard card, IReadOnlyList<LabelledClip> clips)
    {
        string[] learned = [.. card.Corpus.TrainSpeakers, .. card.Corpus.ValidationSpeakers, .. card.Corpus.Initial?.Speakers ?? []];
        string[] speakers = [.. clips.Select(clip => clip.Clip.Speaker).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        string[] common = [.. speakers.Intersect(learned, StringComparer.Ordinal)];
        bool isKnown = learned.Length > 0 && clips.All(clip => clip.Clip.Speaker is not null);
        return new TrainingOverlap(
            common.Length > 0 || isKnown ? common : null,
            speakers.Length,
            card.Corpus.ClipHashes is null ? null : [.. clips.Where(clip => clip.IsTrainedOn).Select(clip => clip.Clip.Name)],
            clips.Count);
    }

    /// <summary>The gate <c>--forbid-overlap</c>: what cannot be told is missed too, for nobody can rely on it.</summary>
    public GateResult Gate()
    {
        const string Name = "nothing in common with the training";
        return Stamp is { } stamp ? new GateResult(Name, false, stamp)
            : Speakers is not null && Clips is not null ? new GateResult(Name, true, "no speaker and no clip is known to the model")
            : Speakers is not null ? new GateResult(Name, true, "no speaker is known to the model (it does not tell its clips)")
            : Clips is not null ? new GateResult(Name, true, "no clip is known to the model (the speakers are not known)")
            : new GateResult(Name, false, "it cannot be told: the model names no clips, and speakers are not known");
    }
}
