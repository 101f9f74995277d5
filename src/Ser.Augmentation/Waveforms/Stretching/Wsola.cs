namespace Ser.Augmentation.Waveforms;

/// <summary>Stretches time by leaving out, or playing again, pieces of the waveform, where it looks alike.</summary>
/// <remarks>
/// Verhelst and Roelands, An overlap-add technique based on waveform similarity (WSOLA) for high quality time-scale modification of
/// speech, ICASSP 1993. Their output is made of windows, each of which is taken from within ± Δ of its due place, where it is most
/// alike to what followed the window before it. That is that following piece itself as long as it lies within ± Δ: then the
/// input is merely copied. Here this is done on purpose. The input is copied until it runs ahead or behind, and then it leaps,
/// by the lag at which 20 ms about the leap are most alike to what they are replaced by (<see cref="Similarity"/>): one or
/// more periods of a voice. Two raised cosines of 10 ms fade over. The place of the leap is free as well: it is looked for from 4 ms
/// ahead or behind on, and the further off, the less alike is good enough; at 10 ms the best lag is taken whatever it is worth. So
/// leaps fall into steady vowels and pauses and avoid onsets, clicks and bursts, which stay what they were.
/// At rates of 0.8 … 1.25 the output is never more than 15 ms away from its due time.
/// </remarks>
internal static class Wsola
{
    private const double FadeSeconds = 0.010;       // also half of what is compared
    private const double EarlySeconds = 0.004;      // how far ahead or behind the input is when a place for a leap is first looked for
    private const double LateSeconds = 0.010;       // and when it must leap
    private const double ShortestLeap = 0.0025;     // a period of 400 Hz; of a higher voice, some periods
    private const double LeapRange = 0.0175;        // up to 20 ms, a period of 50 Hz
    private const double EarlyLikeness = 0.95, LateLikeness = -1;
    private const double WantedWeight = 0.05;       // among equally like lags, the one that comes closest to the due time

    /// <summary>Fills the output.</summary>
    /// <param name="samples">The clip.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="rate">Above 1 is faster; not 1.</param>
    /// <param name="output">samples / rate, rounded.</param>
    public static void Stretch(ReadOnlySpan<float> samples, int sampleRate, double rate, Span<float> output)
    {
        int fade = Math.Max((int)(FadeSeconds * sampleRate), 1), window = 2 * fade;
        if (samples.Length < 4 * window)
        {
            Interpolate(samples, output);
            return;
        }

        double early = EarlySeconds * sampleRate, late = LateSeconds * sampleRate;
        int written = 0, read = 0;
        while (written < output.Length && read < samples.Length)
        {
            double gap = GapOf(read, written, rate);
            int rest = output.Length - written;
            bool runsOut = rate < 1 && read + rest > samples.Length && read + window + fade > samples.Length;
            if (gap < early && !runsOut)
            {
                int until = (int)Math.Ceiling((early - gap) / Math.Abs(rate - 1));
                if (rate < 1 && read + rest > samples.Length)
                {
                    until = Math.Min(until, Math.Max(samples.Length - read - window - fade, 1));
                }

                Copy(samples, ref read, output, ref written, until);
                continue;
            }

            int leap = 0;
            if (rest >= fade)
            {
                double likeness = runsOut ? double.NegativeInfinity
                    : EarlyLikeness + ((LateLikeness - EarlyLikeness) * (gap - early) / (late - early));
                leap = FindLeap(samples, read, gap, rest, rate, sampleRate, likeness, runsOut);
            }

            if (leap == 0)
            {
                Copy(samples, ref read, output, ref written, Math.Max(fade / 2, 1));
                continue;
            }

            Fade(samples.Slice(read, fade), samples.Slice(read + leap, fade), output.Slice(written, fade));
            read += leap + fade;
            written += fade;
        }
    }

    /// <summary>How many samples the input lags behind its due place (rate above 1) or runs ahead of it (below 1).</summary>
    private static double GapOf(int read, int written, double rate) => rate > 1 ? (rate * written) - read : read - (rate * written);

    /// <summary>By how much to leap, forward or back; 0 where nothing is alike enough or there is no room.</summary>
    private static int FindLeap(ReadOnlySpan<float> samples, int read, double gap, int rest, double rate, int sampleRate, double likeness, bool runsOut)
    {
        int fade = Math.Max((int)(FadeSeconds * sampleRate), 1), window = 2 * fade, lead = Math.Min(fade / 2, read);
        double late = LateSeconds * sampleRate, grows = Math.Abs(rate - 1) * fade;   // of the gap, while it fades

        // Not so near that the gap would grow over the limit meanwhile, not so far that it would on the other side.
        int nearest = (int)Math.Ceiling(Math.Max(ShortestLeap * sampleRate, gap + grows - late));
        int furthest = (int)Math.Min(nearest + (LeapRange * sampleRate), gap + grows + late);
        if (rate > 1)
        {
            // What is then left of the input must suffice for the output, and for the comparison.
            furthest = Math.Min(furthest, samples.Length - read - Math.Max(rest, window - lead));
        }
        else
        {
            if (runsOut)
            {
                furthest = nearest + (int)(LeapRange * sampleRate);
                nearest = Math.Max(nearest, Math.Min(read + rest - samples.Length, furthest));
            }

            furthest = Math.Min(furthest, read - lead);
        }

        if (furthest < nearest || read - lead + window > samples.Length)
        {
            return 0;
        }

        var pattern = samples.Slice(read - lead, window);
        int wanted = (int)Math.Clamp(gap + (grows / 2), nearest, furthest), count = furthest - nearest;
        if (rate > 1)
        {
            var (lag, value) = Similarity.Best(pattern, samples.Slice(read - lead + nearest, window + count), wanted - nearest, WantedWeight);
            return value >= likeness ? nearest + lag : 0;
        }
        else
        {
            var (lag, value) = Similarity.Best(pattern, samples.Slice(read - lead - furthest, window + count), furthest - wanted, WantedWeight);
            return value >= likeness ? lag - furthest : 0;
        }
    }

    private static void Copy(ReadOnlySpan<float> samples, ref int read, Span<float> output, ref int written, int count)
    {
        count = Math.Min(count, Math.Min(output.Length - written, samples.Length - read));
        samples.Slice(read, count).CopyTo(output[written..]);
        read += count;
        written += count;
    }

    private static void Fade(ReadOnlySpan<float> from, ReadOnlySpan<float> to, Span<float> output)
    {
        for (int i = 0; i < output.Length; i++)
        {
            float share = (float)(0.5 - (0.5 * Math.Cos(Math.PI * (i + 0.5) / output.Length)));
            output[i] = from[i] + (share * (to[i] - from[i]));
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
