using Ser.Core;
using Ser.Inference;

namespace Ser.Tests.Inference;

public sealed class CardHeadTests
{
    [Fact]
    public void It_says_what_the_whole_card_says()
    {
        var card = ModelCard.FromJson(TinyModel.Card, "tiny.onnx");
        var head = CardHead.Read(TinyModel.Card, "tiny.onnx");
        Assert.Equal(card.Labels, head.Labels);
        Assert.Equal(card.SampleRate, head.SampleRate);
    }

    [Fact]
    public void Order_and_unknown_parts_do_not_matter()
    {
        const string card = """{"corpus":{"x":[1,{"labels":["a"]}]},"new":[[]],"training":{},"recipe":{},"architecture":{},"normalisation":{},"features":{},"sampleRate":8000,"labels":["b","a"],"tool":"t","format":1}""";
        var head = CardHead.Read(card, "m");
        Assert.Equal(["b", "a"], head.Labels);
        Assert.Equal(8000, head.SampleRate);
    }

    [Theory]
    [InlineData("\"format\":1", "\"format\":2", "newer")]
    [InlineData("\"format\":1", "\"format\":0", "format 0")]
    [InlineData("\"format\":1", "\"format\":1.5", "format")]
    [InlineData("\"format\":1,", "", "format")]
    [InlineData("\"tool\":\"test\",", "", "tool")]
    [InlineData("\"recipe\":{},", "", "recipe")]
    [InlineData("\"labels\":[\"happy\",\"sad\"]", "\"labels\":[\"happy\"]", "fewer than two")]
    [InlineData("\"labels\":[\"happy\",\"sad\"]", "\"labels\":[\"sad\",\"sad\"]", "twice")]
    [InlineData("\"labels\":[\"happy\",\"sad\"]", "\"labels\":[\"sad\",null]", "labels")]
    [InlineData("\"labels\":[\"happy\",\"sad\"]", "\"labels\":\"sad\"", "labels")]
    [InlineData("\"sampleRate\":16000", "\"sampleRate\":0", "0 Hz")]
    [InlineData("\"sampleRate\":16000", "\"sampleRate\":99999999999", "sampleRate")]
    [InlineData("\"sampleRate\":16000", "\"sampleRate\":\"16000\"", "sampleRate")]
    [InlineData("{\"format\"", "[\"format\"", "damaged")]
    public void A_fault_is_named_as_it_is_for_the_whole_card(string from, string to, string what)
    {
        string card = TinyModel.Card.Replace(from, to, StringComparison.Ordinal);
        var error = Assert.Throws<UserError>(() => CardHead.Read(card, "bad.onnx"));
        Assert.StartsWith("bad.onnx: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Throws<UserError>(() => ModelCard.FromJson(card, "bad.onnx"));
    }

    [Fact]
    public void A_card_cut_anywhere_or_with_more_behind_it_is_a_user_error()
    {
        for (int length = 0; length < TinyModel.Card.Length; length++)
        {
            Assert.Throws<UserError>(() => CardHead.Read(TinyModel.Card[..length], "cut.onnx"));
        }

        Assert.Throws<UserError>(() => CardHead.Read(TinyModel.Card + "{}", "long.onnx"));
        Assert.Throws<UserError>(() => CardHead.Read("null", "null.onnx"));
        Assert.Throws<UserError>(() => CardHead.Read("", "empty.onnx"));
    }
}
