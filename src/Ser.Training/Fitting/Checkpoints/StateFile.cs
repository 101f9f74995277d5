using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ser.Core;

namespace Ser.Training.Fitting.Checkpoints;

/// <summary>Arrays and a text in one file, which tells when a byte of it is missing or another one.</summary>
/// <remarks>
/// The layout is that of safetensors (length of the header, header as JSON, numbers), little-endian; the text stands in its metadata. The
/// last array is the SHA-256 of all bytes before it.
/// </remarks>
internal static class StateFile
{
    private const string Metadata = "__metadata__", Text = "state", Checksum = "sha256";

    /// <summary>Writes a file; what stood there before stays until the new one is whole.</summary>
    /// <exception cref="UserError">It cannot be written.</exception>
    public static void Write(string path, string text, IReadOnlyList<StateBlock> blocks)
    {
        var header = new Dictionary<string, JsonElement>(StringComparer.Ordinal)
        {
            [Metadata] = JsonSerializer.SerializeToElement(new Dictionary<string, string> { [Text] = text }, StateFileJson.Default.DictionaryStringString),
        };
        long at = 0;
        foreach (var block in blocks.Append(new StateBlock(Checksum, "U8", [SHA256.HashSizeInBytes], new byte[SHA256.HashSizeInBytes])))
        {
            var place = new StatePlace(block.Type, block.Shape, [at, at += block.Bytes.Length]);
            header.Add(block.Name, JsonSerializer.SerializeToElement(place, StateFileJson.Default.StatePlace));
        }

        byte[] json = JsonSerializer.SerializeToUtf8Bytes(header, StateFileJson.Default.DictionaryStringJsonElement);
        byte[] length = new byte[sizeof(ulong)], padding = new byte[(8 - (json.Length % 8)) % 8];
        padding.AsSpan().Fill((byte)' ');   // safetensors wants the numbers aligned
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)(json.Length + padding.Length));
        AtomicFile.Write(path, stream =>
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (byte[] part in blocks.Select(block => block.Bytes).Prepend(padding).Prepend(json).Prepend(length))
            {
                hash.AppendData(part);
                stream.Write(part);
            }

            stream.Write(hash.GetHashAndReset());
        });
    }

    /// <summary>Reads a file and checks every byte of it.</summary>
    /// <returns>The text, and the arrays by their names.</returns>
    /// <exception cref="UserError">It cannot be read, or is not as it was written.</exception>
    public static (string Text, IReadOnlyDictionary<string, StateBlock> Blocks) Read(string path)
    {
        try
        {
            byte[] file = File.ReadAllBytes(path);
            return Parse(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"{path}: cannot be read ({error.Message.Split(" : '")[0].TrimEnd('.')})", error);
        }
        catch (Exception error) when (error is JsonException or FormatException or ArgumentException or OverflowException or InvalidOperationException or KeyNotFoundException)
        {
            throw Damaged(path, error);
        }
    }

    /// <summary>The refusal of a file that lacks something or has it otherwise.</summary>
    public static UserError Damaged(string path, Exception error) =>
        new($"{path}: the checkpoint is damaged ({error.Message.ReplaceLineEndings(" ").TrimEnd('.')}); start the training anew, without --resume", error);

    private static (string, Dictionary<string, StateBlock>) Parse(byte[] file)
    {
        int hashed = file.Length - SHA256.HashSizeInBytes;
        if (hashed < sizeof(ulong) || !SHA256.HashData(file.AsSpan(0, hashed)).AsSpan().SequenceEqual(file.AsSpan(hashed)))
        {
            throw new FormatException("its bytes are not those that were written");
        }

        int start = checked(sizeof(ulong) + (int)BinaryPrimitives.ReadUInt64LittleEndian(file));
        var header = JsonSerializer.Deserialize(file.AsSpan(sizeof(ulong), start - sizeof(ulong)), StateFileJson.Default.DictionaryStringJsonElement)!;
        string text = header[Metadata].GetProperty(Text).GetString()!;
        var blocks = new Dictionary<string, StateBlock>(StringComparer.Ordinal);
        foreach (var (name, element) in header.Where(pair => pair.Key is not (Metadata or Checksum)))
        {
            var place = element.Deserialize(StateFileJson.Default.StatePlace)!;
            blocks.Add(name, new StateBlock(name, place.Type, place.Shape, file[checked(start + (int)place.Offsets[0])..checked(start + (int)place.Offsets[1])]));
        }

        return (text, blocks);
    }
}

/// <summary>Where an array stands in a file of state.</summary>
/// <param name="Type">What its numbers are.</param>
/// <param name="Shape">Its extents.</param>
/// <param name="Offsets">Its first byte and the one behind its last, counted from the end of the header.</param>
internal sealed record StatePlace(
    [property: JsonPropertyName("dtype")] string Type, [property: JsonPropertyName("shape")] IReadOnlyList<long> Shape,
    [property: JsonPropertyName("data_offsets")] IReadOnlyList<long> Offsets);

[JsonSerializable(typeof(Dictionary<string, JsonElement>))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(StatePlace))]
internal sealed partial class StateFileJson : JsonSerializerContext;
