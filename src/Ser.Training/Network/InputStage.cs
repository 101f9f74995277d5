using Ser.Features;
using TorchSharp;
using static TorchSharp.torch;

namespace Ser.Training.Network;

/// <summary>
/// From raw feature rows to what the network looks at: mel levels less the clip's own mean per band; MFCC and their slopes of the same (augmented) levels; pitch and
/// voicing of the (augmented) pitchgram; level and zero-crossing rate; all standardised, silence set to 0.
/// </summary>
/// <remarks>Its twin in the model file is <see cref="Onnx.InputGraph"/>.</remarks>
internal sealed class InputStage : IDisposable
{
    /// <summary>How sharply pitch follows the most periodic row, and by how much each row is preferred to the one below: of a pitch and its lower octave, both periodic, the pitch is meant.</summary>
    internal const float PitchSharpness = 20, PitchPreference = 0.003f;

    /// <summary>Added to the weight of a clip's mean pitch, so that a clip without voice has a mean.</summary>
    internal const float LeastVoicing = 1e-3f;

    private readonly FeaturePlan plan;
    private readonly NetworkPlan network;
    private readonly RowLayout layout;
    private readonly Tensor cosines, octaves, preference, slope, bandDeviation, rowMean, rowDeviation;

    /// <param name="plan">The analysis.</param>
    /// <param name="network">Whose inputs are wanted.</param>
    /// <param name="normalisation">Statistics of the training part.</param>
    public InputStage(FeaturePlan plan, NetworkPlan network, Normalisation normalisation)
    {
        this.plan = plan;
        this.network = network;
        layout = RowLayout.Of(plan, network);
        cosines = Held(Dct.Orthonormal(plan.MfccCount, plan.MelBands), plan.MfccCount, plan.MelBands);
        octaves = Held(Pitchgram.Octaves(), 1, Pitchgram.Rows);
        preference = Held(Preference(), Pitchgram.Rows, 1);
        slope = Held(SlopeKernels(plan.MfccCount), plan.MfccCount, 1, SlopeWidth);
        bandDeviation = Column(normalisation.BandDeviation);
        rowMean = Column(normalisation.RowMean);
        rowDeviation = Column(normalisation.RowDeviation);
    }

    /// <summary>Frames that a slope is taken over.</summary>
    internal const int SlopeWidth = 9;

    /// <summary>Prepares the inputs of every branch.</summary>
    /// <param name="rows">clips × rows × frames, as <see cref="RowLayout"/> orders them.</param>
    /// <param name="valid">clips × frames: 1 for speech, 0 for the rest.</param>
    public NetworkInput Prepare(Tensor rows, Tensor valid)
    {
        var mask = valid.unsqueeze(1);
        var mel = new Lazy<Tensor>(() => Centred(rows, mask) / bandDeviation * mask);
        var curves = new Lazy<Tensor>(() => (Curves(rows, mask) - rowMean) / rowDeviation * mask);
        var delta = new Lazy<Tensor>(() => Slope(Mfcc(), mask));
        return new NetworkInput([.. network.Branches.Select(Branch)], valid);

        Tensor Branch(BranchPlan branch) => branch.IsPicture
            ? Input(branch.Inputs[0]).unsqueeze(1)
            : branch.Inputs.Count == 1 ? Input(branch.Inputs[0]) : cat([.. branch.Inputs.Select(Input)], dim: 1);

        Tensor Input(NetworkInputKind kind) => kind switch
        {
            NetworkInputKind.Mel => mel.Value,
            NetworkInputKind.Pitchgram => rows.narrow(1, layout.FirstPitch, layout.Pitches) * mask,
            NetworkInputKind.Mfcc => Mfcc(),
            NetworkInputKind.Delta => delta.Value,
            NetworkInputKind.Delta2 => Slope(delta.Value, mask),
            NetworkInputKind.Rms => curves.Value.narrow(1, plan.MfccCount, 1),
            NetworkInputKind.Zcr => curves.Value.narrow(1, plan.MfccCount + 1, 1),
            _ => curves.Value.narrow(1, plan.MfccCount + 2, InputRows.F0),
        };

        Tensor Mfcc() => curves.Value.narrow(1, 0, plan.MfccCount);
    }

    /// <summary>Mel levels less the clip's mean per band over its speech, in dB.</summary>
    internal Tensor Centred(Tensor rows, Tensor mask)
    {
        var logMel = rows.narrow(1, 0, layout.Bands);
        return logMel - ((logMel * mask).sum(2, keepdim: true) / mask.sum(2, keepdim: true));
    }

    /// <summary>The curves before they are standardised: MFCC, level, zero-crossing rate, and pitch, relative pitch and voicing where there is a pitchgram.</summary>
    internal Tensor Curves(Tensor rows, Tensor mask)
    {
        var mfcc = matmul(cosines, rows.narrow(1, 0, layout.Bands));
        var levels = rows.narrow(1, layout.Level, 2);
        return layout.Pitches == 0 ? cat([mfcc, levels], dim: 1) : cat([mfcc, levels, Pitch(rows.narrow(1, layout.FirstPitch, layout.Pitches), mask)], dim: 1);
    }

    public void Dispose()
    {
        foreach (var held in new[] { cosines, octaves, preference, slope, bandDeviation, rowMean, rowDeviation })
        {
            held.Dispose();
        }
    }

    /// <summary>How much each row of the pitchgram is preferred.</summary>
    internal static float[] Preference() => [.. Enumerable.Range(0, Pitchgram.Rows).Select(row => row * PitchPreference)];

    /// <summary>The least-squares slope over nine frames, once for each of some rows: weights −4 … 4 over 60.</summary>
    internal static float[] SlopeKernels(int rows) =>
        [.. Enumerable.Range(0, rows * SlopeWidth).Select(i => ((i % SlopeWidth) - (SlopeWidth / 2)) / 60f)];

    private Tensor Pitch(Tensor pitchgram, Tensor mask)
    {
        var weights = nn.functional.softmax((pitchgram + preference) * PitchSharpness, dim: 1);
        var pitch = matmul(octaves, weights);
        var voicing = pitchgram.amax([1], keepdim: true).clamp(min: 0);
        var weight = voicing * mask;
        var mean = (pitch * weight).sum(2, keepdim: true) / (weight.sum(2, keepdim: true) + LeastVoicing);
        return cat([pitch, pitch - mean, voicing], dim: 1);
    }

    private Tensor Slope(Tensor values, Tensor mask) => nn.functional.conv1d(values, slope, padding: SlopeWidth / 2, groups: values.shape[1]) * mask;

    private static Tensor Column(IReadOnlyList<float> values) => Held([.. values], values.Count, 1);

    private static Tensor Held(float[] values, params long[] shape) => tensor(values, shape).DetachFromDisposeScope();
}
