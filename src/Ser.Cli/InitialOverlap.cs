using Ser.Core;
using Ser.Corpora;
using Ser.Training;

namespace Ser.Cli;

/// <summary>
/// What the validation and test part have in common with the model that a training starts from: a network that has heard a voice before is not tested on
/// an unseen one, whatever the split says.
/// </summary>
/// <param name="Speakers">Speakers of both parts whom the model knows.</param>
/// <param name="Clips">Clips of both parts whose samples the model knows, under whatever name.</param>
internal sealed record InitialOverlap(IReadOnlyList<string> Speakers, IReadOnlyList<string> Clips)
{
    /// <summary>Nothing: there is no such model.</summary>
    public static InitialOverlap None { get; } = new([], []);

    /// <summary>Compares a split with a model.</summary>
    /// <param name="initial">The model; null for none.</param>
    /// <param name="split">The split.</param>
    /// <param name="prints">Of the clips of its corpus, in their order.</param>
    public static InitialOverlap Of(InitialModel? initial, Split split, ClipPrints prints)
    {
        if (initial is null)
        {
            return None;
        }

        var held = split.Corpus.Clips.Index().Where(pair => split.PartOf(pair.Index) != Part.Train);
        return new InitialOverlap(
            [.. split.SpeakersOf(Part.Validation).Concat(split.SpeakersOf(Part.Test)).Where(initial.Speakers.Contains).Distinct().Order(StringComparer.Ordinal)],
            [.. held.Where(pair => prints.Prints[pair.Index] is { } print && initial.SoundHashes.Contains(print.Hash.Head)).Select(pair => pair.Item.Name)]);
    }

    /// <summary>Refuses what nobody asked for.</summary>
    /// <param name="allowance">What is asked for.</param>
    /// <param name="wayOut">How it could be asked for; null where it cannot be.</param>
    /// <exception cref="UserError">The model knows speakers or sounds of validation or test.</exception>
    public void Require(LeakAllowance allowance, string? wayOut)
    {
        string[] parts =
        [
            .. Speakers.Count > 0 && !allowance.Speakers ? [$"{Counted.Of(Speakers.Count, "speaker")} (the first: {Speakers[0]})"] : Array.Empty<string>(),
            .. Clips.Count > 0 && !allowance.Sounds ? [$"{Counted.Of(Clips.Count, "clip")} (the first: {Clips[0]})"] : Array.Empty<string>(),
        ];
        if (parts.Length > 0)
        {
            throw new UserError(
                $"--init: the model knows {string.Join(" and ", parts)} of validation and test, and the figures would be too good; start from a model of other recordings"
                + (wayOut is null ? "" : $", or ask for it with {wayOut}"));
        }
    }
}
