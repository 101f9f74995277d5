using Ser.Features;

namespace Ser.Training.Onnx;

/// <summary>The pitchgram as graph nodes: the twin of <see cref="Pitchgram"/>.</summary>
internal sealed class PitchgramGraph(OnnxGraph graph, Pitchgram pitchgram)
{
    private const string Prefix = "pitch_";

    /// <summary>Builds the nodes.</summary>
    /// <param name="signal">clips × 1 × n samples.</param>
    /// <param name="loudest">Mean square of the loudest frame: clips × 1 × 1.</param>
    /// <returns>clips × pitches × frames.</returns>
    public string Build(string signal, string loudest)
    {
        // 1 + n / decimation samples, so that the shortest clip has one too; the zeros behind the blocks are one fewer.
        int half = pitchgram.Taps.Length / 2;
        string filtered = graph.Node(
            "low_pitched", "Conv", [signal, graph.Constant("low_pass", pitchgram.Taps, 1, 1, pitchgram.Taps.Length)],
            OnnxAttribute.Of("strides", [pitchgram.Decimation]), OnnxAttribute.Of("pads", [half, half + 1]));
        var blocks = new BlockPlan(pitchgram.Analysis);
        var fourier = new FourierGraph(graph, pitchgram.Analysis, blocks, Prefix);
        string power = fourier.Power(BlockCut.Build(graph, blocks, filtered, $"{Prefix}blocks", Math.Max(0, blocks.Behind - 1)));

        int rows = Pitchgram.Rows;
        string sums = graph.Node(
            "pitch_sums", "MatMul", [graph.Constant("pitch_weights", fourier.Sorted(pitchgram.Weights, rows + 1), rows + 1, fourier.Rows), power]);
        graph.Node(["correlations", "pitch_energy"], "Split", [sums, graph.Integers("pitch_parts", rows, 1)], OnnxAttribute.Of("axis", 1));
        string floor = graph.Node("pitch_floor", "Mul", [loudest, graph.Scalar("silent_energy", pitchgram.SilentEnergy)]);
        string shares = graph.Node("pitch_shares", "Div", ["correlations", graph.Node("pitch_lifted", "Add", ["pitch_energy", floor])]);
        string below = graph.Node("pitch_below", "Min", [shares, graph.Scalar("pitch_highest", 1)]);
        return graph.Node("pitchgram", "Max", [below, graph.Scalar("pitch_lowest", -1)]);
    }
}
