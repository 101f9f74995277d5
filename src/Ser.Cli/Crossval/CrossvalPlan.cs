using System.Text.Json;
using System.Text.Json.Serialization;
using Ser.Cli.Models;
using Ser.Core;
using Ser.Corpora;
using Ser.Training;

namespace Ser.Cli.Crossval;

/// <summary>
/// Everything that decides what a cross-validation gives, the content of <c>plan.json</c>: folds that were trained under equal plans
/// belong together, wherever they ran.
/// </summary>
/// <param name="Protocol">How the tests were chosen.</param>
/// <param name="Seed">Of all draws.</param>
/// <param name="Corpus">The recordings.</param>
/// <param name="Recipe">The recipe of every fold.</param>
/// <param name="SpeakerOverlap">Whether a speaker of some test may have been trained on.</param>
/// <param name="Notes">What a reader of the results should know.</param>
/// <param name="Folds">The folds, numbered from 1.</param>
internal sealed record CrossvalPlan(
    string Protocol, long Seed, PlannedCorpus Corpus, JsonElement Recipe, bool SpeakerOverlap, IReadOnlyList<string> Notes,
    IReadOnlyList<PlannedFold> Folds)
{
    /// <summary>Whether all clips of a test speaker are looked at together, as the recipe says.</summary>
    [JsonIgnore]
    public bool IsTransductive => SpeakerNormText.IsOn(Recipe);

    /// <summary>What is to be done.</summary>
    public static CrossvalPlan Of(FoldPlan plan, Recipe recipe) => new(
        plan.Protocol.ToString().ToLowerInvariant(),
        plan.Seed,
        new PlannedCorpus(plan.Corpus.Name, plan.Corpus.Licence, plan.Corpus.Hash, plan.Corpus.Clips.Count, plan.Corpus.Labels, plan.Corpus.Speakers.Count)
        {
            Extra = plan.Extra is { Clips: var extra } ? new PlannedExtra(extra.Name, extra.Licence, extra.Hash, extra.Clips.Count, extra.Speakers.Count) : null,
        },
        recipe.ToJson(),
        plan.Folds.Any(fold => fold.Split.SpeakerOverlap),
        plan.Notes,
        [.. plan.Folds.Select(PlannedFold.Of)]);

    /// <summary>The plan as JSON for people.</summary>
    public string ToText() => JsonSerializer.Serialize(this, CrossvalJson.Default.CrossvalPlan) + "\n";

    /// <summary>Reads what <see cref="ToText"/> wrote.</summary>
    /// <param name="file">Its path.</param>
    /// <exception cref="UserError">There is none, or it is damaged.</exception>
    public static CrossvalPlan Read(string file)
    {
        try
        {
            var plan = JsonSerializer.Deserialize(File.ReadAllBytes(file), CrossvalJson.Default.CrossvalPlan);
            return plan is { Folds.Count: > 0 } && plan.Folds.Index().All(pair => pair.Item.Fold == pair.Index + 1)
                ? plan
                : throw new UserError($"{file}: plans no folds; run 'ser crossval' into an empty folder");
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UserError($"{file}: no such file; give folders that 'ser crossval --output' wrote", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new UserError($"{file}: cannot be read ({error.Message.Split('\n')[0].TrimEnd('.')}); run 'ser crossval' into an empty folder", error);
        }
    }

    /// <summary>The first thing in which another plan differs, such as "recipe.epochs is 2, not 3"; null where nothing does.</summary>
    public string? DifferenceTo(CrossvalPlan other) => JsonDifference.First(
        JsonSerializer.SerializeToElement(this, CrossvalJson.Default.CrossvalPlan),
        JsonSerializer.SerializeToElement(other, CrossvalJson.Default.CrossvalPlan));
}

/// <summary>The recordings of a cross-validation.</summary>
/// <param name="Name">What the corpus is called.</param>
/// <param name="Licence">Its terms, where they are known.</param>
/// <param name="Hash">Over names, labels and speakers of all clips.</param>
/// <param name="Clips">How many there are.</param>
/// <param name="Labels">The classes.</param>
/// <param name="Speakers">How many are known.</param>
internal sealed record PlannedCorpus(string Name, string? Licence, string Hash, int Clips, IReadOnlyList<string> Labels, int Speakers)
{
    /// <summary>Other corpora that every fold is trained on too; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PlannedExtra? Extra { get; init; }
}

/// <summary>Recordings of other corpora, for the training parts only.</summary>
/// <param name="Name">What the corpora are called.</param>
/// <param name="Licence">Their terms, where they are known.</param>
/// <param name="Hash">Over names, labels and speakers of all clips.</param>
/// <param name="Clips">How many there are; a fold leaves out those of speakers that it tests or validates on.</param>
/// <param name="Speakers">How many are known.</param>
internal sealed record PlannedExtra(string Name, string? Licence, string Hash, int Clips, int Speakers);
