namespace Ser.Tests.Cli;

public sealed class PlotTests(TrainedModel trained)
{
    private static readonly string Clip = Path.Combine(TestData.Repository, "data", "demo", "Actor_01", "03-01-05-01-01-01-01.wav");

    [Fact]
    public void An_svg_is_drawn_that_names_the_clip()
    {
        using var folder = new TemporaryFolder();
        string picture = folder["clip.svg"];
        var result = SerProcess.Run("plot", Clip, "--output", picture);
        Assert.Equal(0, result.ExitCode);
        Assert.Empty(result.Out);
        Assert.Contains("03-01-05-01-01-01-01.wav", File.ReadAllText(picture), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_s_verdicts_are_drawn_with_their_key()
    {
        using var folder = new TemporaryFolder();
        string picture = folder["clip.svg"];
        SerProcess.Run("plot", Clip, "-o", picture, "--model", trained.Model, "--window", "0.5", "--hop", "0.1").Succeeded();
        string svg = File.ReadAllText(picture);
        Assert.All(trained.Predictions.Columns[4..], label => Assert.Contains($">{label}<", svg, StringComparison.Ordinal));
    }

    [Fact]
    public void A_png_is_drawn_with_every_preset()
    {
        using var folder = new TemporaryFolder();
        foreach (string preset in new[] { "librosa", "speech", "torchaudio", "emotion" })
        {
            string picture = folder[$"{preset}.png"];
            Assert.Equal(0, SerProcess.Run("plot", Clip, "-o", picture, "--preset", preset).ExitCode);
            Assert.Equal((byte[])[0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(picture)[..4]);
        }
    }

    [Theory]
    [InlineData("clip.gif", ".svg or .png")]
    [InlineData("clip", ".svg or .png")]
    public void A_picture_of_another_kind_is_refused(string target, string wanted)
    {
        using var folder = new TemporaryFolder();
        var result = SerProcess.Run("plot", Clip, "-o", folder[target]);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(wanted, result.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_file_that_is_no_sound_leaves_no_picture()
    {
        using var folder = new TemporaryFolder();
        string text = folder["text.wav"];
        File.WriteAllText(text, "no sound");
        var result = SerProcess.Run("plot", text, "-o", folder["clip.svg"]);
        Assert.Equal(1, result.ExitCode);
        Assert.False(File.Exists(folder["clip.svg"]));
    }
}
