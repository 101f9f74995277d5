using System.Text.Json;
using Ser.Core;
using Ser.Training;
using Ser.Training.Tuning;

namespace Ser.Tests.Training.Tuning;

public sealed class SearchSpaceTests
{
    private static readonly Recipe Recipe = new() { Seed = 5 };

    [Fact]
    public void Every_key_of_the_default_space_is_one_of_the_recipe_and_the_recipe_lies_within_it()
    {
        var first = SearchSpace.Default.Draw(Recipe, 1)[0];
        Assert.Equal(Recipe, first.Recipe);
        foreach (var (dimension, value) in SearchSpace.Default.Dimensions.Zip(first.Values.Select(pair => pair.Value)))
        {
            Assert.True(
                dimension.Choices.Count > 0 ? dimension.Choices.Any(choice => JsonElement.DeepEquals(choice, value)) : value.GetDouble() >= dimension.From && value.GetDouble() <= dimension.To,
                $"{dimension.Path} is {value}");
        }
    }

    [Fact]
    public void A_trial_is_the_recipe_with_its_values_and_nothing_else()
    {
        foreach (var trial in SearchSpace.Default.Draw(Recipe, 20).Skip(1))
        {
            var before = RecipePath.Tree(Recipe);
            var after = RecipePath.Tree(trial.Recipe);
            foreach (var (path, value) in trial.Values)
            {
                Assert.Equal(value.GetDouble(), RecipePath.Get(after, path).GetDouble());
                RecipePath.Set(after, path, RecipePath.Get(before, path));
            }

            Assert.Equal(before.ToJsonString(), after.ToJsonString());
        }
    }

    [Fact]
    public void Draws_depend_on_seed_trial_and_key_and_on_nothing_else()
    {
        var few = Values(SearchSpace.Default.Draw(Recipe, 4));
        Assert.Equal(few, Values(SearchSpace.Default.Draw(Recipe, 9)).Take(few.Length));
        Assert.NotEqual(few, Values(SearchSpace.Default.Draw(Recipe with { Seed = 6 }, 4)));
        var alone = Read("""{ "labelSmoothing": { "from": 0, "to": 0.2 } }""").Draw(Recipe, 4);
        Assert.All(alone.Skip(1), trial => Assert.Contains($"{trial.Number} labelSmoothing {trial.Values[0].Value}", few));

        static string[] Values(IEnumerable<Trial> trials) => [.. trials.SelectMany(trial => trial.Values.Select(pair => $"{trial.Number} {pair.Key} {pair.Value}"))];
    }

    [Fact]
    public void Ranges_are_drawn_evenly_and_logarithmic_ones_over_their_logarithms()
    {
        const int Draws = 4000;
        var dimensions = Read("""
            { "a": { "from": 0.001, "to": 0.1, "log": true }, "b": { "from": 0.1, "to": 0.5 }, "c": { "from": 1, "to": 4, "whole": true },
              "d": { "from": 4, "to": 40, "log": true, "whole": true }, "e": { "choose": [16, 32] } }
            """).Dimensions;
        double[] Of(int dimension) => [.. Enumerable.Range(2, Draws).Select(trial => dimensions[dimension].Draw(1, trial).GetDouble())];

        // Counts within five standard deviations of a binomial of 4000 draws.
        Assert.InRange(Of(0).Count(value => value < 0.01), 2000 - 160, 2000 + 160);
        Assert.InRange(Of(1).Count(value => value < 0.3), 2000 - 160, 2000 + 160);
        Assert.All(Of(2).CountBy(value => value), pair => Assert.InRange(pair.Value, 1000 - 140, 1000 + 140));
        Assert.Equal([1, 2, 3, 4], Of(2).Distinct().Order());
        Assert.Equal(Enumerable.Range(4, 37).Select(value => (double)value), Of(3).Distinct().Order());
        Assert.InRange(Of(3).Count(value => value <= 12), 2020 - 160, 2020 + 160);   // ln(12.5 / 3.5) / ln(40.5 / 3.5) of them
        Assert.InRange(Of(4).Count(value => value == 16), 2000 - 160, 2000 + 160);
        Assert.All(Of(0), value => Assert.InRange(value, 0.001, 0.1));
    }

