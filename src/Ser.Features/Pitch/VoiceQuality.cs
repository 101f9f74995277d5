namespace Ser.Features;

/// <summary>Hoarseness in figures: jitter, shimmer and harmonics-to-noise ratio. Immutable: all threads may share one.</summary>
/// <remarks>
/// Formulas: <see cref="Perturbation"/> and <see cref="Harmonicity"/>. An amplitude is the RMS around a mark, under a Hann window that
/// reaches 0.2 periods to both sides: Praat's, and less at the mercy of noise than the highest sample. Periods that alternate by
/// some 4 % or more from one to the next repeat every second time: they are taken for one voice an octave lower, without jitter.
/// </remarks>
public sealed class VoiceQuality
{
    /// <summary>Periods around the middle of a frame that its jitter and shimmer are taken from.</summary>
    public const int PeriodsOfFrame = 7;

    private const double AmplitudeReach = 0.2;
    private const int FewestMarks = 4;   // three periods, two differences

    private readonly Yin yin;
    private readonly Harmonicity harmonicity;

    /// <summary>Prepares tables.</summary>
    /// <param name="rate">Samples per second, above 0.</param>
    /// <param name="options">Of the pitch; the defaults where null.</param>
    /// <exception cref="Ser.Core.UserError">The options do not fit each other or the rate.</exception>
    public VoiceQuality(int rate, PitchOptions? options = null)
    {
        yin = new Yin(rate, options);

        // F0 comes from a parabola and a whole lag past the lowest frequency: it may lie a little below.
        harmonicity = new Harmonicity(rate, Math.Max(0.95 * yin.Options.LowHz, rate / 8192.0));
    }

    /// <summary>Names of the columns of <see cref="Columns"/>.</summary>
    public static IReadOnlyList<string> ColumnNames { get; } = ["f0", "voicing", "hnr", "jitter", "shimmer"];

    /// <summary>The options, with the lengths that were chosen for the rate.</summary>
    public PitchOptions Options => yin.Options;

    /// <summary>Pitch and voice quality, frame by frame.</summary>
    /// <param name="samples">The clip.</param>
    /// <returns>
    /// f0 in Hz, voicing 0 … 1, hnr in dB, jitter and shimmer (local) as fractions, of seven periods around the middle of the frame.
    /// voicing is never NaN. All others are NaN in unvoiced frames; jitter and shimmer also where fewer than three periods
    /// were found, and hnr in a clip of less than three.
    /// </returns>
    public FeatureMatrix Columns(ReadOnlySpan<float> samples)
    {
        int frames = yin.FrameCount(samples.Length);
        float[] values = new float[checked(ColumnNames.Count * frames)];
        var track = yin.Track(samples);
        track.F0Hz.CopyTo(values, 0);
        track.Voicing.CopyTo(values, frames);
        Harmonics(samples, track, values.AsSpan(2 * frames, frames));
        var (marks, amplitudes) = Marks(samples, track);
        for (int t = 0; t < frames; t++)
        {
            (values[(3 * frames) + t], values[(4 * frames) + t]) = OfFrame(track, t, marks, amplitudes);
        }

        return new FeatureMatrix(ColumnNames, frames, track.HopSeconds, values);
    }

    /// <summary>Voice quality of a whole clip: all its periods, and the mean of its voiced frames.</summary>
    public VoiceFigures OfClip(ReadOnlySpan<float> samples) => OfClip(samples, yin.Track(samples));

    /// <summary>Voice quality of a whole clip with a pitch that is known already.</summary>
    /// <param name="samples">The clip that the track was taken from.</param>
    /// <param name="track">Its pitch.</param>
    /// <exception cref="ArgumentException">The track has another rate, or not the frames of the clip.</exception>
    public VoiceFigures OfClip(ReadOnlySpan<float> samples, PitchTrack track)
    {
        ArgumentNullException.ThrowIfNull(track);
        if (track.Rate != yin.Rate || track.Frames != Frames.Count(samples.Length, track.HopLength))
        {
            throw new ArgumentException($"{track.Frames} frames at {track.Rate} Hz are not of this clip", nameof(track));
        }

        float[] hnr = new float[track.Frames];
        Harmonics(samples, track, hnr);
        var (marks, amplitudes) = Marks(samples, track);
        return new VoiceFigures(
            MeanOfNumbers(track.F0Hz),
            track.VoicedShare,
            Perturbation.Periods(marks).Count,
            Perturbation.JitterLocal(marks),
            Perturbation.JitterPpq5(marks),
            Perturbation.ShimmerLocal(marks, amplitudes),
            Perturbation.ShimmerDb(marks, amplitudes),
            MeanOfNumbers(hnr));
    }

    private void Harmonics(ReadOnlySpan<float> samples, PitchTrack track, Span<float> hnr)
    {
        for (int t = 0; t < hnr.Length; t++)
        {
            hnr[t] = track.IsVoiced(t) ? (float)harmonicity.DbAt(samples, (double)t * track.HopLength, track.F0Hz[t]) : float.NaN;
        }
    }

    /// <summary>Times of the marks in s, and the amplitude at each that stands between two periods.</summary>
    private static (double[] Seconds, double[] Amplitudes) Marks(ReadOnlySpan<float> samples, PitchTrack track)
    {
        double[] places = PitchMarks.Find(samples, track);
        double[] seconds = [.. places.Select(place => place / track.Rate)], amplitudes = new double[places.Length];
        for (int i = 0; i < places.Length; i++)
        {
            amplitudes[i] = Perturbation.IsBetweenPeriods(seconds, i)
                ? Rms(samples, places[i], AmplitudeReach * (places[i] - places[i - 1]), AmplitudeReach * (places[i + 1] - places[i]))
                : double.NaN;
        }

        return (seconds, amplitudes);
    }

    private static double Rms(ReadOnlySpan<float> samples, double place, double leftReach, double rightReach)
    {
        int from = (int)Math.Max(Math.Ceiling(place - leftReach), 0), to = (int)Math.Min(place + rightReach, samples.Length - 1);
        double sum = 0, weights = 0;
        for (int i = from; i <= to; i++)
        {
            double away = i - place, weight = 0.5 + (0.5 * Math.Cos(Math.PI * away / (away < 0 ? leftReach : rightReach)));
            sum += samples[i] * weight * (samples[i] * weight);
            weights += weight * weight;
        }

        return weights > 0 ? Math.Sqrt(sum / weights) : double.NaN;
    }

    private static (float Jitter, float Shimmer) OfFrame(PitchTrack track, int t, double[] marks, double[] amplitudes)
    {
        if (!track.IsVoiced(t))
        {
            return (float.NaN, float.NaN);
        }

        double middle = t * track.HopSeconds, reach = PeriodsOfFrame / 2.0 / track.F0Hz[t];
        int first = FirstFrom(marks, middle - reach), count = FirstFrom(marks, middle + reach) - first;
        if (count < FewestMarks)
        {
            return (float.NaN, float.NaN);
        }

        var times = marks.AsSpan(first, count);
        return ((float)Perturbation.JitterLocal(times), (float)Perturbation.ShimmerLocal(times, amplitudes.AsSpan(first, count)));
    }

    private static int FirstFrom(double[] ascending, double value)
    {
        int at = Array.BinarySearch(ascending, value);
        return at < 0 ? ~at : at;
    }

    private static double MeanOfNumbers(float[] values)
    {
        double sum = 0;
        int count = 0;
        foreach (float value in values)
        {
            if (!float.IsNaN(value))
            {
                sum += value;
                count++;
            }
        }

        return sum / count;
    }
}
