using System.Text.Json;
using System.Text.Json.Nodes;
using Ser.Core;
using Ser.Training;
using Ser.Training.Configuration;

namespace Ser.Tests.Training;

/// <summary>A recipe and its JSON hold the same, and JSON that people write is read strictly.</summary>
public sealed class RecipeJsonTests
{
    [Fact]
    public void Every_property_survives_the_way_to_JSON_and_back()
    {
        string unchanged = new Recipe().ToText();
        foreach (var (path, recipe) in All())
        {
            string text = recipe.ToText();
            Assert.True(text != unchanged, $"{path} does not stand in the JSON");
            Assert.True(text == Recipe.FromJson(recipe.ToJson(), "recipe.json").ToText(), $"{path} is lost on the way back");
        }
    }

    [Fact]
    public void Every_property_can_be_given_alone()
    {
        foreach (var (path, recipe) in AlteredRecipes.Of(new Recipe()))
        {
            string[] keys = path.Split('.');
            var value = JsonNode.Parse(recipe.ToText());
            foreach (string key in keys)
            {
                value = value![key];
            }

            value = value?.DeepClone();
            foreach (string key in keys.Reverse())
            {
                value = new JsonObject { [key] = value };
            }

            Assert.True(recipe.ToText() == Read(value!.ToJsonString()).ToText(), $"{value} gives another recipe");
        }
    }

    [Fact]
    public void Nothing_given_is_the_default() => Assert.Equal(new Recipe().ToText(), Read("{}").ToText());

    [Fact]
    public void What_an_optional_object_leaves_out_has_its_default() => Assert.Equal(4, Read("""{ "waveforms": { "chain": "noise(snr=5..40)" } }""").Waveforms!.Epochs);

    [Fact]
    public void What_is_off_by_default_can_be_null() => Assert.Null(Read("""{ "waveforms": null, "split": null }""").Waveforms);