    [Theory]
    [InlineData("[1]", "space.json: is no object of keys; give such as { \"learningRate\": ")]
    [InlineData("{", "space.json: line 1: is no JSON (")]
    [InlineData("""{ "a": 3 }""", "space.json: a is 3; give a range { \"from\": 0, \"to\": 1 } or a choice { \"choose\": [1, 2] }")]
    [InlineData("""{ "a": { "from": 1, "upto": 2 } }""", "space.json: a has no 'upto'; there are from, to, log, whole, choose")]
    [InlineData("""{ "a": { "from": 1 } }""", "space.json: a has no 'to'; a range wants from and to")]
    [InlineData("""{ "a": { "from": "1", "to": 2 } }""", "space.json: a: from is \"1\"; give a number")]
    [InlineData("""{ "a": { "from": 3, "to": 2 } }""", "space.json: a: from 3 to 2 is the wrong way round")]
    [InlineData("""{ "a": { "from": 0, "to": 2, "log": true } }""", "space.json: a: from is 0, but a logarithm needs a number above 0; give one or leave out log")]
    [InlineData("""{ "a": { "from": 0, "to": 2.5, "whole": true } }""", "space.json: a: from 0 to 2.5 are not whole; give whole numbers or leave out whole")]
    [InlineData("""{ "a": { "choose": [] } }""", "space.json: a: choose wants a list of values, and nothing beside it")]
    public void A_space_that_is_none_is_told_with_file_and_key(string text, string message) =>
        Assert.StartsWith(message, Assert.Throws<UserError>(() => Read(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{ "learnigRate": { "from": 1, "to": 2 } }""", "space: 'learnigRate' is no key of the recipe; a recipe has seed, split, ")]
    [InlineData("""{ "augmentation.masks": { "from": 1, "to": 2 } }""", "space: 'augmentation.masks' is no key of the recipe; 'augmentation' has stretch, ")]
    [InlineData("""{ "learningRate.high": { "from": 1, "to": 2 } }""", "space: 'learningRate.high' is no key of the recipe; 'learningRate' is a single value")]
    [InlineData("""{ "testShare": { "from": 0.1, "to": 0.2 } }""", "space: 'testShare' cannot be searched, for it decides ")]
    [InlineData("""{ "features.melBands": { "choose": [40, 64] } }""", "space: 'features.melBands' cannot be searched, for it decides ")]
    [InlineData("""{ "labelSmoothing": { "from": 2, "to": 3 } }""", "space, trial 2: labelSmoothing: label smoothing is 2")]
    [InlineData("""{ "batchSize": { "choose": ["many"] } }""", "space, trial 2: batchSize is \"many\"; give a whole ")]
    public void A_space_that_is_not_the_recipes_is_told(string text, string message) =>
        Assert.StartsWith(message, Assert.Throws<UserError>(() => Read(text).Draw(Recipe, 2)).Message, StringComparison.Ordinal);

    [Fact]
    public void Values_within_lists_are_found_by_their_place()
    {
        var tree = RecipePath.Tree(new Recipe { OtherSpeeds = [0.9, 1.1] });
        RecipePath.Set(tree, "otherSpeeds.1", JsonElement.Parse("1.2"));
        Assert.Equal(1.2, RecipePath.Get(tree, "otherSpeeds.1").GetDouble());
        Assert.Equal(0.9, RecipePath.Get(tree, "otherSpeeds.0").GetDouble());
        Assert.EndsWith("'otherSpeeds' has 0 to 1", Assert.Throws<UserError>(() => RecipePath.Get(tree, "otherSpeeds.2")).Message, StringComparison.Ordinal);
    }

    private static SearchSpace Read(string text) => SearchSpaceReader.Read(text, "space.json");
}
