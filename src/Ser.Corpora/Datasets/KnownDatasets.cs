namespace Ser.Corpora;

/// <summary>The corpora that <see cref="CorpusFolder"/> recognises by their file names, and the well-known mixture of four of them.</summary>
public static class KnownDatasets
{
    /// <summary>All, in the order of <see cref="KnownLayouts"/>.</summary>
    public static IReadOnlyList<KnownDataset> All { get; } =
    [
        new()
        {
            Key = "ravdess",
            Name = "RAVDESS",
            Language = "English",
            Speakers = 24,
            Clips = Counts(192, 192, 192, 192, 96, 192, 192, 192),
            Licence = "CC BY-NC-SA 4.0",
            Home = "https://zenodo.org/records/1188976",
            Paper = "Livingstone and Russo 2018, doi:10.1371/journal.pone.0196391",
            Archive = new DatasetArchive(
                new Uri("https://zenodo.org/records/1188976/files/Audio_Speech_Actors_01-24.zip?download=1"), 208_468_073, "bc696df654c87fed845eb13823edef8a"),
        },
        new()
        {
            Key = "crema-d",
            Name = "CREMA-D",
            Language = "English",
            Speakers = 91,
            Clips = Counts(1271, 1271, 1271, 1271, 1087, 1271),
            Licence = "ODbL 1.0",
            Home = "https://github.com/CheyneyComputerScience/CREMA-D",
            Paper = "Cao et al. 2014, doi:10.1109/TAFFC.2014.2336244",
            Instructions = "there is no single archive of it: install Git LFS, run 'git lfs install' and "
                + "'git clone --depth 1 https://github.com/CheyneyComputerScience/CREMA-D', and give ser the folder CREMA-D/AudioWAV",
        },
        new()
        {
            Key = "tess",
            Name = "TESS",
            Language = "English",
            Speakers = 2,
            Clips = Counts(400, 400, 400, 400, 400, 400, 400),
            Licence = "CC BY-NC-ND 4.0",
            Home = "https://doi.org/10.5683/SP2/E8H2MF",
            Paper = "Pichora-Fuller and Dupuis 2020, doi:10.5683/SP2/E8H2MF",
            Archive = new DatasetArchive(
                new Uri("https://borealisdata.ca/api/access/dataset/:persistentId/?persistentId=doi:10.5683/SP2/E8H2MF")),   // packed when it is asked for
        },
        new()
        {
            Key = "savee",
            Name = "SAVEE",
            Language = "English",
            Speakers = 4,
            Clips = Counts(60, 60, 60, 60, 120, 60, 60),
            Licence = "research use only",
            Home = "http://kahlan.eps.surrey.ac.uk/savee/",
            Paper = "Haq and Jackson 2009, Speaker-dependent audio-visual emotion recognition, AVSP",
            Instructions = "its owners ask for a registration at http://kahlan.eps.surrey.ac.uk/savee/Register.html: "
                + "register, unpack AudioData.zip, and give ser that folder",
        },
        new()
        {
            Key = "emodb",
            Name = "EMO-DB",
            Language = "German",
            Speakers = 10,
            Clips = new Dictionary<string, int>
            {
                ["angry"] = 127, ["disgust"] = 46, ["fear"] = 69, ["happy"] = 71, ["neutral"] = 79, ["sad"] = 62, ["boredom"] = 81,
            },
            Licence = "free to use",
            Home = "http://emodb.bilderbar.info/",
            Paper = "Burkhardt et al. 2005, A Database of German Emotional Speech, Interspeech",
            Archive = new DatasetArchive(new Uri("http://emodb.bilderbar.info/download/download.zip")),
        },
        new()
        {
            Key = "kaggle-mix",
            Name = "RAVDESS + CREMA-D + TESS + SAVEE",
            Language = "English",
            Speakers = 121,
            Clips = Counts(1923, 1923, 1923, 1923, 1703, 1923, 652, 192),
            Licence = "CC BY-NC-SA 4.0 + ODbL 1.0 + CC BY-NC-ND 4.0 + research use only",
            Home = "the homes of the four",
            Paper = "the papers of the four",
            Instructions = "it is four corpora: fetch ravdess and tess, get crema-d and savee as 'ser datasets fetch' tells of them, and give ser the four folders",
        },
    ];

    /// <summary>The corpus of a name: its key or its name, in any letter case, with or without hyphens; null where there is none.</summary>
    public static KnownDataset? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(dataset => Plain(dataset.Key) == Plain(name) || Plain(dataset.Name) == Plain(name));
    }

    private static string Plain(string name) => name.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();

    /// <summary>In the order of <see cref="Emotions.All"/>; what is not told does not occur.</summary>
    private static Dictionary<string, int> Counts(params int[] counts) =>
        Emotions.All.Zip(counts).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
}
