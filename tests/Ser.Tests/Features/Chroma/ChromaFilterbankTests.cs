using Ser.Features;
using Ser.Tests.Features.Shape;

namespace Ser.Tests.Features.Chroma;

public sealed class ChromaFilterbankTests
{
    [Theory]
    [InlineData(440, 9)]            // A
    [InlineData(880, 9)]
    [InlineData(261.6256, 0)]       // C
    [InlineData(1046.502, 0)]
    [InlineData(987.7666, 11)]      // B
    [InlineData(739.9888, 6)]       // F♯
    public void A_tone_is_the_largest_class_in_every_octave(double hz, int expected)
    {
        var plan = FeaturePlan.Librosa;
        var chroma = new FeatureExtractor(plan).Extract(SpectralShapeTests.Tone(hz, plan.SampleRate), FeatureKinds.Chroma);
        for (int frame = 4; frame < chroma.Frames - 4; frame++)
        {
            int largest = Enumerable.Range(0, 12).MaxBy(i => chroma.Column(i)[frame]);
            Assert.Equal(expected, largest);
            Assert.Equal(1, chroma.Column(expected)[frame]);
        }
    }

    [Fact]
    public void Chroma_is_that_of_the_twin_in_double()
    {
        var plan = FeaturePlan.Speech;
        float[] x = Signals.Voice(4000, plan.SampleRate), dense = ChromaFilterbank.Build(plan).Dense();
        double[] power = new PlainPipeline(plan).Power(x);
        int bins = 257, frames = power.Length / bins;
        double[] raw = new double[12 * frames];
        for (int i = 0; i < raw.Length; i++)
        {
            raw[i] = Enumerable.Range(0, bins).Sum(k => dense[(i / frames * bins) + k] * power[(k * frames) + (i % frames)]);
        }

        double[] expected = [.. raw.Select((value, i) => value / Enumerable.Range(0, 12).Max(c => raw[(c * frames) + (i % frames)]))];
        float[] chroma = new FeatureExtractor(plan).Extract(x, FeatureKinds.Chroma).Values;
        Assert.InRange(Signals.LargestError(chroma, expected), 0, 1e-5);
    }

    [Fact]
    public void An_octave_higher_every_class_is_the_same_but_for_the_weight_of_the_octave()
    {
        float[] dense = ChromaFilterbank.Build(FeaturePlan.Librosa).Dense();
        foreach (int bin in new[] { 60, 100, 199 })   // where bins are closer than a semitone, so the bumps are equally wide
        {
            double Angle(int k) => Enumerable.Range(0, 12).Sum(i => (double)dense[(i * 1025) + k] * dense[(i * 1025) + k]);
            double ratio = Math.Sqrt(Angle(2 * bin) / Angle(bin));
            for (int i = 0; i < 12; i++)
            {
                Assert.Equal(ratio * dense[(i * 1025) + bin], dense[(i * 1025) + (2 * bin)], 1e-6);
            }
        }
    }
}
