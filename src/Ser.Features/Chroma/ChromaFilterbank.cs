using System.Runtime.Intrinsics;

namespace Ser.Features;

/// <summary>Folds a spectrum onto the twelve pitch classes of an octave, from C to B. Immutable: all threads may share one.</summary>
/// <remarks>
/// The values of librosa.filters.chroma and librosa.feature.chroma_stft with tuning 0, that is, with A at 440 Hz. librosa's
/// default estimates from each clip how far its music is off that; a voice is tuned to nothing, so that estimate is noise, and
/// clips that were folded with different tunings cannot be compared.
/// </remarks>
public sealed class ChromaFilterbank
{
    /// <summary>Pitch classes: C, C♯, D, … B.</summary>
    public const int Classes = 12;

    private const double LowestA = 440 / 16.0;      // Hz: octave 0
    private const double CentreOctave = 5, OctaveWidth = 2;

    private readonly float[] weights;

    private ChromaFilterbank(float[] weights) => this.weights = weights;

    /// <summary>Bins of a spectrum: columns of the bank.</summary>
    public int Bins => weights.Length / Classes;

    /// <summary>Builds the bank of a plan. Weights are computed in double, each the float nearest to the exact one.</summary>
    /// <remarks>
    /// Each bin is a Gaussian bump around its pitch, as wide as the bins are apart but at least a semitone, of unit length over
    /// the classes, and weighted by a Gaussian of two octaves around 880 Hz. The bin of 0 Hz counts as 1.5 octaves below the next.
    /// </remarks>
    /// <exception cref="Ser.Core.UserError">The properties of the plan do not fit each other.</exception>
    public static ChromaFilterbank Build(FeaturePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        plan.Validated();
        int bins = (plan.FftSize / 2) + 1;
        float[] weights = new float[Classes * bins];
        Span<double> bump = stackalloc double[Classes];
        for (int bin = 0; bin < bins; bin++)
        {
            double pitch = Semitones(bin, plan);
            double width = bin == plan.FftSize - 1 ? 1 : Math.Max(Semitones(bin + 1, plan) - pitch, 1);
            double sum = 0;
            for (int i = 0; i < Classes; i++)
            {
                // Semitones to the class in the nearest octave, −6 to 6; class 0 is C, three semitones above A.
                double above = pitch - i - 3 + (Classes / 2);
                double distance = above - (Classes * Math.Floor(above / Classes)) - (Classes / 2);
                bump[i] = Math.Exp(-2 * distance * distance / (width * width));
                sum += bump[i] * bump[i];
            }

            double octaves = ((pitch / Classes) - CentreOctave) / OctaveWidth;
            double scale = Math.Exp(-0.5 * octaves * octaves) / Math.Sqrt(sum);
            for (int i = 0; i < Classes; i++)
            {
                weights[(i * bins) + bin] = (float)(bump[i] * scale);
            }
        }

        return new ChromaFilterbank(weights);
    }

    /// <summary>All weights.</summary>
    /// <returns>classes × bins, row by row. A new array.</returns>
    public float[] Dense() => (float[])weights.Clone();

    /// <summary>Chroma of eight spectra side by side: Bins rows of eight → twelve rows of eight, the largest of each spectrum 1.</summary>
    /// <param name="spectra">Power for librosa's chroma_stft(y=…); a silent spectrum gives zeros.</param>
    /// <param name="chroma">Receives twelve rows of eight.</param>
    internal void ProjectEight(ReadOnlySpan<float> spectra, Span<float> chroma)
    {
        const int Lanes = Stft.Lanes;
        Dct.Multiply(weights, Bins, spectra, Lanes, chroma);
        var largest = Vector256<float>.Zero;
        for (int row = 0; row < Classes; row++)
        {
            largest = Vector256.Max(largest, Vector256.Create(chroma.Slice(row * Lanes, Lanes)));
        }

        // Below the smallest normal float a spectrum is silence with rounding, which is not blown up to 1.
        var audible = Vector256.GreaterThanOrEqual(largest, Vector256.Create(1.17549435e-38f));
        var divisor = Vector256.ConditionalSelect(audible, largest, Vector256<float>.One);
        for (int row = 0; row < Classes; row++)
        {
            var eight = chroma.Slice(row * Lanes, Lanes);
            (Vector256.Create<float>(eight) / divisor).CopyTo(eight);
        }
    }

    /// <summary>Pitch of a bin in semitones above the A of 27.5 Hz.</summary>
    private static double Semitones(int bin, FeaturePlan plan) => bin == 0
        ? Semitones(1, plan) - (1.5 * Classes)
        : Classes * Math.Log2((double)bin * plan.SampleRate / plan.FftSize / LowestA);
}
