using System.Text.Json;
using Ser.Core;

namespace Ser.Cli.Extraction.Shards;

/// <summary>What stands beside the table of a shard, so that the shards can be joined: FILE.shard.json.</summary>
/// <param name="Shard">Which number.</param>
/// <param name="Of">Of how many.</param>
/// <param name="Preset">Name of the analysis.</param>
/// <param name="Options">Everything that decides about the values, as a SHA-256: only shards that agree in it belong together.</param>
/// <param name="Recordings">Recordings of the shard, the skipped ones included.</param>
/// <param name="Skipped">Places among them, from 0, of those that could not be read.</param>
internal sealed record ShardNote(int Shard, int Of, string Preset, string Options, int Recordings, IReadOnlyList<int> Skipped)
{
    private static readonly JsonSerializerOptions Format = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true };

    /// <summary>Writes the note of a table.</summary>
    /// <exception cref="UserError">It cannot be written.</exception>
    public void Write(string table) => AtomicFile.WriteText(PathOf(table), JsonSerializer.Serialize(this, Format) + "\n");

    /// <summary>Reads the note of a table.</summary>
    /// <exception cref="UserError">There is none, or it says nothing that makes sense.</exception>
    public static ShardNote Read(string table)
    {
        string path = PathOf(table);
        if (!File.Exists(table))
        {
            throw new UserError($"{table}: no such file; check the path");
        }

        try
        {
            var note = JsonSerializer.Deserialize<ShardNote>(File.ReadAllBytes(path), Format);
            return note is { Shard: >= 1, Recordings: >= 0 } && note.Shard <= note.Of
                ? note
                : throw new UserError($"{path}: does not tell a shard; extract the shard again");
        }
        catch (FileNotFoundException error)
        {
            throw new UserError($"{table}: is no shard, for {path} is missing; give tables that were written with --shard", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new UserError($"{path}: cannot be read ({error.Message.Split('.')[0]}); extract the shard again", error);
        }
    }

    private static string PathOf(string table) => $"{table}.shard.json";
}
