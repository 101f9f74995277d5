using Ser.Reporting.Published;

namespace Ser.Tests.Reporting.Published;

public sealed class PublishedTests
{
    [Theory]
    [InlineData("RAVDESS", 12)]
    [InlineData("SAVEE", 4)]
    [InlineData("RAVDESS + CREMA-D + TESS + SAVEE", 1)]
    [InlineData("TESS + SAVEE + RAVDESS + CREMA-D", 1)]
    [InlineData("RAVDESS + SAVEE", 0)]
    [InlineData("ravdess", 0)]
    [InlineData("folders", 0)]
    [InlineData("", 0)]
    public void A_corpus_is_found_by_the_name_that_it_is_recognised_by(string corpus, int results) =>
        Assert.Equal(results, PublishedResults.Of(corpus).Count);

    [Fact]
    public void Every_result_has_a_figure_and_a_source()
    {
        string[] corpora = ["RAVDESS", "SAVEE", "RAVDESS + CREMA-D + TESS + SAVEE"];
        Assert.All(corpora.SelectMany(PublishedResults.Of), result =>
        {
            Assert.NotNull(result.Uar ?? result.Accuracy);
            Assert.All(new[] { result.Uar, result.Accuracy, result.MacroF1 }.OfType<double>(), figure => Assert.InRange(figure, 0.4, 0.85));
            Assert.NotEmpty(result.Source);
            Assert.NotEmpty(result.Protocol);
        });
    }

    [Fact]
    public void Hubert_base_on_the_six_folds_is_as_published()
    {
        var row = PublishedResults.Of("RAVDESS").Single(result => result.Work == "HuBERT base, frozen");
        Assert.Equal((0.654, 0.662, 0.653, PublishedFolds.EmoBox, "arXiv 2406.07162"), (row.Uar, row.Accuracy, row.MacroF1, row.Folds, row.Source));
    }

    [Fact]
    public void Only_the_folds_of_EmoBox_with_all_classes_and_unseen_speakers_are_the_same_protocol()
    {
        Assert.True(PublishedComparison.OfFolds("RAVDESS", 8, isEmoBox: true, false)!.SameProtocol);
        Assert.False(PublishedComparison.OfFolds("RAVDESS", 8, isEmoBox: false, false)!.SameProtocol);
        Assert.False(PublishedComparison.OfFolds("RAVDESS", 7, isEmoBox: true, false)!.SameProtocol);
        Assert.False(PublishedComparison.OfFolds("RAVDESS", 8, isEmoBox: true, true)!.SameProtocol);
        Assert.False(PublishedComparison.OfFolds("RAVDESS", 8, isEmoBox: true, false, isTransductive: true)!.SameProtocol);
        Assert.StartsWith("not comparable: here all clips of a test speaker", PublishedComparison.OfTest("RAVDESS", 8, 240, 4, false, isTransductive: true)!.Note, StringComparison.Ordinal);
        Assert.False(PublishedComparison.OfTest("RAVDESS", 8, 240, 4, false)!.SameProtocol);
        Assert.Null(PublishedComparison.OfFolds("folders", 8, isEmoBox: true, false));
    }

    [Theory]
    [InlineData(8, false, "this is one test of 240 clips of 4 speakers")]
    [InlineData(8, true, "not comparable: here speakers of the test took part in the training")]
    [InlineData(6, false, "not comparable: 6 classes here, 8 there")]
    public void What_differs_is_said_in_one_sentence(int classes, bool overlap, string beginning) =>
        Assert.StartsWith(beginning, PublishedComparison.OfTest("RAVDESS", classes, 240, 4, overlap)!.Note, StringComparison.Ordinal);

    [Fact]
    public void One_s_own_row_stands_among_the_others_by_its_UAR_and_no_line_is_too_wide()
    {
        using var output = new StringWriter { NewLine = "\n" };
        PublishedText.Write(PublishedComparison.OfFolds("RAVDESS", 8, isEmoBox: true, false)!, "this recipe, mean of the folds", 0.6789, 0.68, 0.67, output);
        string[] lines = output.ToString().Split('\n');
        int own = Array.FindIndex(lines, line => line.StartsWith("-> this recipe, mean of the folds", StringComparison.Ordinal));
        Assert.Contains("0.679", lines[own], StringComparison.Ordinal);
        Assert.Contains("human listeners", lines[own + 1], StringComparison.Ordinal);   // 0.670
        Assert.Contains("HuBERT large", lines[own - 1], StringComparison.Ordinal);      // 0.700
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
        Assert.All(lines, line => Assert.Equal(line.TrimEnd(), line));
        Assert.Contains("[3] arXiv 2406.07162: six EmoBox folds of four unseen actors", lines);
        Assert.EndsWith(" 0.818", lines.Single(line => line.Contains("fine-tuned [1] ", StringComparison.Ordinal)), StringComparison.Ordinal);
    }
}
