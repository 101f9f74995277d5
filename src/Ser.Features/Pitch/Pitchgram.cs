using System.Buffers;
using Ser.Core;

namespace Ser.Features;

/// <summary>How periodic each frame of a clip is at each of 48 pitches: the voice as a picture, octaves evenly spaced. Immutable.</summary>
/// <remarks>
/// The autocorrelation of a 40 ms frame under a Hann window, at fractional lags, over its value at lag 0 and over the window's own autocorrelation
/// (Boersma 1993, IFA Proceedings 17), of the clip below 1.8 kHz, where voices have their strongest harmonics. A voiced frame has a value near 1 at
/// its pitch and at whole fractions of it. Everything behind the low-pass filter is a power spectrum and a matrix, so that a model's graph can do it:
/// 1. low-pass (a sinc under a Hann window) and every <see cref="Decimation"/>-th sample;
/// 2. power spectrum P of the frames, centred where the plan's frames are;
/// 3. value of lag τ = Σ P[k] cos(2πkτ / N) / (w(τ) · (Σ P[k] + ε)), both sums over all N bins, w the window's own normalised autocorrelation. ε is a
///    thousandth of what a frame as loud as the clip's loudest would give, so that silence is 0 and not noise;
/// 4. held within −1 … 1.
/// </remarks>
public sealed class Pitchgram
{
    /// <summary>Rows: pitches from <see cref="LowestHz"/> to <see cref="HighestHz"/>, evenly spaced in octaves.</summary>
    public const int Rows = 48;

    /// <summary>Pitch of the first row in Hz.</summary>
    public const double LowestHz = 65;

    /// <summary>Pitch of the last row in Hz.</summary>
    public const double HighestHz = 600;

    /// <summary>Least mean square that a clip's loudest frame counts as: −100 dB, so that nothing is divided by 0.</summary>
    public const float QuietestClip = 1e-10f;

    private const double LowestRate = 4000, FrameSeconds = 0.04, CutoffShare = 0.45, SilentShare = 1e-3;

    private readonly FeaturePlan plan;
    private readonly Stft stft;
    private readonly float[] taps, weights;

    /// <summary>Prepares filter, transform and matrix.</summary>
    /// <exception cref="UserError">The plan's rate is below 8 kHz, or its hop is no multiple of the decimation.</exception>
    public Pitchgram(FeaturePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        this.plan = plan.Validated();
        Decimation = 1;
        while (plan.SampleRate / (2.0 * Decimation) >= LowestRate)
        {
            Decimation *= 2;
        }

        if (plan.SampleRate < 2 * LowestRate || plan.HopLength % Decimation != 0)
        {
            throw new UserError(
                $"features '{plan.Name}': the pitchgram needs a rate of 8000 Hz or more and a hop that is a multiple of {Decimation} samples; the plan has {plan.SampleRate} Hz and {plan.HopLength}");
        }

        int rate = plan.SampleRate / Decimation, frame = (int)Math.Round(FrameSeconds * rate / 2) * 2;
        int longestLag = (int)Math.Ceiling(rate / LowestHz), size = 16;
        while (size < frame + longestLag)
        {
            size *= 2;   // so that no lag wraps around
        }

        Analysis = plan with
        {
            Name = "pitchgram", SampleRate = rate, FftSize = size, WindowLength = frame, FrameLength = frame, HopLength = plan.HopLength / Decimation,
            Window = WindowKind.HannPeriodic, Padding = PaddingMode.Zero, LowHz = 0, HighHz = rate / 2.0, MelBands = 1, MfccCount = 1,
        };
        stft = new Stft(Analysis);
        taps = LowPass(Decimation);
        weights = Matrix(Analysis, out double windowEnergy);
        SilentEnergy = (float)(SilentShare * size * windowEnergy);
    }

    /// <summary>Samples of the clip for one of the filtered sound.</summary>
    public int Decimation { get; }

    /// <summary>Frames and spectra of the filtered sound.</summary>
    public FeaturePlan Analysis { get; }

    /// <summary>The low-pass filter: an odd number of taps, symmetric, their sum 1.</summary>
    public ReadOnlySpan<float> Taps => taps;

    /// <summary><see cref="Rows"/> rows of correlation weights and one of ones that sums the energy: (Rows + 1) × bins, for bins from 0 to half the rate.</summary>
    public ReadOnlySpan<float> Weights => weights;

    /// <summary>Added to the energy, times the mean square of the clip's loudest frame.</summary>
    public float SilentEnergy { get; }

    /// <summary>Pitch of each row in octaves above 150 Hz.</summary>
    public static float[] Octaves() => [.. Enumerable.Range(0, Rows).Select(row => (float)Math.Log2(Hertz(row) / 150))];

    /// <summary>Samples of the filtered sound.</summary>
    /// <param name="samples">Of the clip, 1 or more.</param>
    public int FilteredLength(int samples) => (samples / Decimation) + 1;

