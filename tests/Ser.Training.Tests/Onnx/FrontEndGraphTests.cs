using Ser.Audio;
using Ser.Features;
using Ser.Training.Network;
using Ser.Training.Onnx;

namespace Ser.Tests.Training.Onnx;

/// <summary>The graph's analysis and the C# one are twins: what one computes the other does.</summary>
public sealed class FrontEndGraphTests
{
    // Both work in single precision with other orders of addition. What rounding leaves in a bin is in proportion to the loudest
    // bin of the frame, 1e-6 of its amplitude, so a quiet band beside a loud one is known less well.
    private const double AmplitudeRounding = 1e-6, DecibelTolerance = 2e-3, CrossingTolerance = 1e-6;

    // Correlations are sums of a hundred bins over their energy; the window's own at the longest lag, 0.15, magnifies rounding.
    private const double CorrelationTolerance = 2e-4;

    private static readonly FeaturePlan Plan = FeaturePlan.Emotion;

    public static TheoryData<string> Signals() =>
    [
        "clicks_16k", "gaps_16k", "noise_16k", "short100_16k", "short1_16k", "short511_16k", "silence_16k", "speech_f_16k", "speech_m_22k", "sweep_16k",
        "sweep_44k", "twotone_16k", "voice_16k", "voice_22k", "voice_48k",
    ];

    [Theory]
    [MemberData(nameof(Signals))]
    public void Graph_and_extractor_agree_on_the_reference_signals(string signal)
    {
        string file = TestData.Require("reference", "signals", $"{signal}.wav");
        RequireAgreement(AudioFile.Read(file).Samples);   // whatever the rate: to both it is 16 kHz
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(199)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(400)]
    [InlineData(16_000)]
    [InlineData(59_321)]
    public void Graph_and_extractor_agree_at_every_length(int samples) => RequireAgreement(Sounds.Syllable(samples, 140, samples));

    [Fact]
    public void Graph_and_extractor_agree_on_silence() => RequireAgreement(new float[5000]);

    [Fact]
    public void Graph_and_extractor_agree_on_full_scale() => RequireAgreement([.. Enumerable.Range(0, 5000).Select(i => i % 50 < 25 ? 1f : -1f)]);

    [Theory]
    [InlineData(512, 400, 160, 400)]     // another hop
    [InlineData(512, 512, 256, 512)]
    [InlineData(400, 400, 200, 400)]     // blocks of 8
    [InlineData(512, 400, 256, 100)]     // a short frame for levels
    [InlineData(512, 200, 100, 900)]     // a long one
    [InlineData(600, 151, 97, 302)]      // an odd window, an odd hop: no blocks at all
    [InlineData(2048, 2048, 512, 2048)]
    public void Graph_and_extractor_agree_for_other_frames(int fftSize, int windowLength, int hopLength, int frameLength)
    {
        var plan = Plan with { FftSize = fftSize, WindowLength = windowLength, HopLength = hopLength, FrameLength = frameLength, MelBands = 20 };
        foreach (int samples in new[] { 1, hopLength - 1, hopLength, hopLength + 1, 2 * frameLength, 7919 })
        {
            RequireAgreement(Sounds.Syllable(samples, 140, samples), plan);
        }
    }

    [Fact]
    public void A_sound_that_begins_and_ends_below_zero_has_no_crossing_at_its_ends() => RequireAgreement([.. Enumerable.Repeat(-0.5f, 1000)]);

    private static void RequireAgreement(float[] samples, FeaturePlan? other = null)
    {
        var plan = other ?? Plan;
        var graph = new OnnxGraph("front end");
        bool pitched = plan.HopLength % 4 == 0;
        var layout = new RowLayout(plan.MelBands, pitched ? Pitchgram.Rows : 0);
        var built = new FrontEndGraph(graph, plan, layout, silenceDb: 25, silenceMargin: 6).Build(graph.Input("samples", "clips", "n"));
        string[] outputs = [built.LogMel, built.Level, built.Crossings, built.Valid, .. pitched ? (string[])[built.Pitchgram!] : []];
        foreach (string output in outputs)
        {
            graph.Output(output, "clips", "rows", "frames");
        }

        var actual = GraphRunner.Run(graph, samples, 1, outputs);
        var features = new FeatureExtractor(plan).Extract(samples, layout.Kinds);
        var rows = ClipRows.From(layout, features, 0, features.Frames);
        var (start, end) = SpeechSpan.Find(features.Column("rms"), 25, 6);

        for (int t = 0; t < features.Frames; t++)
        {
            float[] frame = Sounds.Frame(rows, t);
            float loudest = frame[..plan.MelBands].Max();
            for (int band = 0; band < plan.MelBands; band++)
            {
                float expected = frame[band];
                double rounding = 20 * Math.Log10(1 + (AmplitudeRounding * Math.Pow(10, (loudest - expected) / 20)));
                Assert.Equal(expected, actual[built.LogMel][(band * features.Frames) + t], DecibelTolerance + rounding);
            }

            Assert.Equal(frame[layout.Level], actual[built.Level][t], DecibelTolerance);
            Assert.Equal(frame[layout.Crossings], actual[built.Crossings][t], CrossingTolerance);
            Assert.Equal(t >= start && t < end ? 1 : 0, actual[built.Valid][t]);
            for (int pitch = 0; pitch < layout.Pitches; pitch++)
            {
                Assert.Equal(frame[layout.FirstPitch + pitch], actual[built.Pitchgram!][(pitch * features.Frames) + t], CorrelationTolerance);
            }
        }
    }
}
