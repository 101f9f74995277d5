using Ser.Audio;
using Ser.Core;
using Ser.Inference;

namespace Ser.Tests.Inference;

public sealed class EmotionModelTests
{
    [Fact]
    public void Samples_go_in_and_labelled_probabilities_come_out()
    {
        using var model = EmotionModel.Load(TinyModel.Bytes(), "tiny.onnx");
        var prediction = model.Predict([2f, 1f, 0f], rate: 16_000);
        Assert.Equal("happy", prediction.Label);
        Assert.Equal(1 / (1 + Math.Exp(-1)), prediction.Confidence, 1e-6);   // single precision
        Assert.Equal(1, prediction.Probabilities.Sum(), 1e-6);
    }

    [Fact]
    public void Another_rate_is_converted_first()
    {
        using var model = EmotionModel.Load(TinyModel.Bytes(), "tiny.onnx");
        float[] steady = [.. Enumerable.Repeat(0.5f, 48_000)];
        double converted = model.Predict(new Waveform(steady, 48_000)).Probabilities[0];
        Assert.Equal(1 / (1 + Math.Exp(-0.5)), converted, 1e-3);   // the filter's edges, a few ms of the second
    }

    [Fact]
    public void One_sample_is_enough_and_none_is_an_error()
    {
        using var model = EmotionModel.Load(TinyModel.Bytes(), "tiny.onnx");
        Assert.Equal("sad", model.Predict([-1f], 16_000).Label);
        Assert.Throws<UserError>(() => model.Predict([], 16_000));
    }

    [Fact]
    public void One_model_serves_many_threads()
    {
        using var model = EmotionModel.Load(TinyModel.Bytes(), "tiny.onnx");
        var results = new float[200];
        Parallel.For(0, results.Length, i => results[i] = model.Predict([i / 100f], 16_000).Probabilities[0]);
        for (int i = 0; i < results.Length; i++)
        {
            Assert.Equal(1 / (1 + Math.Exp(-i / 100f)), results[i], 1e-6);
        }
    }

    [Fact]
    public void Sound_longer_than_half_a_minute_is_the_mean_of_its_stretches_by_their_duration()
    {
        using var model = EmotionModel.Load(TinyModel.Bytes(), "tiny.onnx");
        float[] samples = new float[75 * 16_000];   // 30 s, 30 s, 15 s
        samples.AsSpan(0, 30 * 16_000).Fill(2);
        samples.AsSpan(30 * 16_000, 30 * 16_000).Fill(-1);
        samples.AsSpan(60 * 16_000).Fill(0.5f);
        double expected = (0.4 * Logistic(2)) + (0.4 * Logistic(-1)) + (0.2 * Logistic(0.5));
        Assert.Equal(expected, model.Predict(samples, 16_000).Probabilities[0], 1e-6);
        Assert.Equal(Logistic(2), model.Predict(samples.AsSpan(0, 30 * 16_000), 16_000).Probabilities[0], 1e-6);
    }

    [Fact]
    public void A_sample_more_than_half_a_minute_changes_next_to_nothing()
    {
        using var model = EmotionModel.Load(TinyModel.Bytes(), "tiny.onnx");
        float[] samples = new float[(30 * 16_000) + 1];
        Array.Fill(samples, 1);
        samples[^1] = -1000;
        double happy = model.Predict(samples, 16_000).Probabilities[0];
        Assert.Equal(Logistic(1) * (30 * 16_000) / samples.Length, happy, 1e-6);
    }

