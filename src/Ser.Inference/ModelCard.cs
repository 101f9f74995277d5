using System.Text.Json;
using System.Text.Json.Serialization;
using Ser.Core;

namespace Ser.Inference;

/// <summary>What a model file says of itself: stored as JSON under the metadata key <c>ser</c> of the ONNX file.</summary>
/// <remarks>
/// Parts that only the training needs to understand (feature plan, architecture, recipe) are kept as the JSON that they
/// are, so that reading a model needs neither feature code nor libtorch.
/// </remarks>
public sealed record ModelCard
{
    /// <summary>The key of the ONNX metadata under which the card stands.</summary>
    public const string MetadataKey = "ser";

    /// <summary>The format that this program writes, and the newest that it reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Names of the graph's input and outputs; part of the format.</summary>
    public const string SamplesInput = "samples", ProbabilitiesOutput = "probabilities", LogitsOutput = "logits", EmbeddingOutput = "embedding";

    /// <summary>The same for native code: UTF-8, closed by a zero.</summary>
    internal static ReadOnlySpan<byte> SamplesInputUtf8 => "samples\0"u8;

    /// <inheritdoc cref="SamplesInputUtf8"/>
    internal static ReadOnlySpan<byte> ProbabilitiesOutputUtf8 => "probabilities\0"u8;

    /// <inheritdoc cref="SamplesInputUtf8"/>
    internal static ReadOnlySpan<byte> EmbeddingOutputUtf8 => "embedding\0"u8;

    /// <summary>Version of the card's own format, 1 or more.</summary>
    public required int Format { get; init; }

    /// <summary>Program and version that wrote the file.</summary>
    public required string Tool { get; init; }

    /// <summary>What the outputs mean, in their order.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>Rate in Hz at which the graph expects its samples.</summary>
    public required int SampleRate { get; init; }

    /// <summary>Every parameter of the analysis that the graph does.</summary>
    public required JsonElement Features { get; init; }

    /// <summary>Means and deviations that the input is standardised by, from the training part only.</summary>
    public required JsonElement Normalisation { get; init; }

    /// <summary>The network, layer by layer.</summary>
    public required JsonElement Architecture { get; init; }

    /// <summary>The configuration of the training run.</summary>
    public required JsonElement Recipe { get; init; }

    /// <summary>How the training went.</summary>
    public required TrainingSummary Training { get; init; }

    /// <summary>What the model was trained, validated and tested on.</summary>
    public required CorpusSummary Corpus { get; init; }

    /// <summary>How the probabilities were made to be true to the facts; null where they are as the network gave them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Calibration? Calibration { get; init; }

    /// <summary>The card as JSON of one line.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ModelCardJson.Default.ModelCard);

    /// <summary>Reads a card and checks it against itself.</summary>
    /// <param name="json">The text under <see cref="MetadataKey"/>.</param>
    /// <param name="file">The model file, for the message.</param>
    /// <exception cref="UserError">The card is broken, contradicts itself, or comes from a newer version.</exception>
    public static ModelCard FromJson(string json, string file)
    {
        ModelCard card;
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("format", out var format) && format.TryGetInt32(out int version) && version > CurrentFormat)
            {
                throw TooNew(file, version);
            }

            card = JsonSerializer.Deserialize(json, ModelCardJson.Default.ModelCard) ?? throw new JsonException("the card is null");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw Damaged(file, error);
        }

        Check(card.Format, card.Labels, card.SampleRate, file);
        try
        {
            _ = ClipHashes.Unpack(card.Corpus.ClipHashes);
        }
        catch (FormatException error)
        {
            throw Wrong(file, error.Message);
        }

        return card.Calibration is null or { Temperature: > 0 and <= double.MaxValue }
            ? card
            : throw Wrong(file, $"a temperature of {card.Calibration.Temperature}");
    }

    /// <summary>Checks what every use of a model relies on.</summary>
    /// <exception cref="UserError">A value is none that a card can have.</exception>
    internal static void Check(int format, IReadOnlyList<string> labels, int sampleRate, string file)
    {
        string? fault = format < 1 ? $"format {format}"
            : labels is not { Count: >= 2 } ? "fewer than two labels"
            : labels.Contains(null!) ? "a label that is no text"
            : sampleRate is < 1 or > 768_000 ? $"a sample rate of {sampleRate} Hz"
            : new HashSet<string>(labels, StringComparer.Ordinal).Count != labels.Count ? "a label twice"
            : null;
        if (fault is not null)
        {
            throw Wrong(file, fault);
        }
    }

    private static UserError Wrong(string file, string fault) => new($"{file}: its model card holds {fault}; train the model again");

    /// <summary>The error of a card from a newer version.</summary>
    internal static UserError TooNew(string file, int version) =>
        new($"{file}: model format {version} is newer than this program reads ({CurrentFormat}); install a newer ser");

    /// <summary>The error of a card that cannot be read.</summary>
    internal static UserError Damaged(string file, Exception error) =>
        new($"{file}: its model card is damaged ({error.Message.ReplaceLineEndings(" ")}); train the model again", error);
}

