namespace Ser.Tests.Corpora.Layouts;

/// <summary>The names of all files of the published corpora, made by their rules, without extension.</summary>
internal static class PublishedNames
{
    private static readonly string[] CremaDSentences = ["IEO", "TIE", "IOM", "IWW", "TAI", "MTI", "IWL", "ITH", "DFA", "ITS", "TSI", "WSI"];

    private static readonly string[] CremaDEmotions = ["ANG", "DIS", "FEA", "HAP", "NEU", "SAD"];

    /// <summary>Of 91 × 82 clips twenty were never published: three actors lack a sentence, two a neutral one.</summary>
    private static readonly HashSet<string> CremaDGaps =
    [
        .. CremaDEmotions.SelectMany(emotion => new[] { $"1008_WSI_{emotion}_XX", $"1009_MTI_{emotion}_XX", $"1019_ITH_{emotion}_XX" }),
        "1002_TIE_NEU_XX",
        "1076_ITS_NEU_XX",
    ];

    /// <summary>Clips of each speaker in the order of <see cref="EmoDbLetters"/>, as published.</summary>
    private static readonly (string Speaker, int[] Counts)[] EmoDbCounts =
    [
        ("03", [14, 5, 1, 4, 7, 7, 11]), ("08", [12, 10, 0, 6, 11, 9, 10]), ("09", [13, 4, 8, 1, 4, 4, 9]), ("10", [10, 8, 1, 8, 4, 3, 4]),
        ("11", [11, 8, 2, 10, 8, 7, 9]), ("12", [12, 5, 2, 6, 2, 4, 4]), ("13", [12, 10, 8, 7, 10, 5, 9]), ("14", [16, 8, 8, 12, 8, 10, 7]),
        ("15", [13, 9, 5, 8, 6, 4, 11]), ("16", [14, 14, 11, 7, 11, 9, 5]),
    ];

    private const string EmoDbLetters = "WLEAFTN";

    private static readonly string[] EmoDbTexts = ["a01", "a02", "a04", "a05", "a07", "b01", "b02", "b03", "b09", "b10"];

    /// <summary>Actor_01/03-01-01-01-01-01-01 …: neutral is never strong.</summary>
    public static IEnumerable<string> Ravdess(string channel = "01", int emotions = 8) =>
        from actor in Enumerable.Range(1, 24)
        from emotion in Enumerable.Range(1, emotions)
        from intensity in Enumerable.Range(1, emotion == 1 ? 1 : 2)
        from statement in Enumerable.Range(1, 2)
        from repetition in Enumerable.Range(1, 2)
        select $"Actor_{actor:00}/03-{channel}-{emotion:00}-{intensity:00}-{statement:00}-{repetition:00}-{actor:00}";

    /// <summary>The sung ones: five emotions and neutral, and nothing of actor 18.</summary>
    public static IEnumerable<string> RavdessSongs() => Ravdess("02", 6).Where(name => !name.EndsWith("-18", StringComparison.Ordinal));

    /// <summary>Levels are told of one sentence only. One file is spelt with a single X.</summary>
    public static IEnumerable<string> CremaD() =>
        from actor in Enumerable.Range(1001, 91)
        from sentence in CremaDSentences
        from emotion in CremaDEmotions
        from level in sentence == "IEO" && emotion != "NEU" ? ["LO", "MD", "HI"] : new[] { "XX" }
        let name = $"{actor}_{sentence}_{emotion}_{level}"
        where !CremaDGaps.Contains(name)
        select name == "1040_ITH_SAD_XX" ? "1040_ITH_SAD_X" : name;

    /// <summary>200 words; the folders are those of the archive, and one file lacks a letter.</summary>
    public static IEnumerable<string> Tess() =>
        from speaker in new[] { "OAF", "YAF" }
        from emotion in new[] { "angry", "disgust", "fear", "happy", "neutral", "ps", "sad" }
        from number in Enumerable.Range(0, 200)
        let word = number == 0 ? "bite" : $"w{(char)('a' + (number / 26))}{(char)('a' + (number % 26))}"
        let name = $"{speaker}_{word}_{emotion}"
        select $"{speaker}_{emotion}/{(name == "OAF_bite_neutral" ? "OA_bite_neutral" : name)}";

    /// <summary>DC/a01 … KL/su15.</summary>
    public static IEnumerable<string> Savee() =>
        from speaker in new[] { "DC", "JE", "JK", "KL" }
        from emotion in new[] { "a", "d", "f", "h", "n", "sa", "su" }
        from number in Enumerable.Range(1, emotion == "n" ? 30 : 15)
        select $"{speaker}/{emotion}{number:00}";

    /// <summary>DC_a01 … KL_su15: as the well-known mixture spells them.</summary>
    public static IEnumerable<string> SaveeFlat() => Savee().Select(name => name.Replace('/', '_'));

    /// <summary>As many of each speaker and emotion as published; which texts and takes they are is made up.</summary>
    public static IEnumerable<string> EmoDb() =>
        from speaker in EmoDbCounts
        from emotion in Enumerable.Range(0, EmoDbLetters.Length)
        from number in Enumerable.Range(0, speaker.Counts[emotion])
        select $"{speaker.Speaker}{EmoDbTexts[number % EmoDbTexts.Length]}{EmoDbLetters[emotion]}{(char)('a' + (number / EmoDbTexts.Length))}";
}
