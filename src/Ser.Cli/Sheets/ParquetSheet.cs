using System.Numerics;
using Parquet;
using Parquet.Schema;
using Ser.Core;

namespace Ser.Cli.Sheets;

/// <summary>Tables as Parquet: columns of text and of float or double.</summary>
internal static class ParquetSheet
{
    /// <summary>Rows of a group in what is written.</summary>
    private const int RowsPerGroup = 1024;

    public static async Task<FeatureSheet> Read(string path)
    {
        using var file = File.OpenRead(path);
        await using var reader = await ParquetReader.CreateAsync(file).ConfigureAwait(false);
        var fields = reader.Schema.GetDataFields();
        DataField[] texts = [.. fields.Where(field => !field.ClrType.IsPrimitive)];
        DataField[] numbers = [.. fields.Where(field => field.ClrType.IsPrimitive)];
        if (numbers.FirstOrDefault(field => field.ClrType != numbers[0].ClrType || (field.ClrType != typeof(float) && field.ClrType != typeof(double))) is { } foreign)
        {
            throw new UserError($"{path}, column '{foreign.Name}': is of {foreign.ClrType.Name}; values have to be all float or all double, so write the table anew");
        }

        string preset = reader.CustomMetadata.TryGetValue("preset", out string? named) ? named : "";
        return numbers is [{ } first, ..] && first.ClrType == typeof(double)
            ? await Read<double>(reader, texts, numbers, preset).ConfigureAwait(false)
            : await Read<float>(reader, texts, numbers, preset).ConfigureAwait(false);
    }

    public static async Task Write<T>(string path, FeatureSheet<T> sheet)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        DataField[] texts = [.. sheet.TextColumns.Select(name => new DataField<string>(name))];
        DataField[] numbers = [.. sheet.Columns.Select(name => new DataField<T>(name))];
        using var file = new PendingFile(path);
        await using (var writer = await ParquetWriter.CreateAsync(new ParquetSchema([.. texts, .. numbers]), file.Stream).ConfigureAwait(false))
        {
            writer.CustomMetadata = new Dictionary<string, string> { ["preset"] = sheet.Preset };
            for (int start = 0; start < sheet.Texts.Count; start += RowsPerGroup)
            {
                int size = Math.Min(RowsPerGroup, sheet.Texts.Count - start);
                using var group = writer.CreateRowGroup();
                for (int i = 0; i < texts.Length; i++)
                {
                    await group.WriteAsync(texts[i], [.. sheet.Texts.Skip(start).Take(size).Select(row => row[i])]).ConfigureAwait(false);
                }

                for (int i = 0; i < numbers.Length; i++)
                {
                    ReadOnlyMemory<T> column = Enumerable.Range(start, size).Select(row => sheet.Values[(row * numbers.Length) + i]).ToArray();
                    await group.WriteAsync(numbers[i], column).ConfigureAwait(false);
                }
            }
        }

        file.Commit();
    }

    private static async Task<FeatureSheet<T>> Read<T>(ParquetReader reader, DataField[] texts, DataField[] numbers, string preset)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var rows = new List<string?[]>();
        var values = new List<T[]>();
        for (int number = 0; number < reader.RowGroupCount; number++)
        {
            using var group = reader.OpenRowGroupReader(number);
            int size = checked((int)group.RowCount);
            var cells = texts.Select(_ => new string?[size]).ToArray();
            for (int i = 0; i < texts.Length; i++)
            {
                await group.ReadAsync(texts[i], cells[i].AsMemory()!).ConfigureAwait(false);
            }

            for (int row = 0; row < size; row++)
            {
                rows.Add([.. cells.Select(column => column[row])]);
            }

            var block = new T[size * numbers.Length];
            var column = new T[size];
            var gapped = new T?[size];
            for (int i = 0; i < numbers.Length; i++)
            {
                if (numbers[i].IsNullable)
                {
                    await group.ReadAsync<T>(numbers[i], gapped.AsMemory()).ConfigureAwait(false);   // as other programs write them
                    column = Array.ConvertAll(gapped, value => value ?? T.NaN);
                }
                else
                {
                    await group.ReadAsync<T>(numbers[i], column.AsMemory()).ConfigureAwait(false);
                }

                for (int row = 0; row < size; row++)
                {
                    block[(row * numbers.Length) + i] = column[row];
                }
            }

            values.Add(block);
        }

        return new FeatureSheet<T>([.. texts.Select(field => field.Name)], [.. numbers.Select(field => field.Name)], preset)
        {
            Texts = rows,
            Values = [.. values.SelectMany(block => block)],
        };
    }
}
