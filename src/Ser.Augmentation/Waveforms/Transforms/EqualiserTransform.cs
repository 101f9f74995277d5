using Ser.Augmentation.Chains;
using Ser.Core;

namespace Ser.Augmentation.Waveforms.Transforms;

/// <summary>Bends the spectrum smoothly, as another microphone, loudspeaker or distance does: some bells of drawn place, height and width.</summary>
/// <remarks>Each bell is a <see cref="Biquad.Peaking"/>; their gains in dB add up where they overlap. The level of the whole is not made up for.</remarks>
internal sealed class EqualiserTransform : IWaveformTransform
{
    /// <summary>The widest and the narrowest bell: 2.5 octaves and 0.7. Narrower ones would be resonances, which few channels have.</summary>
    internal const double LowestQ = 0.5, HighestQ = 2;

    /// <summary>The highest centre as a share of the rate: close to half of it the bilinear transform squeezes a bell to nothing.</summary>
    internal const double HighestCentre = 0.45;

    public string Name => "equaliser";

    public string Purpose => "raises and lowers wide bands of the spectrum, as another microphone does";

    public IReadOnlyList<Parameter> Parameters { get; } =
    [
        new() { Name = "bands", Meaning = "how many bands are raised or lowered", Lowest = 1, Highest = 10, Default = Setting.Of(3), Step = 1 },
        new() { Name = "db", Meaning = "the gain of a band, plus or minus up to this", Unit = "dB", Lowest = 0, Highest = 24, Default = Setting.Of(9) },
        new() { Name = "low", Meaning = "lowest centre of a band", Unit = "Hz", Lowest = 10, Highest = 100_000, Default = Setting.Of(80) },
        new() { Name = "high", Meaning = "highest centre of a band, at most 0.45 of the rate", Unit = "Hz", Lowest = 10, Highest = 100_000, Default = Setting.Of(7000) },
        new() { Name = "curve", Meaning = "number that place, height and width of the bands follow from", Highest = int.MaxValue, Default = new(0, int.MaxValue), Step = 1, IsDetail = true },
    ];

    public float[] Apply(ReadOnlySpan<float> samples, int rate, DrawnValues values)
    {
        float[] bent = samples.ToArray();
        foreach (var (hz, gainDb, q) in Bands(rate, values))
        {
            Biquad.Peaking(2 * Math.PI * hz / rate, gainDb, q).Filter(bent);
        }

        return bent;
    }

    /// <summary>The bells: centre in Hz and Q drawn evenly over their logarithms, gain in dB drawn evenly.</summary>
    /// <remarks>A bell has draws of its own, so more bells leave the first ones as they were. A range that is the wrong way round is its upper end.</remarks>
    internal static IEnumerable<(double Hz, double GainDb, double Q)> Bands(int rate, DrawnValues values)
    {
        double high = Math.Min(values.Number("high"), HighestCentre * rate), low = Math.Min(values.Number("low"), high), db = values.Number("db");
        for (int band = 0; band < (int)values.Number("bands"); band++)
        {
            var random = new KeyedRandom((long)values.Number("curve"), "", "equaliser", band);
            yield return (low * Math.Pow(high / low, random.NextDouble()), random.Uniform(-db, db), LowestQ * Math.Pow(HighestQ / LowestQ, random.NextDouble()));
        }
    }
}