    [Theory]
    [InlineData("""{ "epochz": 5 }""", "epochz is no key; did you mean epochs?")]
    [InlineData("""{ "augmentation": { "strech": 0.1 } }""", "augmentation.strech is no key; did you mean stretch?")]
    [InlineData("""{ "network": { "dropuot": 0.1 } }""", "network.dropuot is no key; did you mean dropout?")]
    [InlineData("""{ "colour": 5 }""", "colour is no key; the keys are seed split")]
    [InlineData("""{ "Epochs": 5 }""", "Epochs is no key; did you mean epochs?")]
    [InlineData("""{ "epochs": "five" }""", "epochs is \"five\"; give a whole number")]
    [InlineData("""{ "epochs": 2.5 }""", "epochs is 2.5; give a whole number")]
    [InlineData("""{ "epochs": 99999999999 }""", "epochs is 99999999999; give a whole number")]
    [InlineData("""{ "epochs": null }""", "epochs is null; give a whole number")]
    [InlineData("""{ "learningRate": true }""", "learningRate is true; give a number")]
    [InlineData("""{ "learningRate": 1e999 }""", "learningRate is 1e999; give a number")]
    [InlineData("""{ "balance": "smot" }""", "balance is \"smot\"; give one of weights none sampler")]
    [InlineData("""{ "balance": 2 }""", "balance is 2; give one of weights none sampler")]
    [InlineData("""{ "otherSpeeds": 0.9 }""", "otherSpeeds is 0.9; give a list")]
    [InlineData("""{ "otherSpeeds": [0.9, "1.1"] }""", "otherSpeeds[1] is \"1.1\"; give a number")]
    [InlineData("""{ "augmentation": 3 }""", "augmentation is 3; give an object")]
    [InlineData("""{ "augmentation": null }""", "augmentation is null; give an object")]
    [InlineData("""{ "waveforms": { "epochs": 2 } }""", "waveforms.chain is missing; add it")]
    [InlineData("""{ "network": { "branches": [{ "name": "mel", "inputs": ["mel"], "blocks": [{ "channels": 3 }] }] } }""", "network.branches[0].blocks[0].kernel is missing; add it")]
    [InlineData("""{ "epochs": 3, "epochs": 4 }""", "epochs stands there twice; keep one")]
    [InlineData("""{ "epochs": -1 }""", "epochs: epochs is -1; give 0 to 1000000")]
    [InlineData("""{ "seed": 4, "augmentation": { "bandMasks": 2, "stretch": 2 } }""", "augmentation.stretch: augmentation: stretch is 2; give 0 to 0.9")]
    [InlineData("""{ "waveforms": { "chain": "noise(snr=5..40)", "epochs": 0 } }""", "waveforms.epochs: waveforms: epochs is 0; give 1 or more")]
    [InlineData("""{ "features": { "mfccCount": 65 } }""", "features: feature plan: mfccCount is 65; give 1 to 64, which is melBands")]
    [InlineData("""{ "network": { "attentionUnits": -1 } }""", "network.attentionUnits is -1; give 0 to 4096")]
    [InlineData("""{ "network": { "dropout": 1 } }""", "network.dropout is 1; give 0 to 0.95")]
    [InlineData("""{ "network": { "branches": [] } }""", "network.branches is empty")]
    [InlineData("""{ "network": { "branches": [{ "name": "a", "inputs": ["mfcc"], "blocks": [], "outputs": 0 }] } }""", "network.branches[0].blocks is empty; give at least one")]
    [InlineData(
        """{ "network": { "branches": [{ "name": "a", "inputs": ["mfcc"], "outputs": 0, "blocks": [{ "channels": 8, "kernel": { "height": 1, "width": 4 }, "stride": { "height": 1, "width": 1 }, "pool": { "height": 1, "width": 8 } }] }] } }""",
        "network.branches[0].blocks[0].kernel is 1 x 4; give odd numbers")]
    [InlineData(
        """{ "network": { "branches": [{ "name": "a", "inputs": ["mfcc", "mel"], "outputs": 0, "blocks": [{ "channels": 8, "kernel": { "height": 3, "width": 3 }, "stride": { "height": 1, "width": 1 }, "pool": { "height": 1, "width": 8 } }] }] } }""",
        "network.branches[0]: a kernel over rows wants one picture, mel or pitchgram, not mfcc, mel")]
    [InlineData(
        """{ "network": { "branches": [{ "name": "a", "inputs": ["rms"], "outputs": 0, "blocks": [{ "channels": 8, "kernel": { "height": 1, "width": 5 }, "stride": { "height": 1, "width": 1 }, "pool": { "height": 1, "width": 8 } }] }, { "name": "b", "inputs": ["zcr"], "outputs": 0, "blocks": [{ "channels": 8, "kernel": { "height": 1, "width": 5 }, "stride": { "height": 1, "width": 1 }, "pool": { "height": 1, "width": 4 } }] }] } }""",
        "network: branch a makes one step of 8 frames, b one of 4;")]
    public void What_is_written_wrongly_is_told_with_its_place(string json, string message)
    {
        var error = Assert.Throws<UserError>(() => Read(json));
        Assert.StartsWith("my.json: " + message, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("{ \"epochs\": 5,\n  \"seed\" 3 }", "line 2, column 10:")]
    [InlineData("", "line 1, column 1:")]
    [InlineData("[1]", "is no JSON object")]
    [InlineData(null, "no such file")]
    public void A_file_that_is_no_JSON_is_told_with_line_and_column(string? content, string message)
    {
        string file = Path.Combine(Path.GetTempPath(), $"ser-config-{Guid.NewGuid():N}.json");
        try
        {
            if (content is not null)
            {
                File.WriteAllText(file, content);
            }

            var error = Assert.Throws<UserError>(() => StrictJson.ReadFile(file));
            Assert.StartsWith(file, error.Message, StringComparison.Ordinal);
            Assert.Contains(message, error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', error.Message);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Comments_and_a_comma_behind_the_last_item_are_allowed()
    {
        string file = Path.Combine(Path.GetTempPath(), $"ser-config-{Guid.NewGuid():N}.json");
        try
        {
            File.WriteAllText(file, "// few\n{ /* passes */ \"epochs\": 5, }\n");
            Assert.Equal(5, Recipe.FromJson(StrictJson.ReadFile(file), file).Epochs);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static IEnumerable<(string Path, Recipe Recipe)> All() =>
        AlteredRecipes.Of(new Recipe()).Concat(AlteredRecipes.Of(AugmentationChoice.Apply(new Recipe(), AugmentationChoice.Strong)));

    private static Recipe Read(string json) => Recipe.FromJson(JsonElement.Parse(json), "my.json");
}
