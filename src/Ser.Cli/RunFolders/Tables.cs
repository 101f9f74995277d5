using System.Globalization;
using CsvHelper;
using Ser.Cli.Crossval;
using Ser.Corpora;
using Ser.Training.Fitting;

namespace Ser.Cli.RunFolders;

/// <summary>The tables of a run folder as CSV: a row of column names, then one row per item, lines ended by a line feed.</summary>
internal static class Tables
{
    public static readonly CsvWriterOptions Format = CsvWriterOptions.Default with { NewLine = "\n", FormatProvider = CultureInfo.InvariantCulture };

    /// <summary>file,label,speaker,part</summary>
    public static void WriteSplit(Stream stream, Split split) => Write(
        stream,
        ["file", "label", "speaker", "part"],
        split.Corpus.Clips.Zip(split.Parts, (clip, part) => (object?[])[clip.Name, clip.Label, clip.Speaker, part.ToString().ToLowerInvariant()]));

    /// <summary>epoch,updates,learning_rate,…</summary>
    public static void WriteHistory(Stream stream, IReadOnlyList<EpochReport> history) => Write(
        stream,
        ["epoch", "updates", "learning_rate", "train_loss", "validation_loss", "validation_uar", "clips_per_second", "seconds", "member"],
        history.Select(epoch => (object?[])
        [
            epoch.Epoch, epoch.Updates, Rounded(epoch.LearningRate), Rounded(epoch.TrainLoss), Rounded(epoch.ValidationLoss),
            Rounded(epoch.ValidationUar), Rounded(epoch.ClipsPerSecond), Rounded(epoch.Seconds), epoch.Member,
        ]));

    /// <summary>member,uar,accuracy,macro_f1</summary>
    public static void WriteMembers(Stream stream, IReadOnlyList<MemberFigures> members) => Write(
        stream,
        ["member", "uar", "accuracy", "macro_f1"],
        members.Select(member => (object?[])[member.Member, member.Uar, member.Accuracy, member.MacroF1]));

    /// <summary>file,truth,predicted,confidence, then one probability per label.</summary>
    public static void WritePredictions(Stream stream, IReadOnlyList<LabelledClip> clips) => Write(
        stream,
        ["file", "truth", "predicted", "confidence", .. clips[0].Prediction.Labels],
        clips.Select(clip => (object?[])
        [
            clip.Clip.Name, clip.Clip.Label, clip.Prediction.Label, clip.Prediction.Confidence,
            .. clip.Prediction.Probabilities.Cast<object?>(),
        ]));

    /// <summary>file,label,speaker,fold: the fold that tests each clip, empty where none does. It can be the fold column of a manifest.</summary>
    public static void WriteFolds(Stream stream, Corpus corpus, FoldPlan plan) => Write(
        stream,
        ["file", "label", "speaker", "fold"],
        corpus.Clips.Select((clip, i) => (object?[])
            [clip.Name, clip.Label, clip.Speaker, plan.Folds.FirstOrDefault(fold => fold.Split.Main.PartOf(i) == Part.Test)?.Name]));

    /// <summary>fold, then the columns of each fold's own table.</summary>
    public static void WriteFoldPredictions(Stream stream, IReadOnlyList<FoldTest> folds) => Write(
        stream,
        ["fold", "file", "truth", "predicted", "confidence", .. folds[0].Labels],
        folds.SelectMany(fold => fold.Clips.Select(clip => (object?[])[fold.Plan.Name, .. clip.Fields])));

    /// <summary>Six significant digits; empty for what was not measured.</summary>
    private static string? Rounded(double? value) => value?.ToString("G6", CultureInfo.InvariantCulture);

    private static void Write(Stream stream, string[] columns, IEnumerable<object?[]> rows)
    {
        using var csv = CsvWriter.Create(stream, Format, leaveOpen: true);
        csv.WriteHeader(columns);
        foreach (object?[] row in rows)
        {
            foreach (object? value in row)
            {
                csv.WriteField(value);
            }

            csv.EndRecord();
        }
    }
}
