using System.Text.Json;
using System.Text.Json.Serialization;
using Ser.Training.Network;

namespace Ser.Training.Onnx;

/// <summary>
/// The weights of a network that its graph does not hold as they are, kept in the metadata of the file so that another training can start from it:
/// mostly scale, shift, mean and variance of the batch normalisations, which the graph has folded into its kernels.
/// </summary>
internal static class KeptWeights
{
    /// <summary>The key of the ONNX metadata under which they stand.</summary>
    public const string MetadataKey = "ser.weights";

    /// <summary>Share of a weight by which rounding may change it on the way through a kernel: two roundings to 24 bits, and room for one more.</summary>
    private const float Rounding = 2e-7f;

    /// <summary>What has to be kept beside a graph: it is found by trying, so that no kind of layer has to be known here.</summary>
    /// <param name="members">The networks' weights.</param>
    /// <param name="graph">The graph that was built from them.</param>
    public static string Of(IReadOnlyList<NetworkWeights> members, OnnxGraph graph) => JsonSerializer.Serialize(
        [.. members.SelectMany((weights, i) => Missing(weights, new MemberConstants(i, members.Count), graph))], KeptWeightJson.Default.IReadOnlyListKeptWeight);

    private static Dictionary<string, KeptWeight>.ValueCollection Missing(NetworkWeights weights, MemberConstants member, OnnxGraph graph)
    {
        // Normalisations come first, for kernels are unfolded by them.
        var kept = new Dictionary<string, KeptWeight>(StringComparer.Ordinal);
        foreach (string name in weights.Names.OrderBy(name => name.EndsWith(FoldedWeights.KernelName, StringComparison.Ordinal)).ThenBy(name => name, StringComparer.Ordinal))
        {
            float[] values = weights[name];
            float[]? recovered = FoldedWeights.Recover(name, key => member.PartOf(graph.FloatsOf(key)), key => kept.GetValueOrDefault(key)?.Floats());
            if (recovered is null || !recovered.Zip(values).All(pair => Math.Abs(pair.First - pair.Second) <= Rounding * Math.Abs(pair.Second)))
            {
                kept.Add(name, KeptWeight.Of(member.NameOf(name), weights.ShapeOf(name), values));
            }
        }

        return kept.Values;
    }

    /// <summary>Reads what <see cref="Of"/> wrote.</summary>
    /// <exception cref="JsonException">It is damaged.</exception>
    public static IReadOnlyList<KeptWeight> Read(ReadOnlySpan<byte> json)
    {
        var kept = JsonSerializer.Deserialize(json, KeptWeightJson.Default.IReadOnlyListKeptWeight) ?? throw new JsonException("they are null");
        return kept.All(weight => weight.Values.Length == sizeof(float) * weight.Shape.Aggregate(1L, (all, size) => all * size))
            ? kept
            : throw new JsonException("a weight has other sizes than it says");
    }
}

/// <summary>One of them.</summary>
/// <param name="Name">Its name, as torch gives it.</param>
/// <param name="Shape">Its sizes.</param>
/// <param name="Values">Row by row, 32-bit floats, lowest byte first.</param>
internal sealed record KeptWeight(string Name, IReadOnlyList<long> Shape, byte[] Values)
{
    public static KeptWeight Of(string name, long[] shape, float[] values)
    {
        byte[] bytes = new byte[values.Length * sizeof(float)];
        for (int i = 0; i < values.Length; i++)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), values[i]);
        }

        return new KeptWeight(name, shape, bytes);
    }

    public float[] Floats() => FoldedWeights.Floats(Values);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(IReadOnlyList<KeptWeight>))]
internal sealed partial class KeptWeightJson : JsonSerializerContext;
