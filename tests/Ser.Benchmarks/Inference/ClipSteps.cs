using System.Diagnostics;
using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using Ser.Audio;
using Ser.Audio.Rates;
using Ser.Benchmarks.Rounds;
using Ser.Inference;
using Ser.Training;
using Ser.Training.Network;
using Ser.Training.Onnx;
using TorchSharp;

namespace Ser.Benchmarks.Inference;

/// <summary>
/// What becomes of the time of one clip on one thread: decoding, conversion of the rate, analysis, network; and the network beside the
/// same layers in libtorch, for one clip and for 32. All take turns, round by round.
/// </summary>
/// <remarks>
/// Network against network: the same weights, the same standardised plane, rows and mask, logits out, one thread each. libtorch is in
/// evaluation and inference mode, in the trainer's memory layout and in its own; the faster one is compared.
/// </remarks>
internal static class ClipSteps
{
    /// <summary>The first argument that asks for this program instead of BenchmarkDotNet.</summary>
    public const string Verb = "clip";

    private const int Batch = 32, Labels = 8;
    private const string Peak = "multiply-adds on registers";

    /// <summary>Measures and prints.</summary>
    public static int Run(string[] args)
    {
        if (args is not [var clip, var modelFile, .. var rest])
        {
            Console.Error.WriteLine("clip: FILE MODEL [ROUNDS]");
            return 2;
        }

        int rounds = rest is [var count] ? int.Parse(count, CultureInfo.InvariantCulture) : 500;
        using var model = EmotionModel.Load(modelFile);
        var room = new SampleRoom();
        AudioFile.Read(clip, room);
        float[] samples = new float[RateConverter.For(room.Rate, model.SampleRate).LengthInMemory(room.Samples.Length)];

        TorchRuntime.Prepare();
        torch.set_num_threads(1);
        var recipe = new Recipe();
        using var peer = new NetworkPeer(recipe, Labels);
        var (analysis, analysed) = Analysis(recipe);
        using var frontEnd = Open(analysis);
        using var whole = Open(ModelFile.ReadBytes(modelFile));
        using var network = Open(peer.Graph());

        var steps = new List<Step>
        {
            new("decode", 1, () => AudioFile.Read(clip, room)),
            new("convert", 1, () => RateConverter.For(room.Rate, model.SampleRate).Convert(room.Samples, samples)),
            new("analysis and network", 1, () => model.Predict(samples, model.SampleRate)),
            new("all of these", 1, () =>
            {
                AudioFile.Read(clip, room);
                model.Predict(room.Samples, room.Rate);
            }),
        };
        foreach (int clips in new[] { 1, Batch })
        {
            float[] batch = [.. Enumerable.Repeat(samples, clips).SelectMany(one => one)];
            steps.Add(new($"analysis alone, {clips}", clips, () => Call(frontEnd, batch, clips, analysed)));
            steps.Add(new($"analysis and network, {clips}", clips, () => Call(whole, batch, clips, [ModelCard.ProbabilitiesOutput])));
            var input = peer.Input(clips, 1 + (samples.Length / recipe.Features.HopLength));
            steps.Add(new($"network alone, {clips}", clips, () => peer.Run(network, input)));
            steps.Add(new($"libtorch, trainer's layout, {clips}", clips, () => peer.RunLibtorch(input, channelsLast: true)));
            steps.Add(new($"libtorch, own layout, {clips}", clips, () => peer.RunLibtorch(input, channelsLast: false)));
        }

        float sum = 0;
        steps.Add(new(Peak, 1, () => sum += FusedPeak.Run()));
        TakeTurns(steps, rounds);
        Print(steps, samples.Length / (double)model.SampleRate, peer.MultiplyAdds(1 + (samples.Length / recipe.Features.HopLength)));
        return float.IsNaN(sum) ? 1 : 0;
    }

    private static void TakeTurns(List<Step> steps, int rounds)
    {
        const int WarmUp = 40;
        for (int round = -WarmUp; round < rounds; round++)
        {
            foreach (var step in round % 2 == 0 ? steps : Enumerable.Reverse(steps))   // both directions: nobody always follows the same one
            {
                if (step.Clips > 1 && round % 10 != 0)
                {
                    continue;   // each is long enough to be measured a tenth as often
                }

                long before = Stopwatch.GetTimestamp();
                step.Work();
                if (round >= 0)
                {
                    step.Times.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds / step.Clips);
                }
            }
        }
    }

    private static void Print(List<Step> steps, double seconds, long multiplyAdds)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"a clip of {seconds:0.00} s, one thread; ms per clip"));
        Console.WriteLine($"{"",-32} {"p50",8} {"p99",8} {"share",7}");
        double all = steps.First(step => step.Name == "all of these").Percentile(0.5);
        foreach (var step in steps.Where(step => step.Name != Peak))
        {
            string share = step.Clips == 1 ? $"{step.Percentile(0.5) / all,7:0.0%}" : "";
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{step.Name,-32} {step.Percentile(0.5),8:0.000} {step.Percentile(0.99),8:0.000} {share}"));
        }

        double peak = FusedPeak.Operations / steps.First(step => step.Name == Peak).Percentile(0.5) / 1e6;
        double least = 2 * multiplyAdds / peak / 1e6;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"the network's {multiplyAdds / 1e6:0.0} million multiply-adds take {least:0.000} ms at the {peak:0} GFLOP/s that one thread reaches on registers alone"));
        foreach (int clips in new[] { 1, Batch })
        {
            double Median(string name) => steps.First(step => step.Name == $"{name}, {clips}").Percentile(0.5);
            double ours = Median("network alone"), theirs = Math.Min(Median("libtorch, trainer's layout"), Median("libtorch, own layout"));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"network, {clips} at once: {ours:0.000} ms ({least / ours:0%} of the peak), libtorch {theirs:0.000} ms ({least / theirs:0%}): {theirs / ours:0.00} x ours; {theirs / least:0.00} x the peak"));
        }
    }

    /// <summary>The graph up to what the network sees, and the names of its outputs.</summary>
    private static (byte[] Graph, string[] Outputs) Analysis(Recipe recipe)
    {
        var graph = new OnnxGraph("analysis");
        string samples = graph.Input(ModelCard.SamplesInput, "clips", "n");
        var rows = new FrontEndGraph(graph, recipe.Features, RowLayout.Of(recipe), recipe.SilenceDb, recipe.SilenceMargin).Build(samples);
        string[] outputs = [rows.LogMel, rows.Level, rows.Crossings, rows.Valid, .. rows.Pitchgram is { } pitchgram ? (string[])[pitchgram] : []];
        foreach (string row in outputs)
        {
            graph.Output(row, "clips", "rows", "frames");
        }

        return (graph.ToFile("benchmark", "0"), outputs);
    }

    private static InferenceSession Open(byte[] model)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        return new InferenceSession(model, options);
    }

    private static void Call(InferenceSession session, float[] samples, int clips, string[] outputs)
    {
        using var input = OrtValue.CreateTensorValueFromMemory(samples, [clips, samples.Length / clips]);
        using var run = new RunOptions();
        session.Run(run, [ModelCard.SamplesInput], [input], outputs).Dispose();
    }

    private sealed record Step(string Name, int Clips, Action Work)
    {
        public List<double> Times { get; } = [];

        public double Percentile(double share)
        {
            Times.Sort();
            return Times[(int)Math.Min(Times.Count - 1, share * Times.Count)];
        }
    }
}
