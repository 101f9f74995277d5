using System.Xml.Linq;
using Ser.Features;
using Ser.Reporting;
using Ser.Tests.Features;

namespace Ser.Tests.Reporting.Graphics;

public sealed class SpectrogramSheetTests
{
    [Theory]
    [InlineData(1, 332, 180)]
    [InlineData(3, 960, 180)]
    [InlineData(4, 960, 310)]
    public void Clips_stand_three_to_a_row(int count, int width, int height)
    {
        var clips = Enumerable.Range(0, count).Select(i => Data($"clip {i}", Signals.Voice(4000 * (i + 1), 16_000))).ToArray();
        using var text = new StringWriter();
        SpectrogramSheet.WriteSvg(clips, text);
        var root = XDocument.Parse(text.ToString()).Root!;
        Assert.Equal(($"{width}", $"{height}"), (root.Attribute("width")!.Value, root.Attribute("height")!.Value));
        Assert.Equal(count, root.Descendants().Count(element => element.Name.LocalName == "image"));
        Assert.All(clips, clip => Assert.Contains(root.Descendants(), element => element.Value == clip.Title));

        using var png = new MemoryStream();
        SpectrogramSheet.WritePng(clips, png);
        var read = PngReader.Read(png.ToArray());
        Assert.Equal((2 * width, 2 * height), (read.Width, read.Height));
    }

    [Fact]
    public void All_clips_share_the_scale_of_colours()
    {
        float[] loud = [.. Enumerable.Range(0, 16_000).Select(i => (float)Math.Sin(2 * Math.PI * 1000 * i / 16_000))];
        float[] soft = [.. loud.Select(sample => sample / 100)];
        using var png = new MemoryStream();
        SpectrogramSheet.WritePng([Data("loud", loud), Data("soft", soft)], png);
        var read = PngReader.Read(png.ToArray());
        Assert.True(Brightest(read, 40, 600) > Brightest(read, 660, 1240) + 40);
    }

    [Fact]
    public void A_clip_without_samples_is_an_empty_panel_and_no_clip_at_all_is_refused()
    {
        using var text = new StringWriter();
        SpectrogramSheet.WriteSvg([Data("nothing", [])], text);
        Assert.DoesNotContain("NaN", text.ToString(), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => SpectrogramSheet.WriteSvg([], text));
    }

    private static int Brightest(PngReader read, int from, int to) =>
        Enumerable.Range(from, to - from).SelectMany(x => Enumerable.Range(80, 160).Select(y => (int)read.At(x, y).Green)).Max();

    private static ClipPlotData Data(string title, float[] samples)
    {
        var plan = FeaturePlan.Emotion;
        var features = new FeatureExtractor(plan).Extract(samples, FeatureKinds.LogMel);
        return ClipPlotData.From(title, samples, plan.SampleRate, plan, features);
    }
}