/// <summary>How the training of a model went.</summary>
/// <param name="Epochs">Passes over the training part that were done.</param>
/// <param name="BestEpoch">The pass whose network the file holds, counted from 1.</param>
/// <param name="Updates">Steps of the optimiser up to the end of that pass.</param>
/// <param name="ValidationUar">Unweighted average recall of the model on the validation part, 0 to 1; null where there was none.</param>
/// <param name="ValidationLoss">Its cross-entropy there, in nats; null where there was none.</param>
/// <param name="Parameters">Trainable numbers of the network.</param>
/// <param name="Interrupted">Whether the training was stopped before its end.</param>
public sealed record TrainingSummary(
    int Epochs, int BestEpoch, int Updates, double? ValidationUar, double? ValidationLoss, long Parameters, bool Interrupted)
{
    /// <summary>Networks that answer together, 1 or more; epochs and updates are those of the first, parameters those of all.</summary>
    public int Members { get; init; } = 1;
}

/// <summary>What a model was trained, validated and tested on.</summary>
/// <param name="Name">Name of the corpus, such as RAVDESS.</param>
/// <param name="Licence">Licences of all recordings that were trained on, those of other corpora included, as far as they are known.</param>
/// <param name="Hash">Hash over the clips' names, labels and speakers.</param>
/// <param name="SplitRule">"speaker", "clip" or "given".</param>
/// <param name="SplitHash">Hash over the parts of the clips, those of other corpora included.</param>
/// <param name="SpeakerOverlap">Whether a speaker may stand in more than one part.</param>
/// <param name="TrainClips">Clips of the training part.</param>
/// <param name="TrainSpeakers">Speakers of the training part; empty where they are unknown.</param>
/// <param name="ValidationSpeakers">Speakers of the validation part; none where there was no such part.</param>
/// <param name="TestSpeakers">Speakers that the test figures were measured on.</param>
public sealed record CorpusSummary(
    string Name, string? Licence, string Hash, string SplitRule, string SplitHash, bool SpeakerOverlap, int TrainClips,
    IReadOnlyList<string> TrainSpeakers, IReadOnlyList<string> ValidationSpeakers, IReadOnlyList<string> TestSpeakers)
{
    /// <summary>Clips of validation and test that hold a sound of the training part, as somebody allowed; the figures are too good then.</summary>
    public int LeakedClips { get; init; }

    /// <summary>
    /// The sounds of training and validation, and those of the model that the training started from, as <see cref="Inference.ClipHashes"/> packs them, so that a test finds them again under any name;
    /// null where an older version wrote the card, or where there are too many.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ClipHashes { get; init; }

    /// <summary>Other corpora that were trained on, and neither validated nor tested; null where there were none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ExtraSummary? Extra { get; init; }

    /// <summary>The model that the training started from; null where it started from weights at random.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public InitialSummary? Initial { get; init; }
}

/// <summary>A model that another one was trained on from.</summary>
/// <param name="Hash">SHA-256 of its file.</param>
/// <param name="Corpus">What it was trained on.</param>
/// <param name="Licence">The terms of that, as far as they are known.</param>
/// <param name="Speakers">Those whom it has learned from or who chose its epoch, as far as they are known.</param>
public sealed record InitialSummary(string Hash, string Corpus, string? Licence, IReadOnlyList<string> Speakers);

/// <summary>Recordings of other corpora that were added to the training part.</summary>
/// <param name="Name">Names of the corpora.</param>
/// <param name="Licence">Their licences, as far as they are known.</param>
/// <param name="Hash">Hash over the clips' names, labels and speakers.</param>
/// <param name="TrainClips">How many of the training clips are theirs.</param>
public sealed record ExtraSummary(string Name, string? Licence, string Hash, int TrainClips);

/// <summary>How the card is read and written: camelCase, no reflection at start-up.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ModelCard))]
internal sealed partial class ModelCardJson : JsonSerializerContext;
