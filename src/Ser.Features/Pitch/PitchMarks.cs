using System.Buffers;

namespace Ser.Features;

/// <summary>One point in time for each period of a voice.</summary>
/// <remarks>
/// Within each voiced stretch of a track: the first mark is the largest deflection within half a period of the stretch's
/// middle. From there, to both sides, the next mark is where one period of the wave around the last one correlates best
/// with the wave 0.8 to 1.25 periods away, between samples by a parabola. A step with a correlation below 0.3 leaves
/// no mark: the interval over the gap is too long to count as a period. This is the method that Praat calls cross-correlation.
/// </remarks>
public static class PitchMarks
{
    private const double ShortestStep = 0.8, LongestStep = 1.25, LowestCorrelation = 0.3;

    /// <summary>Finds the marks of a clip.</summary>
    /// <param name="samples">The clip that the track was taken from.</param>
    /// <param name="track">Its pitch.</param>
    /// <returns>Places in samples, between samples too, ascending. Empty where nothing is voiced.</returns>
    public static double[] Find(ReadOnlySpan<float> samples, PitchTrack track)
    {
        ArgumentNullException.ThrowIfNull(track);
        var marks = new List<double>();
        for (int first = 0; first < track.Frames; first++)
        {
            if (!track.IsVoiced(first))
            {
                continue;
            }

            int last = first;
            while (last + 1 < track.Frames && track.IsVoiced(last + 1))
            {
                last++;
            }

            AddStretch(samples, track, first, last, marks);
            first = last;
        }

        return [.. marks];
    }

    private static void AddStretch(ReadOnlySpan<float> samples, PitchTrack track, int first, int last, List<double> marks)
    {
        double hop = track.HopLength;
        double start = Math.Max((first - 0.5) * hop, marks.Count == 0 ? 0 : marks[^1] + 1);
        double end = Math.Min((last + 0.5) * hop, samples.Length - 1);
        double middle = (start + end) / 2, period = PeriodAt(track, middle, first, last);
        int from = (int)Math.Max(Math.Floor(start - (2 * period)), 0), to = (int)Math.Min(end + (2 * period) + 1, samples.Length);
        if (start > end || from >= to)
        {
            return;
        }

        float[] rented = ArrayPool<float>.Shared.Rent(to - from);
        var wave = rented.AsSpan(0, to - from);
        samples[from..to].CopyTo(wave);
        if (DifferenceFunction.Normalise(wave))   // an offset would correlate with itself at every lag
        {
            double anchor = from + LargestDeflection(wave, middle - from, period);
            int before = marks.Count;
            Walk(wave, from, track, first, last, anchor, start, -1, marks);
            marks.Reverse(before, marks.Count - before);
            marks.Add(anchor);
            Walk(wave, from, track, first, last, anchor, end, +1, marks);
        }

        ArrayPool<float>.Shared.Return(rented);
    }

    /// <summary>Adds marks from the anchor to the limit, without the anchor.</summary>
    private static void Walk(
        ReadOnlySpan<float> wave,
        int offset,
        PitchTrack track,
        int first,
        int last,
        double anchor,
        double limit,
        int direction,
        List<double> marks)
    {
        double mark = anchor, latest = anchor;
        while (true)
        {
            double period = PeriodAt(track, mark, first, last);
            var (step, correlation) = NextPeriod(wave, mark - offset, period, direction);
            mark += direction * step;
            if ((mark - limit) * direction > 0)
            {
                return;
            }

            if (correlation >= LowestCorrelation && (mark - latest) * direction > ShortestStep * period)
            {
                marks.Add(mark);
                latest = mark;
            }
        }
    }

    /// <summary>How far away the wave around a place repeats itself; a whole period with correlation 0 where the wave ends.</summary>
    private static (double Step, double Correlation) NextPeriod(ReadOnlySpan<float> wave, double place, double period, int direction)
    {
        int length = Math.Max((int)Math.Round(period), 2), start = (int)Math.Round(place - (period / 2));
        int nearest = (int)Math.Ceiling(ShortestStep * period), farthest = (int)Math.Floor(LongestStep * period);
        if (start < 0 || start + length > wave.Length)
        {
            return (period, 0);
        }

        var window = wave.Slice(start, length);
        double energy = Products.Dot(window, window), best = 0;
        int at = 0;
        for (int step = nearest; step <= farthest; step++)
        {
            double correlation = Correlation(wave, window, energy, start + (direction * step));
            (best, at) = correlation > best ? (correlation, step) : (best, at);
        }

        if (at == 0)
        {
            return (period, 0);
        }

        double before = Correlation(wave, window, energy, start + (direction * (at - 1)));
        double after = Correlation(wave, window, energy, start + (direction * (at + 1)));
        double curvature = (2 * best) - before - after, slope = (after - before) / 2;
        return (at + (Math.Abs(slope) < curvature ? slope / curvature : 0), best);
    }

    private static double Correlation(ReadOnlySpan<float> wave, ReadOnlySpan<float> window, double energy, int start)
    {
        if (start < 0 || start + window.Length > wave.Length)
        {
            return 0;
        }

        var other = wave.Slice(start, window.Length);
        double scale = energy * Products.Dot(other, other);
        return scale > 0 ? Products.Dot(window, other) / Math.Sqrt(scale) : 0;
    }

    private static int LargestDeflection(ReadOnlySpan<float> wave, double middle, double period)
    {
        int from = (int)Math.Max(middle - (period / 2), 0), to = (int)Math.Min(middle + (period / 2) + 1, wave.Length);
        return from < to
            ? from + System.Numerics.Tensors.TensorPrimitives.IndexOfMaxMagnitude(wave[from..to])
            : (int)Math.Clamp(middle, 0, wave.Length - 1);
    }

    /// <summary>Samples of a period at a place, by a straight line between the frequencies of the frames beside it.</summary>
    private static double PeriodAt(PitchTrack track, double place, int first, int last)
    {
        double frame = Math.Clamp(place / track.HopLength, first, last);
        int left = Math.Min((int)frame, last), right = Math.Min(left + 1, last);
        double f0 = track.F0Hz[left] + ((frame - left) * (track.F0Hz[right] - track.F0Hz[left]));
        return track.Rate / f0;
    }
}
