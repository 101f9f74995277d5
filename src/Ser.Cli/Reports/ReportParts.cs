using System.Globalization;
using System.Text.Json;
using Ser.Cli.RunFolders;
using Ser.Evaluation;
using Ser.Inference;
using Ser.Reporting.Pages;

namespace Ser.Cli.Reports;

/// <summary>What the report pages of runs, cross-validations and evaluations have in common.</summary>
internal static class ReportParts
{
    /// <summary>Why a page has no map, spectrograms and sounds.</summary>
    public const string NoRecordings =
        "The recordings were not at hand: the map of the clips, the spectrograms of the mistakes and their sounds are left out. 'ser report --corpus FOLDER' adds them.";

    /// <summary>Why a page has spectrograms and no sounds.</summary>
    public const string NoSounds = "The sounds of the mistakes are left out, as was asked for (--no-sounds).";

    /// <summary>The clips of a table of predictions.</summary>
    /// <param name="rows">The table.</param>
    /// <param name="columns">The labels of its probabilities.</param>
    /// <param name="labels">Of the figures.</param>
    /// <param name="source">Tells gender and intensity where it has the recordings.</param>
    public static IReadOnlyList<ReportClip> Clips(IReadOnlyList<TestedClip> rows, IReadOnlyList<string> columns, IReadOnlyList<string> labels, ReportSource source)
    {
        int[] places = [.. labels.Select(label => columns.Index().FirstOrDefault(pair => pair.Item == label, (Index: -1, Item: "")).Index)];
        return [.. rows.Select(row =>
        {
            float[] probabilities = row.Probabilities;
            var clip = source.Find(row.File);
            return new ReportClip(
                row.File, row.Truth, row.Predicted, [.. places.Select(place => place < 0 ? 0 : probabilities[place])], row.Speaker.Length > 0 ? row.Speaker : null,
                clip?.Gender, clip?.Intensity);
        })];
    }

    /// <summary>What makes figures less than they seem.</summary>
    public static IEnumerable<ReportStamp> Stamps(ClassificationFigures figures, int leakedClips)
    {
        if (figures.SpeakerOverlap == true)
        {
            yield return new ReportStamp("Known voices", "Speakers of these clips took part in the training, or may have: the figures are too good for new voices.");
        }

        if (figures.Transductive == true)
        {
            yield return new ReportStamp(
                "Transductive", "Each speaker was normalised over all clips of that speaker (--speaker-norm): the figures must not be compared with those of clips labelled one by one, "
                + "as the model file labels them.");
        }

        if (leakedClips > 0)
        {
            yield return new ReportStamp("Leaked sounds", $"{Counted.Of(leakedClips, "clip")} of validation and test hold a sound that was trained on: the figures are too good.");
        }

        if (figures.Undefined.Count > 0)
        {
            yield return new ReportStamp("Undefined figures", $"{string.Join("; ", figures.Undefined)}: counted as {figures.ZeroDivision}.");
        }
    }

    /// <summary>What a model says of its training.</summary>
    public static IEnumerable<ReportFact> Facts(ModelCard card)
    {
        yield return new ReportFact("model", $"{card.Tool}, {card.Training.Parameters.ToString(CultureInfo.InvariantCulture)} parameters, epoch {card.Training.BestEpoch} of {card.Training.Epochs}");
        yield return new ReportFact("corpus", $"{card.Corpus.Name}, hash {Short(card.Corpus.Hash)}");
        if (card.Corpus.Extra is { } extra)
        {
            yield return new ReportFact("extra, trained on only", $"{extra.Name}, {Counted.Of(extra.TrainClips, "training clip")}, licence {extra.Licence ?? "not known"}");
        }

        if (card.Corpus.Initial is { } initial)
        {
            yield return new ReportFact("started from", $"a model of {initial.Corpus}, hash {Short(initial.Hash)}, licence {initial.Licence ?? "not known"}");
        }

        yield return new ReportFact("split", $"{card.Corpus.SplitRule}, hash {Short(card.Corpus.SplitHash)}, {Counted.Of(card.Corpus.TrainClips, "training clip")}");
        if (card.Recipe.ValueKind == JsonValueKind.Object && card.Recipe.TryGetProperty("seed", out var seed))
        {
            yield return new ReportFact("seed", seed.GetRawText());
        }
    }

    /// <summary>What a run says of where it ran.</summary>
    public static IEnumerable<ReportFact> Facts(RunNote? note) => note is null ? [] :
    [
        new("program", note.Tool), new("threads", $"{note.Threads} (the result does not depend on them)"), new("runtime", note.Runtime), new("system", note.System),
    ];

    /// <summary>A recipe as people read it. It names no places: a page may be passed on, and recipe.json says where the recordings lie.</summary>
    public static string Text(JsonElement recipe)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            recipe.WriteTo(json);
        }

        return System.Text.Encoding.UTF8.GetString(text.ToArray());
    }

    private static string Short(string hash) => hash.Length <= 12 ? hash : $"{hash[..12]}…";
}
