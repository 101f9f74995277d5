using System.Buffers;
using System.Collections.Concurrent;

namespace Ser.Augmentation.Waveforms;

/// <summary>Stretches time by leaving out, or playing again, pieces of the waveform, where it looks alike.</summary>
/// <remarks>
/// Verhelst and Roelands, An overlap-add technique based on waveform similarity (WSOLA) for high quality time-scale modification of
/// speech, ICASSP 1993. Their output is made of windows, each of which is taken from within ± Δ of its due place, where it is most
/// alike to what followed the window before it. That is that following piece itself as long as it lies within ± Δ: then the
/// input is merely copied. Here this is done on purpose. The input is copied until it runs ahead or behind, and then it leaps,
/// by the lag at which 20 ms about the leap are most alike to what they are replaced by (<see cref="Similarity"/>): one or
/// more periods of a voice. Two raised cosines of 10 ms fade over. The place of the leap is free as well: it is looked for from 4 ms
/// ahead or behind on, and the further off, the less alike is good enough; at 30 ms the best lag is taken whatever it is worth. So
/// leaps fall into steady vowels and pauses, and onsets, clicks and bursts, where nothing is alike, stay what they were.
/// Lags are compared at about 4 kHz first, where the periods of voices show, and then sample by sample about the best.
/// </remarks>
internal readonly ref struct Wsola
{
    private const double FadeSeconds = 0.010;       // also half of what is compared
    private const double EarlySeconds = 0.004;      // how far ahead or behind the input is when a place for a leap is first looked for
    private const double DueSeconds = 0.014;        // how far voices and noise let it get
    private const double LateSeconds = 0.030;       // when it must leap
    private const double AheadSeconds = 0.010;      // how far a leap may go to the other side
    private const double ShortestLeap = 0.0025;     // a period of 400 Hz; of a higher voice, some periods
    private const double LeapRange = 0.0175;        // up to 20 ms, a period of 50 Hz
    private const double EarlyLikeness = 0.95, DueLikeness = 0.05;   // noise is that much like itself somewhere, and a click like nothing
    private const double WantedWeight = 0.05;       // among equally like lags, the one that comes closest to the due time
    private const int CoarseRate = 4000;

    private static readonly ConcurrentDictionary<int, float[]> Fades = new();

    private readonly ReadOnlySpan<float> samples, coarse;
    private readonly float[] fadeIn;
    private readonly double rate, early, due, late, ahead, shortest, range;
    private readonly int fade, window, thinning;

    private Wsola(ReadOnlySpan<float> samples, ReadOnlySpan<float> coarse, int thinning, int fade, int sampleRate, double rate)
    {
        (this.thinning, this.fade, window, this.rate) = (thinning, fade, 2 * fade, rate);
        this.samples = samples;
        this.coarse = coarse;
        (early, due, late) = (EarlySeconds * sampleRate, DueSeconds * sampleRate, LateSeconds * sampleRate);
        ahead = AheadSeconds * sampleRate;
        (shortest, range) = (ShortestLeap * sampleRate, LeapRange * sampleRate);
        fadeIn = Fades.GetOrAdd(fade, MakeFade);
    }

    /// <summary>Fills the output.</summary>
    /// <param name="samples">The clip.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="rate">Above 1 is faster; not 1.</param>
    /// <param name="output">samples / rate, rounded.</param>
    public static void Stretch(ReadOnlySpan<float> samples, int sampleRate, double rate, Span<float> output)
    {
        int fade = (int)(FadeSeconds * sampleRate);
        if (fade < 1 || samples.Length < 8 * fade)
        {
            Interpolate(samples, output);
            return;
        }

        int thinning = Math.Max(sampleRate / CoarseRate, 1);
        float[] rented = ArrayPool<float>.Shared.Rent((samples.Length / thinning) + 1);
        var coarse = rented.AsSpan(0, samples.Length / thinning);
        Thin(samples, thinning, coarse);
        new Wsola(samples, coarse, thinning, fade, sampleRate, rate).Run(output);
        ArrayPool<float>.Shared.Return(rented);
    }

    private void Run(Span<float> output)
    {
        int written = 0, read = 0;
        while (written < output.Length && read < samples.Length)
        {
            // How far the input lags behind its due place (rate above 1) or runs ahead of it (below 1).
            double gap = rate > 1 ? (rate * written) - read : read - (rate * written);
            int rest = output.Length - written;
            bool wouldRunOut = rate < 1 && read + rest > samples.Length;
            int room = samples.Length - read - window - fade;   // what may still be copied so that a leap remains possible
            bool must = wouldRunOut && room <= 0;
            if (gap < early && !must)
            {
                int until = (int)Math.Ceiling((early - gap) / Math.Abs(rate - 1));
                Copy(ref read, output, ref written, wouldRunOut ? Math.Min(until, room) : until);
                continue;
            }

            int leap = rest >= fade ? FindLeap(read, gap, rest, must ? double.NegativeInfinity : LikenessAt(gap), must) : 0;
            if (leap == 0)
            {
                Copy(ref read, output, ref written, fade / 2);
                continue;
            }

            Fade(samples.Slice(read, fade), samples.Slice(read + leap, fade), output.Slice(written, fade));
            read += leap + fade;
            written += fade;
        }
    }

    /// <summary>How alike is good enough.</summary>
    private double LikenessAt(double gap) =>
        gap < due ? EarlyLikeness + ((DueLikeness - EarlyLikeness) * (gap - early) / (due - early))
        : gap < late ? DueLikeness
        : double.NegativeInfinity;

    /// <summary>By how much to leap, forward or back; 0 where nothing is alike enough or there is no room.</summary>
    private int FindLeap(int read, double gap, int rest, double likeness, bool must)
    {
        int lead = Math.Min(fade / 2, read);
        double grows = Math.Abs(rate - 1) * fade;   // the gap, while it fades

        // Not so near that the gap would grow on over the limit, not so far that it would on the other side.
        int nearest = (int)Math.Ceiling(Math.Max(shortest, gap + grows - Math.Clamp(gap, due, late)));
        int furthest = (int)Math.Min(nearest + range, gap + grows + ahead);
        if (rate > 1)
        {
            // What is then left of the input must suffice for the output, and for the comparison.
            furthest = Math.Min(furthest, samples.Length - read - Math.Max(rest, window - lead));
        }
        else
        {
            if (must)
            {
                furthest = (int)(nearest + range);
                nearest = Math.Max(nearest, Math.Min(read + rest - samples.Length, furthest));
            }

            furthest = Math.Min(furthest, read - lead);
        }

        int start = read - lead;
        if (furthest < nearest || start + window > samples.Length)
        {
            return 0;
        }

        int wanted = (int)Math.Clamp(gap + (grows / 2), nearest, furthest);
        var (leap, value) = rate > 1 ? Search(start, nearest, furthest, wanted) : Search(start, -furthest, -nearest, -wanted);
        return value >= likeness ? leap : 0;
    }

    /// <summary>The leap between two limits after which the sound is most alike to what stands at a place, and how alike it is.</summary>
    private (int Leap, double Value) Search(int start, int low, int high, int wanted)
    {
        if (thinning > 1)
        {
            int from = start / thinning, width = window / thinning;
            int first = Math.Max((start + low) / thinning, 0), last = Math.Min((start + high) / thinning, coarse.Length - width);
            width = Math.Min(width, coarse.Length - from);
            int found = first;
            if (last > first)
            {
                int due = Math.Clamp((start + wanted) / thinning, first, last);
                found += Similarity.Best(coarse.Slice(from, width), coarse[first..(last + width)], due - first, WantedWeight).Lag;
            }

            // The thinned sound tells the lag to one of its samples.
            int about = (found - from) * thinning;
            int lowest = Math.Clamp(about - thinning, low, high), highest = Math.Clamp(about + thinning, low, high);
            (low, high, wanted) = (lowest, highest, Math.Clamp(wanted, lowest, highest));
        }

        // Where the range is narrow already, all its lags are worth the same but for their likeness.
        double weight = thinning > 1 ? 0 : WantedWeight;
        var (lag, value) = Similarity.Best(samples.Slice(start, window), samples.Slice(start + low, window + high - low), wanted - low, weight);
        return (low + lag, value);
    }

    private void Copy(ref int read, Span<float> output, ref int written, int count)
    {
        count = Math.Min(Math.Max(count, 1), Math.Min(output.Length - written, samples.Length - read));
        samples.Slice(read, count).CopyTo(output[written..]);
        read += count;
        written += count;
    }

    private void Fade(ReadOnlySpan<float> from, ReadOnlySpan<float> to, Span<float> output)
    {
        for (int i = 0; i < output.Length; i++)
        {
            output[i] = from[i] + (fadeIn[i] * (to[i] - from[i]));   // between the two: never louder than the input
        }
    }

    private static float[] MakeFade(int length)
    {
        float[] fade = new float[length];
        for (int i = 0; i < length; i++)
        {
            fade[i] = (float)(0.5 - (0.5 * Math.Cos(Math.PI * (i + 0.5) / length)));
        }

        return fade;
    }

    /// <summary>Sums of so many samples each, which let low frequencies through.</summary>
    private static void Thin(ReadOnlySpan<float> samples, int thinning, Span<float> coarse)
    {
        float scale = 1f / thinning;
        for (int i = 0; i < coarse.Length; i++)
        {
            float sum = 0;
            foreach (float sample in samples.Slice(i * thinning, thinning))
            {
                sum += sample;
            }

            coarse[i] = sum * scale;
        }
    }

    /// <summary>A clip without room for a leap: straight lines between its samples, which moves its pitch.</summary>
    private static void Interpolate(ReadOnlySpan<float> samples, Span<float> output)
    {
        for (int i = 0; i < output.Length; i++)
        {
            double place = output.Length == 1 ? 0 : i * (samples.Length - 1.0) / (output.Length - 1);
            int before = (int)place;
            float share = (float)(place - before);
            output[i] = samples[before] + (share * (samples[Math.Min(before + 1, samples.Length - 1)] - samples[before]));
        }
    }
}
