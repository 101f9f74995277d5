using System.Globalization;
using System.Numerics;
using Ser.Core;
using Ser.Corpora;
using Ser.Resampling;

namespace Ser.Cli.Sheets;

/// <summary>Balances the training rows of a table of features; every other row passes through untouched.</summary>
/// <param name="options">How; null for weights of the classes, which change no row.</param>
/// <param name="threads">Threads at most.</param>
internal sealed class SheetBalance(ResamplingOptions? options, int threads)
{
    private const string Train = "train";

    /// <summary>Balances a table.</summary>
    /// <param name="path">Its file, for messages.</param>
    /// <param name="sheet">The table; it is not changed.</param>
    /// <param name="progress">Is told how far a long search has come.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="UserError">The table cannot be balanced, or not as strictly as the options say.</exception>
    public SheetBalanceResult<T> Run<T>(string path, FeatureSheet<T> sheet, IProgress<WorkProgress> progress, CancellationToken cancel)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Require(path, sheet);
        string?[] labels = [.. sheet.TextsOf("label").Select(label => string.IsNullOrWhiteSpace(label) ? null : label)];
        int partColumn = Math.Max(sheet.TextColumn("split"), sheet.TextColumn("part"));
        bool[] isTraining = [.. sheet.Texts.Select(row => partColumn < 0 || Train.Equals(row[partColumn]?.Trim(), StringComparison.OrdinalIgnoreCase))];
        int unlabelled = labels.Index().Count(pair => isTraining[pair.Index] && pair.Item is null);
        if (unlabelled > 0 && options is { Strict: true })
        {
            throw new UserError($"{path}: {Counted.Of(unlabelled, "training row")} without a label; fill the column 'label', or leave --strict out and let them pass through");
        }

        int[] chosen = [.. Enumerable.Range(0, labels.Length).Where(row => isTraining[row] && labels[row] is not null)];
        if (chosen.Length == 0)
        {
            throw new UserError($"{path}: no row {(partColumn < 0 ? "" : $"of '{sheet.TextColumns[partColumn]}' {Train} ")}has a label; there is nothing to balance");
        }

