using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ser.Training.Network;

/// <summary>
/// Mean and deviation over time, weighted per channel by an attention of the sequence on itself: [clips, channels, steps] →
/// [clips, 2 · channels].
/// </summary>
internal sealed class AttentivePooling : nn.Module<Tensor, Tensor, Tensor>
{
    /// <summary>Least variance, so that the root's slope stays finite.</summary>
    internal const float VarianceFloor = 1e-5f;

    /// <summary>Added to the share of valid frames before its logarithm: a step without speech weighs e⁻¹³·⁸.</summary>
    internal const float ShareFloor = 1e-6f;

    private readonly Conv1d? hidden, scores;

    /// <param name="name">Of the module.</param>
    /// <param name="channels">Channels of the sequence.</param>
    /// <param name="units">Hidden units of the attention; 0: no attention, the steps count by their share of speech.</param>
    public AttentivePooling(string name, int channels, int units) : base(name)
    {
        if (units > 0)
        {
            hidden = nn.Conv1d(channels, units, 1);
            scores = nn.Conv1d(units, channels, 1);
        }

        RegisterComponents();
    }

    /// <param name="sequence">clips × channels × steps.</param>
    /// <param name="share">clips × 1 × steps: the share of valid frames in each step, 0 to 1.</param>
    public override Tensor forward(Tensor sequence, Tensor share)
    {
        var presence = (share + ShareFloor).log();
        var weights = nn.functional.softmax(hidden is null ? presence : scores!.call(hidden.call(sequence).tanh()) + presence, dim: 2);
        var mean = (weights * sequence).sum(2);
        var variance = (weights * sequence * sequence).sum(2) - (mean * mean);
        return cat([mean, variance.clamp(min: VarianceFloor).sqrt()], dim: 1);
    }
}
