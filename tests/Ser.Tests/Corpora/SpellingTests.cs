using Ser.Corpora;

namespace Ser.Tests.Corpora;

public sealed class SpellingTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("hapy", "happy", 1)]
    [InlineData("angyr", "angry", 2)]
    public void The_distance_is_that_of_Levenshtein_from_either_side(string a, string b, int distance)
    {
        Assert.Equal(distance, Spelling.Distance(a, b));
        Assert.Equal(distance, Spelling.Distance(b, a));
    }

    [Theory]
    [InlineData("hapy", "happy")]
    [InlineData("nuetral", "neutral")]
    [InlineData("surprize", "surprise")]
    [InlineData("sa", "sad")]
    [InlineData("x", null)]
    [InlineData("stress", null)]
    public void The_nearest_word_is_near(string word, string? nearest) => Assert.Equal(nearest, Spelling.Nearest(word, Emotions.All));
}
