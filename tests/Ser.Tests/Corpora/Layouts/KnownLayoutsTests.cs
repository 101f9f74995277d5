using Ser.Corpora;

namespace Ser.Tests.Corpora.Layouts;

/// <summary>What single names tell, and which layout reads a folder.</summary>
public sealed class KnownLayoutsTests : IDisposable
{
    private readonly RecordingsFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("1001_DFA_ANG_XX", "angry", "cremad:1001", "male", null, "DFA")]
    [InlineData("1091_ieo_neu_xx", "neutral", "cremad:1091", "female", null, "IEO")]
    [InlineData("1002_IEO_DIS_LO", "disgust", "cremad:1002", "female", "low", "IEO")]
    [InlineData("1005_IEO_FEA_MD", "fear", "cremad:1005", "male", "medium", "IEO")]
    [InlineData("1005_IEO_HAP_HI", "happy", "cremad:1005", "male", "high", "IEO")]
    [InlineData("1040_ITH_SAD_X", "sad", "cremad:1040", "male", null, "ITH")]
    [InlineData("OAF_back_ps", "surprise", "tess:OAF", "female", null, "back")]
    [InlineData("OA_bite_neutral", "neutral", "tess:OAF", "female", null, "bite")]
    [InlineData("yaf_Wag_FEAR", "fear", "tess:YAF", "female", null, "wag")]
    [InlineData("DC_a01", "angry", "savee:DC", "male", null, "a01")]
    [InlineData("KL/sa15", "sad", "savee:KL", "male", null, "sa15")]
    [InlineData("kl/SU15", "surprise", "savee:KL", "male", null, "su15")]
    [InlineData("JE_n30", "neutral", "savee:JE", "male", null, "n30")]
    [InlineData("03a01Fa", "happy", "emodb:03", "male", null, "a01")]
    [InlineData("16B10lb", "boredom", "emodb:16", "female", null, "b10")]
    [InlineData("08a07W", "angry", "emodb:08", "female", null, "a07")]
    [InlineData("15b09Ec", "disgust", "emodb:15", "male", null, "b09")]
    [InlineData("09a05Ad", "fear", "emodb:09", "female", null, "a05")]
    [InlineData("10a04Tb", "sad", "emodb:10", "male", null, "a04")]
    [InlineData("14b03Nf", "neutral", "emodb:14", "female", null, "b03")]
    public void A_name_tells_everything_about_its_clip(string stem, string label, string speaker, string gender, string? intensity, string statement)
    {
        var skipped = new SkippedFiles();
        var file = new FoundFile($"/x/{stem}.wav", $"{stem}.wav");
        var clip = new KnownLayouts().Of(file)!.Read(file, skipped)!;
        Assert.Empty(skipped.Notes);
        Assert.Equal((label, speaker, gender, intensity, statement), (clip.Label, clip.Speaker, clip.Gender, clip.Intensity, clip.Statement));
        Assert.Equal((file.File, file.Name), (clip.File, clip.Name));
    }

    [Theory]
    [InlineData("1000_DFA_ANG_XX")]
    [InlineData("1092_DFA_ANG_XX")]
    [InlineData("1001_ABC_ANG_XX")]
    [InlineData("1001_DFA_SUR_XX")]
    [InlineData("1001_DFA_ANG_YY")]
    [InlineData("1001_DFA_ANG_XX_2")]
    [InlineData("OAF_back_calm")]
    [InlineData("EAF_back_angry")]
    [InlineData("OAF_angry")]
    [InlineData("OAF_back_angry (1)")]
    [InlineData("DC_a16")]
    [InlineData("DC_a00")]
    [InlineData("DC_n31")]
    [InlineData("DC_x01")]
    [InlineData("ZZ_a01")]
    [InlineData("ZZ/a01")]
    [InlineData("04a01Fa")]
    [InlineData("03a03Fa")]
    [InlineData("03a01Xa")]
    [InlineData("03a01Fg")]
    [InlineData("noise")]
    public void A_name_outside_the_rules_is_skipped_and_never_guessed(string stem)
    {
        var corpus = CorpusFolder.Open(folder.With("1001_DFA_ANG_XX.wav", "OAF_back_sad.wav", "DC_h01.wav", "03a01La.wav", $"deep/{stem}.wav").Root);
        Assert.Equal(4, corpus.Clips.Count);
        Assert.Equal([$"1 file with an unknown name skipped, the first: deep/{stem}.wav"], corpus.Notes);
    }

    [Fact]
    public void The_first_three_unknown_names_are_listed()
    {
        folder.With("1001_DFA_ANG_XX.wav", "1001_DFA_SAD_XX.wav", "1001_DFA_HAP_XX.wav", "1001_DFA_DIS_XX.wav", "1001_DFA_FEA_XX.wav", "a.wav", "b.wav", "c.wav", "d.wav");
        Assert.Equal(["4 files with unknown names skipped, the first: a.wav, b.wav, c.wav"], CorpusFolder.Open(folder.Root).Notes);
    }

    [Fact]
    public void The_speaker_of_SAVEE_may_be_the_folder_that_is_given()
    {
        var corpus = CorpusFolder.Open(folder.With("JK/a01.wav", "JK/n01.wav").At("JK"));
        Assert.Equal(["savee:JK"], corpus.Speakers);
    }

    [Fact]
    public void Two_spellings_of_one_recording_count_once()
    {
        folder.With("DC/a01.wav", "flat/DC_a01.wav", "OA_bite_neutral.wav", "more/OAF_bite_neutral.flac", "1040_ITH_SAD_X.wav", "more/1040_ITH_SAD_XX.wav");
        var corpus = CorpusFolder.Open(folder.Root);
        Assert.Equal(["1040_ITH_SAD_X.wav", "DC/a01.wav", "OA_bite_neutral.wav"], corpus.Clips.Select(clip => clip.Name));
    }

    [Fact]
    public void Every_file_of_a_mixture_is_read_by_the_rule_that_it_follows()
    {
        var corpus = CorpusFolder.Open(folder.With("03a01Fa.wav", "03-01-05-01-01-01-03.wav", "KL_a01.wav", "1003_DFA_ANG_XX.wav", "YAF_back_sad.wav").Root);
        Assert.Equal("RAVDESS + CREMA-D + TESS + SAVEE + EMO-DB", corpus.Name);
        Assert.Equal("CC BY-NC-SA 4.0 + ODbL 1.0 + CC BY-NC-ND 4.0 + research use only + free to use", corpus.Licence);
        Assert.Equal(["cremad:1003", "emodb:03", "ravdess:03", "savee:KL", "tess:YAF"], corpus.Speakers);
    }

    [Theory]
    [InlineData(2, "folders")]
    [InlineData(3, "CREMA-D")]
    public void More_than_half_of_the_names_have_to_be_known(int known, string name)
    {
        string[] ours = ["angry/1001_DFA_ANG_XX.wav", "happy/1001_DFA_HAP_XX.wav", "happy/1001_IEO_HAP_LO.wav"];
        var corpus = CorpusFolder.Open(folder.With([.. ours[..known], "angry/a.wav", "happy/b.wav"]).Root);
        Assert.Equal(name, corpus.Name);
    }

    [Fact]
    public void A_mixture_that_describes_itself_keeps_its_people_apart()
    {
        File.WriteAllText(folder.With("03a01Fa.wav", "03-01-05-01-01-01-03.wav").At("corpus.json"), """{"name": "Mine"}""");
        Assert.Equal(["mine:emodb-03", "mine:ravdess-03"], CorpusFolder.Open(folder.Root).Speakers);
        Assert.Equal(["mine:ravdess-03", "mine:emodb-03"], RecordingFolder.List(folder.Root).Select(recording => recording.Speaker));
    }
}
