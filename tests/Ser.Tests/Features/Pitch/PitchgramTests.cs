using Ser.Core;
using Ser.Features;

namespace Ser.Tests.Features.Pitch;

public sealed class PitchgramTests
{
    private static readonly FeaturePlan Plan = FeaturePlan.Emotion;

    [Theory]
    [InlineData(70)]
    [InlineData(110)]
    [InlineData(187.3)]
    [InlineData(300)]
    [InlineData(560)]
    public void A_voice_is_most_periodic_at_its_pitch(double hz)
    {
        var pitchgram = Of(Harmonics(hz, 16_000));
        double[] rows = [.. Enumerable.Range(0, Pitchgram.Rows).Select(row => Middle(pitchgram, row))];
        double octave = Math.Log2(hz / 150), apart = Math.Log2(Pitchgram.HighestHz / Pitchgram.LowestHz) / (Pitchgram.Rows - 1);

        // Lower rows may stand at 1/2, 1/3 … of the pitch, where a periodic sound repeats itself too; the highest of the peaks is the pitch.
        int highest = Enumerable.Range(0, Pitchgram.Rows).Last(row => rows[row] > 0.9 * rows.Max());
        while (highest > 0 && rows[highest - 1] > rows[highest])
        {
            highest--;
        }

        Assert.InRange(Pitchgram.Octaves()[highest], octave - (0.6 * apart), octave + (0.6 * apart));   // half a row, and the slope of a peak between two
        Assert.InRange(rows[highest], 0.85, 1);
    }

    [Fact]
    public void At_whole_lags_it_is_the_autocorrelation_of_the_filtered_frame()
    {
        float[] sound = Signals.Noise(4000, "pitchgram");
        var built = new Pitchgram(Plan);
        var pitchgram = Of(sound);
        float[] taps = built.Taps.ToArray();
        const int frame = 7;
        double[] window = [.. Enumerable.Range(0, 160).Select(i => 0.5 - (0.5 * Math.Cos(2 * Math.PI * i / 160)))];
        double[] heard = [.. Enumerable.Range(0, 160).Select(i => window[i] * Filtered(sound, taps, 4 * ((64 * frame) - 80 + i)))];
        double energy = heard.Sum(value => value * value), floor = 1e-3 * window.Sum(value => value * value) * Loudest(sound);
        for (int row = 0; row < Pitchgram.Rows; row++)
        {
            // Between whole lags both autocorrelations are interpolated by their spectrum: the sum that defines it, over both sides.
            double lag = 4000 / (150 * Math.Pow(2, Pitchgram.Octaves()[row]));
            double own = Correlation(window, lag) / window.Sum(value => value * value);
            double expected = Math.Clamp(Correlation(heard, lag) / own / (energy + floor), -1, 1);
            Assert.Equal(expected, pitchgram.Column($"pitchgram_{row:00}")[frame], 1e-4);   // single precision over the window's own correlation, down to 0.15
        }
    }

    [Theory]
    [InlineData(1e-3f)]
    [InlineData(100f)]
    public void Gain_changes_nothing(float gain)
    {
        float[] sound = Signals.Voice(12_000, 16_000), louder = [.. sound.Select(sample => sample * gain)];
        Assert.All(Of(sound).Values.ToArray().Zip(Of(louder).Values.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 2e-5));
    }

    [Fact]
    public void Silence_is_zero_and_noise_far_below_the_loudest_frame_nearly_so()
    {
        Assert.All(Of(new float[6000]).Values.ToArray(), value => Assert.Equal(0, value));
        float[] sound = [.. Harmonics(150, 8000), .. Signals.Noise(8000, "quiet").Select(sample => sample * 1e-4f)];
        var pitchgram = Of(sound);
        Assert.All(Enumerable.Range(0, Pitchgram.Rows), row => Assert.InRange(pitchgram.Column($"pitchgram_{row:00}")[^8], -0.01, 0.01));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(5000)]
    public void It_has_the_frames_of_the_other_features_and_finite_values(int samples)
    {
        var features = new FeatureExtractor(Plan).Extract(Signals.Noise(samples, "frames"), FeatureKinds.Rms | FeatureKinds.Pitchgram);
        Assert.Equal(1 + (samples / 256), features.Frames);
        Signals.AssertFinite(features.Values);
        Assert.All(features.Values.ToArray(), value => Assert.InRange(value, -1, 1));
    }