        RequireFinite(path, sheet, chosen);
        var classes = Emotions.Order(chosen.Select(row => labels[row]!));
        int[] indices = [.. chosen.Select(row => classes.ToList().IndexOf(labels[row]!))];
        var rows = new LabelledRows<T>(Subset(sheet, chosen), indices, classes);
        return options is null
            ? Weighted(sheet, chosen, rows, partColumn >= 0, unlabelled)
            : Resampled(sheet, chosen, rows, Resampler.Run(rows, options, threads, progress, cancel), partColumn, unlabelled);
    }

    private static SheetBalanceResult<T> Weighted<T>(FeatureSheet<T> sheet, int[] chosen, LabelledRows<T> rows, bool isSplit, int unlabelled)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int[] counts = [.. rows.Classes.Select((_, label) => rows.Labels.Count(other => other == label))];
        double[] weights = ClassWeights.Balanced(counts);
        var texts = sheet.Texts.Select(row => (string?[])[.. row, null]).ToList();
        foreach (var (i, row) in chosen.Index())
        {
            texts[row][^1] = Text(weights[rows.Labels[i]]);
        }

        var result = new FeatureSheet<T>([.. sheet.TextColumns, "weight"], sheet.Columns, sheet.Preset) { Texts = texts, Values = sheet.Values };
        var changes = rows.Classes.Select((label, i) => new ClassChange(label, counts[i], counts[i], 0));
        return new SheetBalanceResult<T>(result, new ResamplingReport([.. changes], []), weights, isSplit, sheet.Texts.Count - chosen.Length, unlabelled);
    }

    private static SheetBalanceResult<T> Resampled<T>(
        FeatureSheet<T> sheet, int[] chosen, LabelledRows<T> rows, ResampledRows<T> balanced, int partColumn, int unlabelled)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // the rows that stay, in their order
        bool[] stays = [.. sheet.Texts.Select(_ => true)];
        foreach (int row in chosen)
        {
            stays[row] = false;
        }

        foreach (int i in balanced.Kept)
        {
            stays[chosen[i]] = true;
        }

        int[] staying = [.. stays.Index().Where(pair => pair.Item).Select(pair => pair.Index)];
        var texts = staying.Select(row => (string?[])[.. sheet.Texts[row], "false", null, null, null]).ToList();

        // the new ones
        int[] numbers = new int[rows.Classes.Count];
        foreach (var made in balanced.Made)
        {
            var (first, second) = (chosen[made.First], chosen[made.Second]);
            string?[] row = [.. sheet.TextColumns.Select(_ => (string?)null), "true", Name(sheet, first), Name(sheet, second), Text(made.Step)];
            Set(row, sheet.TextColumn("file"), $"{FeatureSheet.SyntheticColumn}/{rows.Classes[made.Label]}/{++numbers[made.Label]}");
            Set(row, sheet.TextColumn("label"), rows.Classes[made.Label]);
            Set(row, partColumn, Train);
            int speaker = sheet.TextColumn("speaker");
            Set(row, speaker, speaker >= 0 && sheet.Texts[first][speaker] == sheet.Texts[second][speaker] ? sheet.Texts[first][speaker] : null);
            texts.Add(row);
        }

        var result = new FeatureSheet<T>([.. sheet.TextColumns, FeatureSheet.SyntheticColumn, "parent_a", "parent_b", "step"], sheet.Columns, sheet.Preset)
        {
            Texts = texts,
            Values = Join(sheet, staying, balanced, chosen.Length == sheet.Texts.Count),
        };
        return new SheetBalanceResult<T>(result, balanced.Report, [], partColumn >= 0, sheet.Texts.Count - chosen.Length, unlabelled);
    }

    /// <summary>Where every row took part, the values stand together already.</summary>
    private static T[] Join<T>(FeatureSheet<T> sheet, int[] staying, ResampledRows<T> balanced, bool isWhole)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (isWhole)
        {
            return balanced.Matrix.Values;
        }

        int columns = sheet.Columns.Count;
        var values = new T[(staying.Length + balanced.Made.Count) * columns];
        foreach (var (i, row) in staying.Index())
        {
            sheet.Row(row).CopyTo(values.AsSpan(i * columns));
        }

        balanced.Matrix.Values.AsSpan(balanced.Kept.Count * columns).CopyTo(values.AsSpan(staying.Length * columns));
        return values;
    }

    private static RowMatrix<T> Subset<T>(FeatureSheet<T> sheet, int[] rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int columns = sheet.Columns.Count;
        if (rows.Length == sheet.Texts.Count)
        {
            return new RowMatrix<T>(sheet.Values, columns);
        }

        var values = new T[rows.Length * columns];
        foreach (var (i, row) in rows.Index())
        {
            sheet.Row(row).CopyTo(values.AsSpan(i * columns));
        }

        return new RowMatrix<T>(values, columns);
    }

    private static void Require(string path, FeatureSheet sheet)
    {
        if (sheet.Columns.Count == 0 || sheet.Texts.Count == 0)
        {
            throw new UserError($"{path}: has {(sheet.Texts.Count == 0 ? "no rows" : "no columns of numbers")}; give a table that 'ser extract' wrote");
        }

        if (sheet.TextColumn("label") < 0)
        {
            throw new UserError($"{path}: no column 'label'; the columns of text are {string.Join(", ", sheet.TextColumns)}");
        }

        if (sheet.TextColumn(FeatureSheet.SyntheticColumn) >= 0 || sheet.TextColumn("weight") >= 0)
        {
            throw new UserError($"{path}: is balanced already, for it has a column '{(sheet.TextColumn("weight") >= 0 ? "weight" : FeatureSheet.SyntheticColumn)}'; give the table from before");
        }
    }

    private static void RequireFinite<T>(string path, FeatureSheet<T> sheet, int[] rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (int row in rows)
        {
            var values = sheet.Row(row);
            for (int i = 0; i < values.Length; i++)
            {
                if (!T.IsFinite(values[i]))
                {
                    throw new UserError(
                        $"{path}, row {row + 1} ({Name(sheet, row)}), column '{sheet.Columns[i]}': is {values[i].ToString(null, CultureInfo.InvariantCulture)}; "
                        + "distances need numbers: fill the gaps, or leave the row or the column out");
                }
            }
        }
    }

    private static string Name(FeatureSheet sheet, int row) =>
        sheet.TextColumn("file") is >= 0 and var file && sheet.Texts[row][file] is { } name ? name : $"row {row + 1}";

    private static void Set(string?[] row, int column, string? text)
    {
        if (column >= 0)
        {
            row[column] = text;
        }
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>A balanced table and what was done.</summary>
/// <param name="Sheet">The table.</param>
/// <param name="Report">Counts and remarks, of the training rows with labels.</param>
/// <param name="Weights">Per class its weight; empty where rows were resampled instead.</param>
/// <param name="IsSplit">Whether the table tells the training rows from the others.</param>
/// <param name="PassedThrough">Rows that took no part.</param>
/// <param name="Unlabelled">Of these, the training rows without a label.</param>
internal sealed record SheetBalanceResult<T>(
    FeatureSheet<T> Sheet, ResamplingReport Report, IReadOnlyList<double> Weights, bool IsSplit, int PassedThrough, int Unlabelled)
    where T : unmanaged;
