using Ser.Augmentation.Chains;

namespace Ser.Augmentation.Waveforms.Transforms;

/// <summary>Quantises the samples on a logarithmic scale, as the codecs of telephones do: the noise follows the sound.</summary>
/// <remarks>
/// y = sign(x) ln(1 + μ |x|) / ln(1 + μ), μ = 255 (ITU-T G.711), is rounded to 2^bits − 1 levels, of which one is 0, and expanded
/// again. Where sound is not faint its ratio to the noise is near 6.02 bits + 4.77 − 20 log₁₀ ln 256 dB, 38 dB for 8 bits, whatever
/// its level. The scale ends at full scale: what lies beyond ±1 is cut off there, as a codec would.
/// </remarks>
internal sealed class MuLawTransform : IWaveformTransform
{
    private const double Mu = 255;
    private static readonly double Whole = Math.Log(1 + Mu);

    public string Name => "mulaw";

    public string Purpose => "quantises the samples as a telephone codec does";

    public IReadOnlyList<Parameter> Parameters { get; } =
    [
        new() { Name = "bits", Meaning = "bits per sample", Lowest = 2, Highest = 16, Default = new(4, 8), Step = 1 },
    ];

    public float[] Apply(ReadOnlySpan<float> samples, int rate, DrawnValues values)
    {
        double steps = (1 << ((int)values.Number("bits") - 1)) - 1;   // to either side of 0
        var quantised = new float[samples.Length];
        for (int i = 0; i < quantised.Length; i++)
        {
            double magnitude = Math.Min(1, Math.Abs((double)samples[i]));
            double level = Math.Round(steps * Math.Log(1 + (Mu * magnitude)) / Whole) / steps;
            quantised[i] = (float)Math.CopySign((Math.Exp(level * Whole) - 1) / Mu, samples[i]);
        }

        return quantised;
    }
}
