using System.Xml.Linq;
using Ser.Features;
using Ser.Reporting;

namespace Ser.Tests.Reporting.Graphics;

public sealed class VerdictPanelTests
{
    private const int PanelTop = 516, PanelBottom = 646;   // in CSS pixels, below the spectrogram
    private static readonly string[] Labels = ["angry", "disgust", "fear"];

    [Fact]
    public void The_areas_are_as_high_as_the_probabilities_and_stand_at_the_time_of_the_windows()
    {
        // Two windows of 5 s: all anger at first, all disgust at last, and the change between their centres.
        var read = Png(new VerdictTrack(Labels, [new(0, 5, [1, 0, 0]), new(5, 10, [0, 1, 0])]));
        Assert.Equal(ClassColours.Of(0).Light, At(read, seconds: 1, probability: 0.9));
        Assert.Equal(ClassColours.Of(1).Light, At(read, seconds: 9, probability: 0.1));
        Assert.Equal(ClassColours.Of(0).Light, At(read, seconds: 5, probability: 0.45));
        Assert.Equal(ClassColours.Of(1).Light, At(read, seconds: 5, probability: 0.55));
    }

    [Fact]
    public void Nothing_is_drawn_where_nothing_was_heard()
    {
        var read = Png(new VerdictTrack(Labels, [new(0, 2, [1, 0, 0]), new(2, 4, [1, 0, 0]), new(4, 6, null), new(6, 8, null), new(8, 10, [0, 0, 1])]));
        Assert.Equal(ClassColours.Of(0).Light, At(read, seconds: 2, probability: 0.3));
        Assert.Equal(Paint.Surface.Light, At(read, seconds: 5.5, probability: 0.3));
        Assert.Equal(ClassColours.Of(2).Light, At(read, seconds: 9.5, probability: 0.3));
    }

    [Fact]
    public void The_picture_grows_and_its_key_names_the_classes()
    {
        var data = Data(new VerdictTrack(Labels, [new(0, 10, [0.2f, 0.3f, 0.5f])]));
        using var output = new StringWriter();
        ClipPlot.WriteSvg(data, output);
        var svg = XDocument.Parse(output.ToString());
        Assert.Equal(Labels, svg.Descendants().Where(element => element.Name.LocalName == "text" && Labels.Contains(element.Value)).Select(element => element.Value).Order(StringComparer.Ordinal));
        var read = Png(data.Verdicts!);
        Assert.Equal(2 * (ClipPlot.Height + ClipPlot.VerdictsHeight), read.Height);
    }

    [Fact]
    public void Hours_of_windows_are_drawn_small()
    {
        VerdictWindow[] windows = [.. Enumerable.Range(0, 20_000).Select(i => new VerdictWindow(i / 2000.0, (i + 1) / 2000.0, i % 3 == 0 ? null : [0.5f, 0.5f, 0]))];
        using var output = new StringWriter();
        ClipPlot.WriteSvg(Data(new VerdictTrack(Labels, windows)), output);
        Assert.InRange(output.ToString().Length, 1000, 250_000);
        Assert.DoesNotContain("NaN", output.ToString(), StringComparison.Ordinal);
        Assert.NotEmpty(Svg(new VerdictTrack(Labels, [])));
    }

    [Fact]
    public void Probabilities_that_do_not_fit_the_labels_are_refused() =>
        Assert.Throws<ArgumentException>("Verdicts", () => Svg(new VerdictTrack(Labels, [new(0, 1, [1])])));

    private static Rgb At(PngReader read, double seconds, double probability)
    {
        const double Left = 58, Right = 892;
        return read.At((int)(2 * (Left + ((Right - Left) * seconds / 10))), (int)(2 * (PanelBottom - ((PanelBottom - PanelTop) * probability))));
    }

    private static PngReader Png(VerdictTrack track)
    {
        using var stream = new MemoryStream();
        ClipPlot.WritePng(Data(track), stream);
        return PngReader.Read(stream.ToArray());
    }

    private static string Svg(VerdictTrack track)
    {
        using var output = new StringWriter();
        ClipPlot.WriteSvg(Data(track), output);
        return output.ToString();
    }

    /// <summary>10 s without a sound.</summary>
    private static ClipPlotData Data(VerdictTrack track) => new()
    {
        Title = "clip", Samples = new float[160_000], SampleRate = 16_000, HopSeconds = 0.01, MelCentresHz = [], Verdicts = track,
    };
}
