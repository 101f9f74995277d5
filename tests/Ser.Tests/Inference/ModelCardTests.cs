using Ser.Core;
using Ser.Inference;

namespace Ser.Tests.Inference;

public sealed class ModelCardTests
{
    [Fact]
    public void A_card_survives_its_json()
    {
        var card = ModelCard.FromJson(TinyModel.Card, "tiny.onnx");
        Assert.Equal(card.ToJson(), ModelCard.FromJson(card.ToJson(), "tiny.onnx").ToJson());
        Assert.Equal(["happy", "sad"], card.Labels);
        Assert.Equal(16_000, card.SampleRate);
    }

    [Fact]
    public void A_newer_format_says_so()
    {
        var error = Assert.Throws<UserError>(() => ModelCard.FromJson("""{"format": 99, "something": "new"}""", "new.onnx"));
        Assert.Contains("newer", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"format\": 1}")]
    [InlineData("not json")]
    public void A_broken_card_is_a_user_error_of_one_line(string json)
    {
        var error = Assert.Throws<UserError>(() => ModelCard.FromJson(json, "bad.onnx"));
        Assert.StartsWith("bad.onnx: ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("\"labels\":[\"happy\",\"sad\"]", "\"labels\":[\"happy\"]", "fewer than two labels")]
    [InlineData("\"labels\":[\"happy\",\"sad\"]", "\"labels\":[\"happy\",\"happy\"]", "a label twice")]
    [InlineData("\"labels\":[\"happy\",\"sad\"]", "\"labels\":null", "damaged")]
    [InlineData("\"sampleRate\":16000", "\"sampleRate\":0", "a sample rate of 0 Hz")]
    [InlineData("\"format\":1", "\"format\":0", "format 0")]
    public void A_card_that_contradicts_itself_is_named(string from, string to, string fault)
    {
        var error = Assert.Throws<UserError>(() => ModelCard.FromJson(TinyModel.Card.Replace(from, to, StringComparison.Ordinal), "bad.onnx"));
        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
    }
}
