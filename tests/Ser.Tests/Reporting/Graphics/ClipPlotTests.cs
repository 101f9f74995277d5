using System.Globalization;
using System.Xml.Linq;
using Ser.Features;
using Ser.Reporting;

namespace Ser.Tests.Reporting.Graphics;

public sealed class ClipPlotTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(160)]
    [InlineData(4 * 16000)]
    [InlineData(1000 * 16000)]
    public void Any_length_is_drawn_small_and_twice_the_same(int length)
    {
        var data = Data(Tone(length));
        string svg = ToSvg(data);
        Assert.NotNull(XDocument.Parse(svg).Root);
        Assert.True(svg.Length < 150_000, $"{svg.Length} characters");
        Assert.Equal(svg, ToSvg(data));
        Assert.DoesNotContain("NaN", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("∞", svg, StringComparison.Ordinal);

        byte[] png = ToPng(data);
        Assert.Equal(png, ToPng(data));
        var read = PngReader.Read(png);
        Assert.Equal((2 * ClipPlot.Width, 2 * ClipPlot.Height), (read.Width, read.Height));
    }

    [Fact]
    public void Silence_is_a_line_and_a_dark_spectrogram()
    {
        var data = Data(new float[16000]);
        Assert.Contains("silence", Texts(data), StringComparison.Ordinal);
        var read = PngReader.Read(ToPng(data));
        Assert.Equal(ColourMap.Glow[0], read.At(900, 700));
    }

    [Fact]
    public void A_tone_glows_at_its_frequency_and_time()
    {
        float[] samples = Tone(32000);
        samples.AsSpan(0, 16000).Clear();
        var read = PngReader.Read(ToPng(Data(samples)));
        double Light(int x, double hz) => read.At(x, (int)(2 * new BandAxis(Centres(), 480, 240).At(hz))).Green;
        Assert.True(Light(1400, 1000) > 200);   // the right half, at 1 kHz
        Assert.True(Light(1400, 4000) < 80);
        Assert.True(Light(400, 1000) < 80);     // the left half is silent
    }

    [Fact]
    public void Frames_without_voice_are_gaps_in_the_F0()
    {
        float[] f0 = new float[101];
        Array.Fill(f0, float.NaN);
        (f0[10], f0[11], f0[12], f0[50], f0[80], f0[81]) = (200, 210, 220, 230, 0, 240);
        var drawn = Paths(Data(Tone(16000)) with { F0Hz = f0 }).Where(path => path.Attribute("stroke")!.Value == "#6ff2ff").First();
        Assert.Equal(3, drawn.Attribute("d")!.Value.Count(letter => letter == 'M'));
        Assert.Contains("F0", Texts(Data(Tone(16000)) with { F0Hz = f0 }), StringComparison.Ordinal);
        Assert.DoesNotContain("F0", Texts(Data(Tone(16000))), StringComparison.Ordinal);
    }

    [Fact]
    public void One_loud_sample_among_a_million_is_seen()
    {
        float[] samples = new float[1_000_000];
        samples[500_000] = 0.9f;
        var read = PngReader.Read(ToPng(Data(samples)));
        int x = (int)(58 + (0.5 * 834)) * 2;
        Assert.Contains(Enumerable.Range(x - 4, 8), column => read.At(column, 200).Red < 200);   // at four fifths of its height
        Assert.DoesNotContain(Enumerable.Range(x + 20, 40), column => read.At(column, 200).Red < 200);
    }

    [Fact]
    public void Bands_have_equal_heights_and_frequencies_lie_at_their_centres()
    {
        double[] centres = Centres();
        var axis = new BandAxis(centres, 640, 0);
        for (int band = 0; band < centres.Length; band++)
        {
            Assert.Equal(640 - (10 * (band + 0.5)), axis.At(centres[band]), 1e-9);
        }

        Assert.InRange(axis.At(8000), -8, 0);   // the upper edge of the last filter: half a band beyond
        Assert.True(double.IsNaN(axis.At(double.NaN)));
    }

    [Fact]
    public void Labels_are_those_of_the_field_and_no_text_leaves_the_page()
    {
        var data = Data(Tone(64000)) with { Title = new string('W', 300) + ".wav", F0Hz = new float[401] };
        string texts = Texts(data);
        Assert.All(["500", "1k", "2k", "4k", "8k", "dB", "Time, s", "4.0", "4.00 s · 16 kHz · peak −6.0 dB"],
            label => Assert.Contains(label, texts, StringComparison.Ordinal));
        foreach (var text in XDocument.Parse(ToSvg(data)).Descendants(Svg + "text"))
        {
            double at = double.Parse(text.Attribute("x")!.Value, CultureInfo.InvariantCulture);
            double width = StrokeFont.Width(text.Value, double.Parse(text.Attribute("font-size")!.Value, CultureInfo.InvariantCulture));
            double left = text.Attribute("text-anchor")?.Value switch { "end" => at - width, "middle" => at - (width / 2), _ => at };
            Assert.True(left >= 4 && left + width <= ClipPlot.Width - 4, text.Value);
        }
    }

    [Fact]
    public void Broken_data_is_refused()
    {
        var data = Data(Tone(16000));
        Assert.Throws<ArgumentOutOfRangeException>("SampleRate", () => ToSvg(data with { SampleRate = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>("HopSeconds", () => ToSvg(data with { HopSeconds = double.NaN }));
        Assert.Throws<ArgumentException>("MelDb", () => ToSvg(data with { MelDb = new float[65] }));
        Assert.Throws<ArgumentException>("MelCentresHz", () => ToSvg(data with { MelDb = new float[2], MelCentresHz = [200, 100] }));
    }

    [Fact]
    public void Values_that_are_not_finite_do_no_harm()
    {
        float[] odd = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0.1f];
        var data = Data(Tone(480)) with { Samples = odd, Zcr = odd, RmsDb = odd, MelDb = odd, MelCentresHz = [300], F0Hz = odd };
        Assert.DoesNotContain("NaN", ToSvg(data), StringComparison.Ordinal);
        Assert.NotEmpty(ToPng(data));
    }

    [Fact]
    public void A_silent_frame_does_not_take_the_mean_of_its_column_away()
    {
        float[] level = [.. Enumerable.Range(0, 100_000).Select(i => i % 100 == 0 ? float.NegativeInfinity : i < 2 ? -60 : -10f)];
        var data = Data(Tone(16000)) with { Samples = new float[16_000_000], RmsDb = level };
        string mean = Paths(data).First(path => path.Parent!.Elements().Count() == 2).Attribute("d")!.Value;
        Assert.Matches(@"^M58\.5 5(2|3)\d(\.\d)?l", mean);   // near the top of the panel, which reaches from 516 to 584
    }

    private static double[] Centres() => MelScale.Frequencies(66, 0, 8000, MelScaleKind.Slaney)[1..^1];

    private static float[] Tone(int length) =>
        [.. Enumerable.Range(0, length).Select(i => 0.5f * MathF.Sin(2 * MathF.PI * (i % 16 + 4) / 16))];   // 1 kHz at 16 kHz

    private static ClipPlotData Data(float[] samples) => ClipPlotData.From(
        "clip", samples, 16000, FeaturePlan.Speech, new FeatureExtractor(FeaturePlan.Speech).Extract(samples));

    private static string ToSvg(ClipPlotData data)
    {
        var text = new StringWriter();
        ClipPlot.WriteSvg(data, text);
        return text.ToString();
    }

    private static byte[] ToPng(ClipPlotData data)
    {
        using var file = new MemoryStream();
        ClipPlot.WritePng(data, file);
        return file.ToArray();
    }

    private static IEnumerable<XElement> Paths(ClipPlotData data) =>
        XDocument.Parse(ToSvg(data)).Descendants(Svg + "path").Where(path => path.Attribute("stroke") is not null);

    private static string Texts(ClipPlotData data) =>
        string.Join('\n', XDocument.Parse(ToSvg(data)).Descendants(Svg + "text").Select(text => text.Value));
}