    /// <summary>Fills the pitchgram of a clip.</summary>
    /// <param name="samples">Mono samples at the plan's rate, each finite.</param>
    /// <param name="loudest">Mean square of the clip's loudest frame.</param>
    /// <param name="values">Receives <see cref="Rows"/> × frames, −1 to 1; as many frames as the plan gives: 1 + samples / HopLength.</param>
    public void Compute(ReadOnlySpan<float> samples, float loudest, Span<float> values)
    {
        int frames = Frames.Count(samples.Length, plan.HopLength), bins = stft.Bins;
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, Rows * frames, nameof(values));
        if (frames == 0)
        {
            return;
        }

        float floor = SilentEnergy * MathF.Max(loudest, QuietestClip);
        int length = FilteredLength(samples.Length);
        float[] filtered = ArrayPool<float>.Shared.Rent(length), scratch = ArrayPool<float>.Shared.Rent(stft.ScratchLength + (bins * Stft.Lanes));
        Filter(samples, filtered.AsSpan(0, length));
        var power = scratch.AsSpan(stft.ScratchLength, bins * Stft.Lanes);
        Span<float> spectrum = stackalloc float[bins];
        for (int first = 0; first < frames; first += Stft.Lanes)
        {
            stft.PowerOfEight(filtered.AsSpan(0, length), first, scratch.AsSpan(0, stft.ScratchLength), power);
            for (int lane = 0; lane < Math.Min(Stft.Lanes, frames - first); lane++)
            {
                for (int bin = 0; bin < bins; bin++)
                {
                    spectrum[bin] = power[(bin * Stft.Lanes) + lane];
                }

                Correlate(spectrum, floor, values[(first + lane)..], frames);
            }
        }

        ArrayPool<float>.Shared.Return(filtered);
        ArrayPool<float>.Shared.Return(scratch);
    }

    /// <summary>The values of one frame, <paramref name="apart"/> places from one row to the next.</summary>
    private void Correlate(ReadOnlySpan<float> spectrum, float floor, Span<float> values, int apart)
    {
        int bins = spectrum.Length;
        float energy = (float)Products.Dot(weights.AsSpan(Rows * bins, bins), spectrum) + floor;
        for (int row = 0; row < Rows; row++)
        {
            values[row * apart] = Math.Clamp((float)Products.Dot(weights.AsSpan(row * bins, bins), spectrum) / energy, -1, 1);
        }
    }

    /// <summary>Sample m of the result is centred on sample m · Decimation of the clip; beyond its ends there are zeros.</summary>
    private void Filter(ReadOnlySpan<float> samples, Span<float> filtered)
    {
        int half = taps.Length / 2;
        for (int m = 0; m < filtered.Length; m++)
        {
            int start = (m * Decimation) - half, from = Math.Max(start, 0), to = Math.Min(start + taps.Length, samples.Length);
            filtered[m] = from < to ? (float)Products.Dot(samples[from..to], taps.AsSpan(from - start)) : 0;
        }
    }

    private static double Hertz(int row) => LowestHz * Math.Pow(HighestHz / LowestHz, row / (Rows - 1.0));

    private static float[] LowPass(int decimation)
    {
        int length = (16 * decimation) + 1, half = length / 2;
        double cutoff = CutoffShare / decimation;   // in cycles a sample
        double[] window = Hann.Exact(length + 2, length + 1);   // without its two zeros
        double[] exact = [.. Enumerable.Range(0, length).Select(i => window[i + 1] * Sinc(2 * cutoff * (i - half)))];
        double sum = exact.Sum();
        return [.. exact.Select(tap => (float)(tap / sum))];

        static double Sinc(double x) => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);
    }

    private static float[] Matrix(FeaturePlan analysis, out double windowEnergy)
    {
        int size = analysis.FftSize, bins = (size / 2) + 1;
        double[] window = Hann.Exact(analysis.WindowLength, analysis.WindowLength), spectrum = PowerOf(window, size);
        double total = windowEnergy = window.Sum(value => value * value);
        var matrix = new float[(Rows + 1) * bins];
        for (int row = 0; row < Rows; row++)
        {
            double lag = analysis.SampleRate / Hertz(row);
            double own = spectrum.Index().Sum(bin => bin.Item * Cosine(bin.Index, lag)) / (size * total);
            for (int bin = 0; bin < bins; bin++)
            {
                matrix[(row * bins) + bin] = (float)(Cosine(bin, lag) / own);
            }
        }

        for (int bin = 0; bin < bins; bin++)
        {
            matrix[(Rows * bins) + bin] = (float)Cosine(bin, 0);
        }

        return matrix;

        // Of a real signal the bins above half the rate mirror those below.
        double Cosine(int bin, double lag) => (bin == 0 || bin == size / 2 ? 1 : 2) * Math.Cos(2 * Math.PI * bin * lag / size);
    }

    /// <summary>Power of the bins from 0 to half of <paramref name="size"/>.</summary>
    private static double[] PowerOf(double[] window, int size)
    {
        var power = new double[(size / 2) + 1];
        for (int k = 0; k < power.Length; k++)
        {
            double real = 0, imaginary = 0;
            for (int n = 0; n < window.Length; n++)
            {
                var (sine, cosine) = Math.SinCos(2 * Math.PI * (k * n % size) / size);
                real += window[n] * cosine;
                imaginary += window[n] * sine;
            }

            power[k] = (real * real) + (imaginary * imaginary);
        }

        return power;
    }
}
