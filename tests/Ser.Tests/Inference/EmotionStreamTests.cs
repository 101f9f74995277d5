using Ser.Core;
using Ser.Inference;

namespace Ser.Tests.Inference;

public sealed class EmotionStreamTests
{
    /// <summary>ONNX Runtime adds up in another order where the samples lie elsewhere in memory.</summary>
    private const float Rounding = 1e-6f;

    [Theory]
    [InlineData(1)]
    [InlineData(4321)]
    [InlineData(1_000_000)]
    public void A_stream_says_what_the_model_says_of_each_window(int piece)
    {
        using var model = EmotionModel.Load(TinyModel.Bytes(), "tiny.onnx");
        float[] sound = Sound(5.3, 16_000);
        var heard = Hear(new EmotionStream(model, 16_000, windowSeconds: 1, hopSeconds: 0.5), sound, piece);
        Assert.Equal(10, heard.Count);   // 9 whole windows to 5 s, and 0.3 s that is new in the last
        foreach (var one in heard)
        {
            int start = (int)(one.StartSeconds * 16_000), end = (int)Math.Round(one.EndSeconds * 16_000);
            Assert.Equal(model.Predict(sound.AsSpan(start..end), 16_000).Probabilities[0], one.Prediction.Probabilities[0], Rounding);
        }

        Assert.Equal(5.3, heard[^1].EndSeconds, 1e-12);
    }

    [Theory]
    [InlineData(8_000)]
    [InlineData(44_100)]
    [InlineData(96_000)]
    public void Other_rates_are_converted_on_the_way_and_pieces_do_not_show(int rate)
    {
        using var model = EmotionModel.Load(TinyModel.Bytes(), "tiny.onnx");
        float[] sound = Sound(3, rate);
        var small = Hear(new EmotionStream(model, rate, 1, 0.25, smooth: 1), sound, piece: 100);
        var large = Hear(new EmotionStream(model, rate, 1, 0.25, smooth: 1), sound, piece: sound.Length);
        Assert.Equal(9, small.Count);
        Assert.All(large.Zip(small), pair => Assert.Equal(pair.First.Prediction.Probabilities[0], pair.Second.Prediction.Probabilities[0], Rounding));
        Assert.Equal(large.Select(one => one.EndSeconds), small.Select(one => one.EndSeconds));
    }

    [Fact]
    public void A_verdict_comes_as_soon_as_its_window_is_complete()
    {
        using var model = EmotionModel.Load(TinyModel.Bytes(), "tiny.onnx");
        var stream = new EmotionStream(model, 16_000, windowSeconds: 1, hopSeconds: 0.5);
        Assert.Empty(stream.Push(Sound(0.9999, 16_000)));
        Assert.Single(stream.Push([0.5f, 0.5f]));
        Assert.Empty(stream.Push(new float[7000]));
        Assert.Single(stream.Push(new float[1000]));
    }

    [Theory]
    [InlineData(8_000)]
    [InlineData(22_050)]
    [InlineData(32_000)]
    [InlineData(44_100)]
    [InlineData(48_000)]
    [InlineData(96_000)]
    public void Converting_the_rate_delays_a_verdict_by_less_than_a_quarter_of_a_second(int rate)
    {
        using var model = EmotionModel.Load(TinyModel.Bytes(), "tiny.onnx");
        var stream = new EmotionStream(model, rate, windowSeconds: 1, hopSeconds: 0.5);
        float[] tenMilliseconds = Sound(0.01, rate);
        int verdicts = 0;
        double seconds = 0;
        while (verdicts < 10)
        {
            foreach (var heard in stream.Push(tenMilliseconds))
            {
                verdicts++;
                Assert.InRange(seconds + 0.01 - heard.EndSeconds, -1e-9, 0.25);
            }

            seconds += tenMilliseconds.Length / (double)rate;
            Assert.True(seconds < 10);
        }
    }

    [Fact]
    public void Silence_is_said_to_be_silence_and_probabilities_are_always_numbers()
    {
        using var model = EmotionModel.Load(TinyModel.Bytes(), "tiny.onnx");
        var stream = new EmotionStream(model, 16_000, 1, 1, smooth: 2);
        var heard = stream.Push([.. Sound(1, 16_000), .. new float[16_000], .. Sound(1, 16_000)]);
        Assert.Equal([false, true, false], heard.Select(one => one.Prediction.Silent));
        Assert.All(heard, one => Assert.Equal(1, one.Prediction.Probabilities.Sum(), 1e-5));
        Assert.Throws<UserError>(() => stream.Push([float.NaN, .. new float[16_000]]));
    }

    [Fact]
    public void A_sound_without_samples_has_no_verdict_and_a_finished_one_takes_no_more()
    {
        using var model = EmotionModel.Load(TinyModel.Bytes(), "tiny.onnx");
        var stream = new EmotionStream(model, 16_000, 1, 1);
        Assert.Empty(stream.Push([]));
        Assert.Empty(stream.Finish());
        Assert.Throws<InvalidOperationException>(() => stream.Push([1f]));
        Assert.Throws<InvalidOperationException>(() => stream.Finish());
    }

    private static List<TimedPrediction> Hear(EmotionStream stream, float[] sound, int piece)
    {
        var heard = new List<TimedPrediction>();
        for (int at = 0; at < sound.Length; at += piece)
        {
            heard.AddRange(stream.Push(sound.AsSpan(at, Math.Min(piece, sound.Length - at))));
        }

        heard.AddRange(stream.Finish());
        return heard;
    }

    /// <summary>A slow wave, so that every window has another mean, which is what the tiny model looks at.</summary>
    private static float[] Sound(double seconds, int rate) =>
        [.. Enumerable.Range(0, (int)Math.Round(seconds * rate)).Select(i => 0.9f * (float)Math.Sin(0.7 * i / rate))];
}
