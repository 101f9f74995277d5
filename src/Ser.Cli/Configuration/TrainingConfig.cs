using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Ser.Cli.Crossval;
using Ser.Corpora;
using Ser.Training;
using Ser.Training.Configuration;

namespace Ser.Cli.Configuration;

/// <summary>
/// Everything that a command that trains can be asked for, as one JSON object: the recipe's own keys, and beside them the recordings,
/// the folds and the run. A file of it is read by <c>--config</c>, and the effective one is left as <c>recipe.json</c>.
/// </summary>
internal sealed record TrainingConfig
{
    private const string CorpusKey = "corpus", CrossvalKey = "crossval", RunKey = "run";

    /// <summary>The file that it was read from; null for none.</summary>
    public string? File { get; init; }

    /// <summary>Every choice of the training.</summary>
    public Recipe Recipe { get; init; } = new();

    /// <summary>The recordings.</summary>
    public CorpusConfig Corpus { get; init; } = new();

    /// <summary>The folds; null where there are none.</summary>
    public CrossvalConfig? Crossval { get; init; }

    /// <summary>All the rest.</summary>
    public RunConfig Run { get; init; } = new();

    /// <summary>Reads a file; paths in it start from its folder.</summary>
    /// <exception cref="Core.UserError">The file cannot be read, or something in it is not as it has to be; told with its place.</exception>
    public static TrainingConfig Read(string file)
    {
        var json = StrictJson.ReadFile(file);
        string folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        return new TrainingConfig
        {
            File = file,
            Recipe = Recipe.FromJson(json, file, [CorpusKey, CrossvalKey, RunKey]),
            Corpus = Section(CorpusKey, ConfigJson.Readable.CorpusConfig, new CorpusConfig()).From(folder),
            Crossval = Section(CrossvalKey, ConfigJson.Readable.CrossvalConfig, null),
            Run = Section(RunKey, ConfigJson.Readable.RunConfig, new RunConfig()).From(folder),
        };

        T Section<T>(string key, JsonTypeInfo<T> type, T absent) =>
            json.TryGetProperty(key, out var section) ? StrictJson.Read(section, type, file, key) : absent;
    }

    /// <summary>The first thing in which another run differs in recipe or recordings, such as "epochs is 3, not 2"; null where nothing does.</summary>
    public string? DifferenceTo(TrainingConfig other) => JsonDifference.First(Essence(other), Essence(this));

    private static JsonElement Essence(TrainingConfig config) => JsonElement.Parse((config with { Run = new RunConfig() }).ToText());

    /// <summary>The same with full paths.</summary>
    public TrainingConfig FromHere()
    {
        string here = Directory.GetCurrentDirectory();
        return this with { Corpus = Corpus.From(here), Run = Run.From(here) };
    }

    /// <summary>The content of <c>recipe.json</c>: what <see cref="Read"/> has to be given for the same run, full paths included.</summary>
    public string ToText()
    {
        var whole = JsonObject.Create(Recipe.ToJson())!;
        whole[CorpusKey] = JsonSerializer.SerializeToNode(Corpus, ConfigJson.Readable.CorpusConfig);
        if (Crossval is not null)
        {
            whole[CrossvalKey] = JsonSerializer.SerializeToNode(Crossval, ConfigJson.Readable.CrossvalConfig);
        }

        if (JsonSerializer.SerializeToNode(Run.Repeated(), ConfigJson.Brief.RunConfig) is JsonObject { Count: > 0 } run)
        {
            whole[RunKey] = run;
        }

        return whole.ToJsonString(ConfigJson.Readable.Options) + "\n";
    }
}

/// <summary>How the parts of a configuration beside the recipe are read and written.</summary>
[JsonSerializable(typeof(CorpusConfig))]
[JsonSerializable(typeof(CrossvalConfig))]
[JsonSerializable(typeof(RunConfig))]
[JsonSerializable(typeof(JsonNode))]
internal sealed partial class ConfigJson : JsonSerializerContext
{
    /// <summary>With every key.</summary>
    public static ConfigJson Readable { get; } = new(With(JsonIgnoreCondition.Never));

    /// <summary>Without what is as always.</summary>
    public static ConfigJson Brief { get; } = new(With(JsonIgnoreCondition.WhenWritingDefault));

    private static JsonSerializerOptions With(JsonIgnoreCondition ignored) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter<RavdessChannel>(JsonNamingPolicy.CamelCase), new JsonStringEnumConverter<Protocol>(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = ignored,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
    };
}
