using Ser.Audio;
using Ser.Core;
using Ser.Inference;

namespace Ser.Tests.Inference;

public sealed class BatchPredictionTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ser-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Results_stand_in_the_order_of_the_files_for_any_number_of_jobs()
    {
        using var model = EmotionModel.Load(TinyModel.Bytes(), "tiny.onnx");
        string[] files = [.. Enumerable.Range(0, 30).Select(i => Clip($"{i}.wav", (i % 5) - 2))];
        var one = Run(model, files, jobs: 1);
        var many = Run(model, files, jobs: 7);
        Assert.Equal(files, many.Select(result => result.File));
        Assert.Equal(one.Select(result => result.Prediction!.Probabilities[0]), many.Select(result => result.Prediction!.Probabilities[0]));
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_told_and_the_others_are_labelled()
    {
        using var model = EmotionModel.Load(TinyModel.Bytes(), "tiny.onnx");
        string text = Path.Combine(folder, "text.wav");
        File.WriteAllText(text, "no sound at all");
        var results = Run(model, [Clip("a.wav", 1), text, Clip("b.wav", -1)], jobs: 2);
        Assert.Equal("happy", results[0].Prediction!.Label);
        Assert.Null(results[1].Prediction);
        Assert.StartsWith(text, results[1].Error!, StringComparison.Ordinal);
        Assert.Equal("sad", results[2].Prediction!.Label);
    }

    [Fact]
    public void A_request_to_stop_stops()
    {
        using var model = EmotionModel.Load(TinyModel.Bytes(), "tiny.onnx");
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => Run(model, [Clip("a.wav", 1)], jobs: 1, cancel: stop.Token));
    }

    [Fact]
    public void Progress_reaches_the_total()
    {
        using var model = EmotionModel.Load(TinyModel.Bytes(), "tiny.onnx");
        var seen = new Collector();
        Run(model, [Clip("a.wav", 1), Clip("b.wav", 1)], jobs: 1, progress: seen);
        Assert.Equal([1, 2], seen.Done);
    }

    private static IReadOnlyList<FilePrediction> Run(
        EmotionModel model, string[] files, int jobs, IProgress<WorkProgress>? progress = null, CancellationToken? cancel = null) =>
        BatchPrediction.Run(
            model, files, (i, options) => AudioFile.Read(files[i], options), jobs, progress, null, cancel ?? TestContext.Current.CancellationToken);

    /// <summary>A mono WAV of 16 bit at 16 kHz whose samples are all the same.</summary>
    private string Clip(string name, int halves)
    {
        string path = Path.Combine(folder, name);
        const int samples = 100;
        using var writer = new BinaryWriter(File.Create(path));
        writer.Write("RIFF"u8);
        writer.Write(36 + (2 * samples));
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(16_000);
        writer.Write(32_000);
        writer.Write((short)2);
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(2 * samples);
        for (int i = 0; i < samples; i++)
        {
            writer.Write((short)(halves * 8192));
        }

        return path;
    }

    private sealed class Collector : IProgress<WorkProgress>
    {
        public List<int> Done { get; } = [];

        public void Report(WorkProgress value) => Done.Add(value.Done);
    }
}
