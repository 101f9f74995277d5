using Ser.Corpora;

namespace Ser.Tests.Corpora;

public sealed class KnownDatasetsTests
{
    [Theory]
    [InlineData("ravdess", 1440, 24, 8)]
    [InlineData("crema-d", 7442, 91, 6)]
    [InlineData("tess", 2800, 2, 7)]
    [InlineData("savee", 480, 4, 7)]
    [InlineData("emodb", 535, 10, 7)]
    [InlineData("kaggle-mix", 12_162, 121, 8)]
    public void The_figures_are_the_published_ones(string key, int clips, int speakers, int classes)
    {
        var dataset = KnownDatasets.Find(key)!;
        Assert.Equal((clips, speakers, classes), (dataset.Total, dataset.Speakers, dataset.Clips.Count));
        Assert.Equal(Emotions.Order(dataset.Clips.Keys), dataset.Clips.Keys);
    }

    [Theory]
    [InlineData("CREMAD")]
    [InlineData("Crema-D")]
    public void Hyphens_and_letter_case_do_not_matter(string name) => Assert.Equal("crema-d", KnownDatasets.Find(name)?.Key);

    [Fact]
    public void What_cannot_be_fetched_has_instructions()
    {
        Assert.Null(KnownDatasets.Find("iemocap"));
        Assert.All(KnownDatasets.All, dataset => Assert.True((dataset.Archive is null) != (dataset.Instructions is null), dataset.Key));
    }

    [Fact]
    public void The_licences_are_those_that_folders_and_models_tell()
    {
        foreach (var layout in new KnownLayouts().All)
        {
            Assert.Equal(layout.Licence, KnownDatasets.Find(layout.Name)?.Licence);
        }
    }
}
