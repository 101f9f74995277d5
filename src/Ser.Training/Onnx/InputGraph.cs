using Ser.Features;
using Ser.Training.Network;

namespace Ser.Training.Onnx;

/// <summary>Standardisation as graph nodes: raw rows → what the branches of a network look at. The twin of <see cref="InputStage"/>.</summary>
internal sealed class InputGraph(OnnxGraph graph, FeaturePlan features, NetworkPlan network, Normalisation normalisation)
{
    private readonly Dictionary<string, string> made = new(StringComparer.Ordinal);

    /// <summary>Builds the nodes.</summary>
    /// <param name="rows">What the analysis ends with.</param>
    /// <returns>For each branch clips × 1 × rows × frames (a picture) or clips × rows × frames (curves).</returns>
    public string[] Build(RawRows rows) => [.. network.Branches.Select(branch => Branch(branch, rows))];

    private string Branch(BranchPlan branch, RawRows rows)
    {
        string[] inputs = [.. branch.Inputs.Select(input => Input(input, rows))];
        return branch.IsPicture
            ? graph.Node($"{branch.Name}_picture", "Unsqueeze", [inputs[0], Once("picture_axis", name => graph.Integers(name, 1))])
            : inputs.Length == 1 ? inputs[0] : graph.Node($"{branch.Name}_curves", "Concat", inputs, OnnxAttribute.Of("axis", 1));
    }

    private string Input(NetworkInputKind input, RawRows rows) => input switch
    {
        NetworkInputKind.Mel => Mel(rows),
        NetworkInputKind.Pitchgram => Once("pitchgram_speech", name => graph.Node(name, "Mul", [rows.Pitchgram!, rows.Valid])),
        NetworkInputKind.Mfcc => Curves("mfcc_rows", rows),
        NetworkInputKind.Rms => Curves("level_row", rows),
        NetworkInputKind.Zcr => Curves("crossings_row", rows),
        NetworkInputKind.F0 => Curves("pitch_rows", rows),
        NetworkInputKind.Delta => Slope("delta", Input(NetworkInputKind.Mfcc, rows), rows),
        _ => Slope("delta2", Input(NetworkInputKind.Delta, rows), rows),
    };

    /// <summary>Log-mel less the clip's own mean per band over the speech, over the training part's deviation.</summary>
    private string Mel(RawRows rows) => Once("mel_speech", name =>
    {
        string sum = SumOverTime("speech_sum", graph.Node("speech_mel", "Mul", [rows.LogMel, rows.Valid]));
        string centred = graph.Node("centred", "Sub", [rows.LogMel, graph.Node("band_mean", "Div", [sum, SumOverTime("speech_frames", rows.Valid)])]);
        return graph.Node(name, "Mul", [graph.Node("scaled", "Mul", [centred, Reciprocals("band_scale", normalisation.BandDeviation)]), rows.Valid]);
    });

    /// <summary>One family of the standardised curves. All are made together and then cut.</summary>
    private string Curves(string family, RawRows rows)
    {
        _ = Once("curves", _ =>
        {
            string cosines = graph.Constant("cosines", Dct.Orthonormal(features.MfccCount, features.MelBands), features.MfccCount, features.MelBands);
            string mfcc = graph.Node("mfcc", "MatMul", [cosines, rows.LogMel]);
            string[] families = rows.Pitchgram is null ? [mfcc, rows.Level, rows.Crossings] : [mfcc, rows.Level, rows.Crossings, Pitch(rows.Pitchgram, rows.Valid)];
            string raw = graph.Node("raw_curves", "Concat", families, OnnxAttribute.Of("axis", 1));
            string scaled = graph.Node(
                "scaled_curves", "Mul", [graph.Node("centred_curves", "Sub", [raw, Column("row_mean", normalisation.RowMean)]), Reciprocals("row_scale", normalisation.RowDeviation)]);
            string masked = graph.Node("speech_curves", "Mul", [scaled, rows.Valid]);
            (string[] names, long[] sizes) = rows.Pitchgram is null
                ? ((string[])["mfcc_rows", "level_row", "crossings_row"], (long[])[features.MfccCount, 1, 1])
                : (["mfcc_rows", "level_row", "crossings_row", "pitch_rows"], [features.MfccCount, 1, 1, InputRows.F0]);
            graph.Node(names, "Split", [masked, graph.Integers("curve_sizes", sizes)], OnnxAttribute.Of("axis", 1));
            return masked;
        });
        return family;
    }

    /// <summary>Pitch in octaves, the same less the clip's mean, and voicing.</summary>
    private string Pitch(string pitchgram, string valid)
    {
        string preferred = graph.Node("pitch_preferred", "Add", [pitchgram, graph.Constant("pitch_preference", InputStage.Preference(), Pitchgram.Rows, 1)]);
        string weights = graph.Node(
            "pitch_shares_of_rows", "Softmax", [graph.Node("pitch_sharp", "Mul", [preferred, graph.Scalar("pitch_sharpness", InputStage.PitchSharpness)])],
            OnnxAttribute.Of("axis", 1));
        string pitch = graph.Node("pitch", "MatMul", [graph.Constant("octaves", Pitchgram.Octaves(), 1, Pitchgram.Rows), weights]);
        string voicing = graph.Node("voicing", "Relu", [graph.Node("most_periodic", "ReduceMax", [pitchgram], OnnxAttribute.Of("axes", [1]))]);
        string weight = graph.Node("pitch_weight", "Mul", [voicing, valid]);
        string lifted = graph.Node("pitch_weight_lifted", "Add", [SumOverTime("pitch_weight_sum", weight), graph.Scalar("least_voicing", InputStage.LeastVoicing)]);
        string mean = graph.Node("pitch_mean", "Div", [SumOverTime("pitch_sum", graph.Node("pitch_weighted", "Mul", [pitch, weight])), lifted]);
        return graph.Node("pitch_families", "Concat", [pitch, graph.Node("pitch_relative", "Sub", [pitch, mean]), voicing], OnnxAttribute.Of("axis", 1));
    }

    private string Slope(string name, string values, RawRows rows) => Once(name, _ =>
    {
        int count = features.MfccCount, half = InputStage.SlopeWidth / 2;
        string kernels = Once("slope", slope => graph.Constant(slope, InputStage.SlopeKernels(count), count, 1, InputStage.SlopeWidth));
        string raw = graph.Node($"{name}_raw", "Conv", [values, kernels], OnnxAttribute.Of("group", count), OnnxAttribute.Of("pads", [half, half]));
        return graph.Node(name, "Mul", [raw, rows.Valid]);
    });

    private string SumOverTime(string name, string values) =>
        graph.Node(name, "ReduceSum", [values, Once("frames_axis", axis => graph.Integers(axis, 2))]);

    private string Once(string name, Func<string, string> make) => made.TryGetValue(name, out string? value) ? value : made[name] = make(name);

    private string Reciprocals(string name, IReadOnlyList<float> values) => Column(name, [.. values.Select(value => 1 / value)]);

    private string Column(string name, IReadOnlyList<float> values) => graph.Constant(name, [.. values], values.Count, 1);
}
