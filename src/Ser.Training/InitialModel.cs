using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ser.Core;
using Ser.Inference;
using Ser.Inference.Onnx;
using Ser.Training.Network;
using Ser.Training.Onnx;
using static TorchSharp.torch;

namespace Ser.Training;

/// <summary>A trained model that another training starts from.</summary>
/// <remarks>
/// Weights are taken layer by layer. The classifier is taken where the labels are the same, else it starts anew. How the input is standardised is fitted to
/// the new training part, as always.
/// </remarks>
public sealed class InitialModel
{
    // Fields of ModelProto, GraphProto and StringStringEntryProto in onnx.proto.
    private const int GraphField = 7, MetadataField = 14, ConstantField = 5, KeyField = 1, ValueField = 2;

    private readonly string file;
    private readonly ModelCard card;
    private readonly Dictionary<string, (long[] Shape, float[] Values)> constants;
    private readonly Dictionary<string, KeptWeight> kept;

    private InitialModel(
        string file, ModelCard card, string hash, Dictionary<string, (long[] Shape, float[] Values)> constants, IEnumerable<KeptWeight> kept)
    {
        this.file = file;
        this.card = card;
        this.constants = constants;
        this.kept = kept.ToDictionary(weight => weight.Name, StringComparer.Ordinal);
        var corpus = card.Corpus;
        Origin = new ModelOrigin(hash, string.Join(" + ", new[] { corpus.Name, corpus.Extra?.Name, corpus.Initial?.Corpus }.OfType<string>().Distinct()), corpus.Licence);
        Speakers = new SortedSet<string>([.. corpus.TrainSpeakers, .. corpus.ValidationSpeakers, .. corpus.Initial?.Speakers ?? []], StringComparer.Ordinal);
        SoundHashes = ClipHashes.Unpack(corpus.ClipHashes);
    }

    /// <summary>What is written down of it.</summary>
    public ModelOrigin Origin { get; }

    /// <summary>Those whom it has learned from or who chose its epoch, as far as they are known, and those of the model that it started from.</summary>
    public IReadOnlySet<string> Speakers { get; }

    /// <summary>The sounds that it has learned from or that chose its epoch, each by the head of its hash; empty where the file does not tell.</summary>
    public IReadOnlySet<ulong> SoundHashes { get; }

    /// <summary>Reads a model file.</summary>
    /// <param name="path">The file, or a folder that <c>ser train</c> wrote.</param>
    /// <exception cref="UserError">It cannot be read, is no model, or does not hold what a training needs.</exception>
    public static InitialModel Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string file = Directory.Exists(path) ? Path.Combine(path, "model.onnx") : path;
        var model = ModelFile.Read(file);
        var constants = new Dictionary<string, (long[], float[])>(StringComparer.Ordinal);
        IReadOnlyList<KeptWeight>? kept = null;
        var fields = new ProtobufReader(model.Content, origin: 0);
        while (fields.Next())
        {
            if (fields.Field == GraphField)
            {
                ReadConstants(fields.Inner, model.Content, file, constants);
            }
            else if (fields.Field == MetadataField)
            {
                kept ??= ReadKept(fields.Inner, file);
            }
        }