    [Fact]
    public void A_fault_of_one_of_many_stretches_is_told_in_one_line()
    {
        using var model = EmotionModel.Load(TinyModel.Bytes(), "tiny.onnx");
        float[] samples = new float[100 * 16_000];
        for (int i = 0; i < 16_000; i++)
        {
            samples[(40 * 16_000) + i] = i % 2 == 0 ? float.MaxValue : float.MinValue;   // the lanes of the mean run to both infinities
        }

        var error = Assert.Throws<UserError>(() => model.Predict(samples, 16_000));
        Assert.StartsWith("tiny.onnx: the model answers with NaN", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(16_000)]
    [InlineData(48_000)]
    [InlineData(44_100)]
    public void A_clip_leaves_nothing_but_its_prediction_to_the_collector(int rate)
    {
        using var model = EmotionModel.Load(TinyModel.Bytes(), "tiny.onnx");
        float[] samples = [.. Enumerable.Range(0, 4 * rate).Select(i => MathF.Sin(i / 10f))];
        Assert.InRange(Allocations.Least(() => model.Predict(samples, rate)), 0, 200);   // a record and two probabilities
    }

    [Fact]
    public void A_model_that_is_loaded_ahead_is_the_same_and_so_are_its_faults()
    {
        string folder = Directory.CreateTempSubdirectory("ser-test-").FullName;
        try
        {
            EmotionModel.Prepare();
            string file = Path.Combine(folder, "tiny.onnx");
            File.WriteAllBytes(file, TinyModel.Bytes());
            using (var model = EmotionModel.LoadAhead(file))
            {
                Assert.Equal("happy", model.Predict([1f], 16_000).Label);
            }

            EmotionModel.LoadAhead(file).Dispose();

            File.WriteAllText(file, "no model");
            string said = Assert.Throws<UserError>(() => EmotionModel.Load(file)).Message;
            Assert.Equal(said, Assert.Throws<UserError>(() => EmotionModel.LoadAhead(file)).Message);

            File.WriteAllBytes(file, TinyModel.Bytes(input: "waveform"));
            said = Assert.Throws<UserError>(() => EmotionModel.Load(file)).Message;
            Assert.Equal(said, Assert.Throws<UserError>(() => EmotionModel.LoadAhead(file)).Message);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void What_labelling_does_without_is_checked_when_it_is_asked_for()
    {
        string card = TinyModel.Card.Replace("\"epochs\":1", "\"epochs\":\"many\"", StringComparison.Ordinal);
        using var model = EmotionModel.Load(TinyModel.Bytes(card), "tiny.onnx");
        Assert.Equal("happy", model.Predict([1f], model.SampleRate).Label);
        Assert.StartsWith("tiny.onnx: its model card is damaged", Assert.Throws<UserError>(() => model.Card).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_cut_at_any_byte_is_a_user_error_of_one_line()
    {
        byte[] whole = TinyModel.Bytes();
        for (int length = 0; length < whole.Length; length++)
        {
            var error = Assert.Throws<UserError>(() => EmotionModel.Load(whole[..length], "cut.onnx"));
            Assert.StartsWith("cut.onnx: ", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', error.Message);
        }
    }

    [Fact]
    public void An_onnx_file_of_somebody_else_is_named_as_such()
    {
        var error = Assert.Throws<UserError>(() => EmotionModel.Load(TinyModel.Bytes(card: null), "other.onnx"));
        Assert.Contains("not one that 'ser train' wrote", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hello, I am a text file\n")]
    [InlineData("{\"json\": true}")]
    [InlineData("RIFF....WAVEfmt ")]
    public void A_file_of_another_kind_is_a_user_error(string content)
    {
        Assert.Throws<UserError>(() => EmotionModel.Load(System.Text.Encoding.ASCII.GetBytes(content), "file"));
    }

    [Fact]
    public void A_graph_without_our_input_is_a_user_error()
    {
        var error = Assert.Throws<UserError>(() => EmotionModel.Load(TinyModel.Bytes(input: "waveform"), "tiny.onnx"));
        Assert.Contains("samples", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_graph_whose_outputs_do_not_fit_the_labels_is_a_user_error()
    {
        string card = TinyModel.Card.Replace("\"sad\"", "\"sad\",\"calm\"", StringComparison.Ordinal);
        var error = Assert.Throws<UserError>(() => EmotionModel.Load(TinyModel.Bytes(card), "tiny.onnx"));
        Assert.Contains("2 probabilities for 3 labels", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_and_a_folder_are_user_errors_that_say_which()
    {
        string folder = Directory.CreateTempSubdirectory("ser-test-").FullName;
        try
        {
            Assert.Contains("no such file", Assert.Throws<UserError>(() => EmotionModel.Load(Path.Combine(folder, "no.onnx"))).Message, StringComparison.Ordinal);
            Assert.Contains("is a folder", Assert.Throws<UserError>(() => EmotionModel.Load(folder)).Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder);
        }
    }

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));
}
