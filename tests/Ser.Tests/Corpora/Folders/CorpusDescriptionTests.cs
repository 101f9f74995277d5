using Ser.Core;
using Ser.Corpora;

namespace Ser.Tests.Corpora.Folders;

public sealed class CorpusDescriptionTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ser-test-").FullName;

    public CorpusDescriptionTests()
    {
        File.WriteAllText(Path.Combine(folder, "03-01-05-01-01-01-01.wav"), "");
        File.WriteAllText(Path.Combine(folder, "03-01-03-01-01-01-02.wav"), "");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_folder_that_describes_itself_is_called_and_licensed_as_it_says()
    {
        Describe("""{"name": "Demo", "licence": "MIT"}""");
        var corpus = CorpusFolder.Open(folder);
        Assert.Equal("Demo", corpus.Name);
        Assert.Equal("MIT", corpus.Licence);
        Assert.Equal(["demo:01", "demo:02"], corpus.Speakers);
        Assert.Empty(corpus.Notes);

        // A copy that was made by augmentation carries this name into its manifest, and has to meet its speaker's there.
        Assert.Equal(["demo:02", "demo:01"], RecordingFolder.List(folder).Select(recording => recording.Speaker));
    }

    [Fact]
    public void Without_a_description_the_file_names_decide()
    {
        var corpus = CorpusFolder.Open(folder);
        Assert.Equal("RAVDESS", corpus.Name);
        Assert.Equal(["ravdess:01", "ravdess:02"], corpus.Speakers);
    }

    [Fact]
    public void A_licence_that_is_not_told_is_not_made_up()
    {
        Describe("""{"name": "Mine"}""");
        Assert.Null(CorpusFolder.Open(folder).Licence);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no json")]
    [InlineData("[1]")]
    [InlineData("""{"name": 5}""")]
    public void A_broken_description_is_a_user_error_of_one_line(string text)
    {
        Describe(text);
        var error = Assert.Throws<UserError>(() => CorpusFolder.Open(folder));
        Assert.Contains("corpus.json", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    private void Describe(string json) => File.WriteAllText(Path.Combine(folder, "corpus.json"), json);
}
