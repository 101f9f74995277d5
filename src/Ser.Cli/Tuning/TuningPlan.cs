using System.Text.Json;
using Ser.Cli.Crossval;
using Ser.Core;
using Ser.Corpora;
using Ser.Training;
using Ser.Training.Tuning;

namespace Ser.Cli.Tuning;

/// <summary>Everything that decides what a search gives, the content of <c>plan.json</c>: a search goes on only where its plan is the same.</summary>
/// <param name="Corpus">The recordings, those of the test included.</param>
/// <param name="Recipe">The recipe that the search begins with.</param>
/// <param name="Trials">How many recipes are tried.</param>
/// <param name="TestSpeakers">Who is set aside for the test; empty where no speaker is known.</param>
/// <param name="TestClips">How many clips are set aside.</param>
/// <param name="Folds">Hash of the parts of each fold.</param>
/// <param name="Updates">Length of a training of each rung.</param>
/// <param name="Values">What each trial has for each key of the space.</param>
internal sealed record TuningPlan(
    PlannedCorpus Corpus, JsonElement Recipe, int Trials, IReadOnlyList<string> TestSpeakers, int TestClips, IReadOnlyList<string> Folds,
    IReadOnlyList<int> Updates, IReadOnlyList<IReadOnlyDictionary<string, JsonElement>> Values)
{
    /// <summary>What is to be done.</summary>
    public static TuningPlan Of(Split outer, IReadOnlyList<Split> folds, Recipe recipe, IReadOnlyList<Trial> trials, HalvingPlan halving)
    {
        var corpus = outer.Corpus;
        return new TuningPlan(
            new PlannedCorpus(corpus.Name, corpus.Licence, corpus.Hash, corpus.Clips.Count, corpus.Labels, corpus.Speakers.Count),
            recipe.ToJson(), trials.Count, outer.SpeakersOf(Part.Test), outer.Test.Count, [.. folds.Select(fold => fold.Hash)], halving.Updates,
            [.. trials.Select(trial => trial.Values.ToDictionary())]);
    }

    /// <summary>The plan as JSON for people.</summary>
    public string ToText() => JsonSerializer.Serialize(this, TuningJson.Default.TuningPlan) + "\n";

    /// <summary>Reads what <see cref="ToText"/> wrote.</summary>
    /// <exception cref="UserError">It is damaged.</exception>
    public static TuningPlan Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(file), TuningJson.Default.TuningPlan) ?? throw new JsonException("it holds nothing");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new UserError($"{file}: cannot be read ({error.Message.Split('\n')[0].TrimEnd('.')}); run 'ser tune' into an empty folder", error);
        }
    }

    /// <summary>The first thing in which another plan differs, such as "trials is 9, not 12"; null where nothing does.</summary>
    public string? DifferenceTo(TuningPlan other) => JsonDifference.First(
        JsonSerializer.SerializeToElement(this, TuningJson.Default.TuningPlan),
        JsonSerializer.SerializeToElement(other, TuningJson.Default.TuningPlan));
}