        return kept is null
            ? throw new UserError(
                $"{file}: holds no weights to start a training from (an older version wrote it, or ser export did); train it again, or take the model.onnx of a run")
            : new InitialModel(file, model.Card, Convert.ToHexStringLower(SHA256.HashData(model.Content)), constants, kept);
    }

    /// <summary>Refuses a model of another plan before anything is read; libtorch is not needed.</summary>
    /// <param name="recipe">The recipe of the training that is to start from it.</param>
    /// <exception cref="UserError">The plans differ; the message names the first layer in which they do.</exception>
    public void Require(Recipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        if (PlanDifference.First(card.Architecture, recipe.Network.ToJson()) is { } difference)
        {
            throw Other(recipe.Network, difference);
        }
    }

    /// <summary>Puts the model's weights into a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="plan">Its plan.</param>
    /// <param name="labels">Its classes.</param>
    /// <param name="number">Which member of an ensemble is trained, from 1: of a file that holds several, it starts from the one of the same number.</param>
    /// <exception cref="UserError">The model is of another plan; the message names the first layer that differs.</exception>
    internal void CopyTo(EmotionNetwork network, NetworkPlan plan, IReadOnlyList<string> labels, int number = 1)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var member = new MemberConstants((number - 1) % card.Training.Members, card.Training.Members);
        bool hasSameLabels = labels.SequenceEqual(card.Labels, StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, target) in network.state_dict())
        {
            if (target.dtype != ScalarType.Float32)
            {
                continue;
            }

            names.Add(member.NameOf(name));
            if (name.StartsWith(EmotionNetwork.Head, StringComparison.Ordinal) && !hasSameLabels)
            {
                continue;
            }

            float[]? values = FoldedWeights.Recover(
                name, key => member.PartOf(constants.GetValueOrDefault(key).Values), key => kept.GetValueOrDefault(member.NameOf(key))?.Floats());
            long[]? shape = ShapeOf(name, member);
            if (values is null || shape is null || !shape.SequenceEqual(target.shape))
            {
                throw Other(plan, $"{Layer(name)} has {(shape is null ? "no weights" : Sizes(shape))} there and {Sizes(target.shape)} here");
            }

            target.copy_(tensor(values, target.shape));
        }

        if (kept.Keys.FirstOrDefault(name => name.StartsWith(member.NameOf(""), StringComparison.Ordinal) && !names.Contains(name)) is { } further)
        {
            throw Other(plan, $"{Layer(further)} is there and not here");
        }

        if (PlanDifference.First(card.Architecture, plan.ToJson()) is { } difference)
        {
            throw Other(plan, difference);
        }
    }

    private long[]? ShapeOf(string name, MemberConstants member)
    {
        if (kept.TryGetValue(member.NameOf(name), out var weight))
        {
            return [.. weight.Shape];
        }

        if (constants.TryGetValue(name, out var constant))
        {
            return member.PartOf(constant.Shape);
        }

        return name.EndsWith(FoldedWeights.KernelName, StringComparison.Ordinal)
            ? member.PartOf(constants.GetValueOrDefault($"{name[..^FoldedWeights.KernelName.Length]}.kernel").Shape)
            : null;
    }

    private UserError Other(NetworkPlan plan, string difference) =>
        new($"{file}: is another network than {plan.Name}: {difference}; start from a model of the same network");

    private static void ReadConstants(ProtobufReader graph, byte[] content, string file, Dictionary<string, (long[], float[])> constants)
    {
        Span<long> shape = stackalloc long[OnnxLimits.Rank];
        while (graph.Next())
        {
            if (graph.Field == ConstantField && GraphConstant.Read(graph.Inner, file, shape, out int rank) is { Type: ElementType.Float } constant)
            {
                string name = Encoding.UTF8.GetString(content, constant.NameAt, constant.NameLength);
                constants[name] = (shape[..rank].ToArray(), FoldedWeights.Floats(content.AsSpan(constant.DataAt, constant.DataLength)));
            }
        }
    }

    private static IReadOnlyList<KeptWeight>? ReadKept(ProtobufReader pair, string file)
    {
        ReadOnlySpan<byte> key = default, value = default;
        while (pair.Next())
        {
            if (pair.Field == KeyField)
            {
                key = pair.Bytes;
            }
            else if (pair.Field == ValueField)
            {
                value = pair.Bytes;
            }
        }

        try
        {
            return Ascii.Equals(key, KeptWeights.MetadataKey) ? KeptWeights.Read(value) : null;
        }
        catch (JsonException error)
        {
            throw new UserError($"{file}: the weights in its metadata are damaged ({error.Message.Split(" Path:")[0].TrimEnd('.')}); take the file that 'ser train' wrote", error);
        }
    }

    private static string Layer(string weight) => weight.LastIndexOf('.') is > 0 and var end ? weight[..end] : weight;

    private static string Sizes(IEnumerable<long> shape) => string.Join(" × ", shape);
}
