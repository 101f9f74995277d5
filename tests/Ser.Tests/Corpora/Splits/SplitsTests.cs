using Ser.Core;
using Ser.Corpora;

namespace Ser.Tests.Corpora.Splits;

public sealed class SplitsTests
{
    [Fact]
    public void Known_speakers_are_split_by_speaker()
    {
        var corpus = new Corpus("c", Crowd.Clips("c", men: 3, women: 3));
        Assert.Equal(SpeakerSplit.Make(corpus, 4).Hash, Ser.Corpora.Splits.Make(corpus, 4).Hash);
    }

    [Fact]
    public void Unknown_speakers_are_split_by_clip()
    {
        var corpus = new Corpus("c", Crowd.Clips("c", men: 3, women: 3).Select(clip => clip with { Speaker = null }));
        var split = Ser.Corpora.Splits.Make(corpus, 4);
        Assert.Equal(ClipSplit.Make(corpus, 4).Hash, split.Hash);
        Assert.True(split.SpeakerOverlap);
    }

    [Fact]
    public void A_mixture_is_refused_rather_than_split_by_clip()
    {
        Clip[] clips = [.. Crowd.Clips("c", 3, 3), Crowd.Clip(null, null, "angry", 0)];
        Assert.Throws<UserError>(() => Ser.Corpora.Splits.Make(new Corpus("c", clips), 4));
    }
}
