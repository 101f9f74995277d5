using Ser.Core;
using Ser.Inference;

namespace Ser.Tests.Inference;

public sealed class ClipHashesTests
{
    [Fact]
    public void Hashes_survive_their_text_in_any_order_and_each_once()
    {
        ulong[] hashes = [5, 0, (1UL << ClipHashes.Bits) - 1, 0x1234_5678_9ABC, 5];
        Assert.Equal([.. hashes.Distinct().Order()], ClipHashes.Unpack(ClipHashes.Pack(hashes)).Order());
        Assert.Equal(ClipHashes.Pack(hashes), ClipHashes.Pack(hashes.Reverse()));
    }

    [Fact]
    public void Twelve_thousand_clips_cost_less_than_100_KB()
    {
        string text = ClipHashes.Pack(Enumerable.Range(1, 12_000).Select(i => (ulong)i * 0x9E37_79B9))!;
        Assert.InRange(text.Length, 12_000, 100_000);
        Assert.Equal(12_000, ClipHashes.Unpack(text).Count);
    }

    [Fact]
    public void None_and_too_many_leave_no_text()
    {
        Assert.Null(ClipHashes.Pack([]));
        Assert.Null(ClipHashes.Pack(Enumerable.Range(0, ClipHashes.Most + 1).Select(i => (ulong)i)));
        Assert.Empty(ClipHashes.Unpack(null));
    }

    [Fact]
    public void A_hash_of_more_bits_is_refused() =>
        Assert.Equal("hashes", Assert.Throws<ArgumentOutOfRangeException>(() => ClipHashes.Pack([1UL << ClipHashes.Bits])).ParamName);

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]                 // half a hash
    [InlineData("AAAAAAA")]
    [InlineData("AAAAAAA=")]             // five bytes
    [InlineData("AAAAAA==")]
    [InlineData("AAAA AAA")]
    [InlineData("????????")]
    [InlineData("ÄÄÄÄÄÄÄÄ")]
    [InlineData("AAAAAAABAAAAAAAA")]     // descending
    [InlineData("AAAAAAABAAAAAAAB")]     // twice the same
    public void A_card_with_a_text_of_another_form_is_refused_in_one_line(string text)
    {
        Assert.Throws<FormatException>(() => ClipHashes.Unpack(text));
        string card = TinyModel.Card.Replace("\"trainClips\":0", $"\"trainClips\":0,\"clipHashes\":\"{text}\"", StringComparison.Ordinal);
        var error = Assert.Throws<UserError>(() => ModelCard.FromJson(card, "bad.onnx"));
        Assert.Contains("clip hashes", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("[]")]
    public void A_card_whose_hashes_are_no_text_is_damaged(string value)
    {
        string card = TinyModel.Card.Replace("\"trainClips\":0", $"\"trainClips\":0,\"clipHashes\":{value}", StringComparison.Ordinal);
        Assert.Contains("damaged", Assert.Throws<UserError>(() => ModelCard.FromJson(card, "bad.onnx")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_longer_than_any_model_has_is_refused_before_it_is_read() =>
        Assert.Throws<FormatException>(() => ClipHashes.Unpack(new string('A', (ClipHashes.Most + 1) * 8)));
}
