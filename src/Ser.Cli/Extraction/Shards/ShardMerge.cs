using System.Text.Json;
using CsvHelper;
using Parquet;
using Ser.Cli.Extraction.Tables;
using Ser.Core;

namespace Ser.Cli.Extraction.Shards;

/// <summary>Joins the tables of shards to the table that one run over all recordings would have written.</summary>
/// <remarks>Rows are read from all shards in turn and written one by one: memory does not grow with their number.</remarks>
internal static class ShardMerge
{
    /// <summary>Joins shards.</summary>
    /// <param name="tables">One for every shard, in any order.</param>
    /// <param name="target">The table to write; may have another format than the shards.</param>
    /// <param name="cancel">Stops between rows; nothing is left then.</param>
    /// <returns>Rows that were written.</returns>
    /// <exception cref="UserError">The shards do not make one whole, or one of them is damaged.</exception>
    public static int Run(IReadOnlyList<string> tables, string target, CancellationToken cancel)
    {
        var shards = Order([.. tables.Select(table => (Table: table, Note: ShardNote.Read(table)))]);
        foreach (var (table, _) in shards)
        {
            if (Path.GetFullPath(table) == Path.GetFullPath(target))
            {
                throw new UserError($"{target}: is one of the shards; choose another output");
            }
        }

        var sources = new List<IFeatureRows>();
        try
        {
            foreach (var (table, _) in shards)
            {
                sources.Add(Guard(table, () => FeatureRows.Open(table)));
            }

            // A table of JSON lines without a row tells no columns; any other does.
            var (columns, texts) = (sources.MaxBy(source => source.Columns.Count)!.Columns, sources.MaxBy(source => source.Texts.Count)!.Texts);
            int foreign = sources.FindIndex(source => source.Columns.Count > 0 && !source.Columns.SequenceEqual(columns));
            if (foreign >= 0)
            {
                throw new UserError($"{shards[foreign].Table}: its columns are not those of the other shards; extract it again with their options");
            }

            using var output = FeatureTable.Create(target, texts, columns, shards[0].Note.Preset);
            int rows = Interleave(shards, sources, output, cancel);
            output.Complete();
            return rows;
        }
        finally
        {
            sources.ForEach(source => source.Dispose());
        }
    }

    /// <summary>The shards from 1 to n, after a check that there is each of them once and that they come from one corpus.</summary>
    private static (string Table, ShardNote Note)[] Order((string Table, ShardNote Note)[] shards)
    {
        var (firstTable, first) = shards[0];
        foreach (var (table, note) in shards)
        {
            if (note.Of != first.Of || note.Options != first.Options)
            {
                throw new UserError($"{table}: does not belong to {firstTable}: {Difference(note, first)}; give the shards of one extraction");
            }
        }

        foreach (var same in shards.GroupBy(shard => shard.Note.Shard).Where(group => group.Count() > 1))
        {
            throw new UserError($"{same.Last().Table}: is shard {same.Key}/{first.Of}, as is {same.First().Table}; give each shard once");
        }

        int[] missing = [.. Enumerable.Range(1, first.Of).Except(shards.Select(shard => shard.Note.Shard)).Take(10)];
        if (missing.Length > 0)
        {
            throw new UserError($"shards are missing: {string.Join(", ", missing.Select(number => $"{number}/{first.Of}"))}; extract them, then merge all {first.Of}");
        }

        int recordings = shards.Sum(shard => shard.Note.Recordings);
        foreach (var (table, note) in shards)
        {
            int expected = new Shard(note.Shard, note.Of).CountOf(recordings);
            if (note.Recordings != expected)
            {
                throw new UserError($"{table}: has {Counted.Of(note.Recordings, "recording")} where {expected} would be its share of {recordings}; extract all shards from the same recordings");
            }
        }

        return [.. shards.OrderBy(shard => shard.Note.Shard)];
    }

    private static string Difference(ShardNote note, ShardNote first) =>
        note.Of != first.Of ? $"it is shard {note.Shard}/{note.Of}, not one of {first.Of}"
        : note.Preset != first.Preset ? $"its preset is {note.Preset}, not {first.Preset}"
        : "its features, statistics or ways of reading sound are others";

    private static int Interleave((string Table, ShardNote Note)[] shards, List<IFeatureRows> sources, IFeatureTable output, CancellationToken cancel)
    {
        int recordings = shards.Sum(shard => shard.Note.Recordings), rows = 0;
        HashSet<int>[] skipped = [.. shards.Select(shard => shard.Note.Skipped.ToHashSet())];
        for (int i = 0; i < recordings; i++)
        {
            cancel.ThrowIfCancellationRequested();
            int shard = i % shards.Length;
            if (!skipped[shard].Contains(i / shards.Length))
            {
                string table = shards[shard].Table;
                output.Write(Guard(table, sources[shard].Next) ?? throw new UserError($"{table}: ends before its last row; extract the shard again"));
                rows++;
            }
        }

        for (int shard = 0; shard < shards.Length; shard++)
        {
            if (Guard(shards[shard].Table, sources[shard].Next) is not null)
            {
                throw new UserError($"{shards[shard].Table}: has more rows than its .shard.json tells; extract the shard again");
            }
        }

        return rows;
    }

    /// <summary>Whatever a format says of a damaged file becomes one line.</summary>
    private static T Guard<T>(string table, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException or InvalidDataException or JsonException
            or InvalidOperationException or KeyNotFoundException or ArgumentException or IndexOutOfRangeException or CsvFormatException or ParquetException)
        {
            throw new UserError($"{table}: is damaged, or no table that 'ser extract' wrote ({error.Message.Split('\n')[0].TrimEnd('.')}); extract the shard again", error);
        }
    }
}