    [Fact]
    public void A_shift_by_a_hop_moves_it_by_a_frame()
    {
        float[] sound = Signals.Voice(12_000, 16_000), later = [.. new float[256], .. sound];
        var (first, second) = (Of(sound), Of(later));
        for (int row = 0; row < Pitchgram.Rows; row++)
        {
            string name = $"pitchgram_{row:00}";
            Assert.Equal(first.Column(name)[2..^2].ToArray(), second.Column(name)[3..^2].ToArray());   // the filter looks ahead: the first two frames had less
        }
    }

    [Theory]
    [InlineData("librosa", 22_050)]
    [InlineData("librosa", 44_100)]
    [InlineData("torchaudio", 16_000)]
    [InlineData("speech", 16_000)]
    public void Every_preset_has_one(string preset, int rate)
    {
        var plan = (preset switch { "librosa" => FeaturePlan.Librosa, "torchaudio" => FeaturePlan.Torchaudio, _ => FeaturePlan.Speech }).AtRate(rate);
        var pitchgram = new FeatureExtractor(plan).Extract(Harmonics(200, rate, rate), FeatureKinds.Pitchgram);
        int row = Enumerable.Range(0, Pitchgram.Rows).MinBy(row => Math.Abs(Pitchgram.Octaves()[row] - Math.Log2(200 / 150.0)));
        Assert.InRange(Middle(pitchgram, row), 0.85, 1);
    }

    [Fact]
    public void A_plan_without_a_common_hop_is_refused()
    {
        var error = Assert.Throws<UserError>(() => new Pitchgram(Plan with { HopLength = 250 }));
        Assert.Contains("a hop that is a multiple of 4 samples", error.Message, StringComparison.Ordinal);
        Assert.Throws<UserError>(() => new Pitchgram(FeaturePlan.Speech.AtRate(7000)));
    }

    private static FeatureMatrix Of(float[] sound) => new FeatureExtractor(Plan).Extract(sound, FeatureKinds.Pitchgram);

    private static double Middle(FeatureMatrix pitchgram, int row) => pitchgram.Column($"pitchgram_{row:00}")[pitchgram.Frames / 2];

    private static float[] Harmonics(double hz, int samples, int rate = 16_000) =>
        [.. Enumerable.Range(0, samples).Select(i => (float)(0.1 * Enumerable.Range(1, 8).Sum(harmonic => Math.Sin(2 * Math.PI * hz * harmonic * i / rate) / harmonic)))];

    private static double Loudest(float[] sound) => new FeatureExtractor(Plan).Extract(sound, FeatureKinds.Rms).Column(0).ToArray().Max(rms => (double)rms * rms);

    private static double Filtered(float[] sound, float[] taps, int at) =>
        Enumerable.Range(0, taps.Length).Sum(i => at + i - (taps.Length / 2) is >= 0 and int place && place < sound.Length ? (double)taps[i] * sound[place] : 0);

    /// <summary>Σ over all bins of a transform of 256 of |X|² cos(2πkτ / 256), over 256.</summary>
    private static double Correlation(double[] values, double lag)
    {
        double sum = 0;
        for (int k = -127; k <= 128; k++)
        {
            double real = 0, imaginary = 0;
            for (int n = 0; n < values.Length; n++)
            {
                real += values[n] * Math.Cos(2 * Math.PI * k * n / 256);
                imaginary += values[n] * Math.Sin(2 * Math.PI * k * n / 256);
            }

            sum += ((real * real) + (imaginary * imaginary)) * Math.Cos(2 * Math.PI * k * lag / 256);
        }

        return sum / 256;
    }
}
