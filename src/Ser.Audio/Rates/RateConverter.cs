using Ser.Core;

namespace Ser.Audio.Rates;

/// <summary>Turns samples of one rate into samples of another, for any two rates.</summary>
/// <remarks>
/// A polyphase filter, linear in phase and without delay: output n stands where n / to seconds are. It is flat to
/// 0.001 dB up to 0.9 of the lower Nyquist frequency, 6 dB down at 0.95, and below −100 dB from the lower Nyquist
/// frequency on, so that nothing folds back. Before the first and after the last sample there is silence.
/// Sums are of floats: an output is off by about 1e-7 of the loudest sample within a few thousand, and exactly 0 where the filter
/// meets nothing but zeros. Tables are immutable: one object serves all threads. Which vector instructions a machine has does not show in the result.
/// </remarks>
public sealed class RateConverter
{
    /// <summary>The largest ratio by which a rate may fall; the filter of a steeper one would have millions of taps.</summary>
    public const int SteepestFall = 8192;

    private const int MostKnown = 64;

    private static readonly Lock Gate = new();
    private static volatile RateConverter[] known = [];   // searched one by one: quicker to begin with than a dictionary, and long enough after

    private readonly int l;
    private readonly int m;
    private readonly Lazy<RateFilter?> promptFilter;

    /// <summary>Makes the tables, unless the rates are equal; <see cref="For"/> keeps them.</summary>
    /// <param name="from">Samples per second of the input: 1 or more.</param>
    /// <param name="to">Samples per second of the output: 1 or more, and not below from / <see cref="SteepestFall"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rate lies outside its range.</exception>
    public RateConverter(int from, int to)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(from, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(to, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(from / (long)SteepestFall, to, nameof(from));
        From = from;
        To = to;
        int common = Gcd(from, to);
        l = to / common;
        m = from / common;
        Filter = from == to ? null : RateFilter.For(l, m);
        promptFilter = new(() => from == to ? null : RateFilter.Prompt(l, m));
    }

    /// <summary>Samples per second of the input.</summary>
    public int From { get; }

    /// <summary>Samples per second of the output.</summary>
    public int To { get; }

    /// <summary>How it is done; null where the rates are equal.</summary>
    internal RateFilter? Filter { get; }

    /// <summary>How it is done where somebody waits for it; null where the rates are equal.</summary>
    internal RateFilter? PromptFilter => promptFilter.Value;

    /// <summary>The converter of two rates: made once, then kept.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A rate lies outside its range.</exception>
    public static RateConverter For(int from, int to)
    {
        foreach (RateConverter one in known)
        {
            if (one.From == from && one.To == to)
            {
                return one;
            }
        }

        var made = new RateConverter(from, to);
        lock (Gate)
        {
            if (Array.Find(known, one => one.From == from && one.To == to) is { } other)
            {
                return other;
            }

            // Speeds that are drawn at random make a new pair each time; a corpus has a few. Keeping all would never end.
            known = known.Length < MostKnown ? [.. known, made] : [made];
            return made;
        }
    }

    /// <summary>How many samples become of so many: ⌈samples · to / from⌉.</summary>
    public long OutputLength(long samples)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(samples);
        return ((samples * l) + m - 1) / m;
    }

    /// <summary>Converts a whole sound.</summary>
    /// <returns><see cref="OutputLength"/> samples; a copy where the rates are equal.</returns>
    /// <exception cref="UserError">The result would have more samples than an array can hold.</exception>
    public float[] Convert(ReadOnlySpan<float> samples)
    {
        if (Filter is not { } filter)
        {
            return samples.ToArray();
        }

        float[] output = GC.AllocateUninitializedArray<float>(LengthInMemory(samples.Length));
        Convert(filter, samples, output);
        return output;
    }

    /// <summary>Converts a whole sound into room that is there already.</summary>
    /// <param name="samples">The sound.</param>
    /// <param name="room"><see cref="LengthInMemory"/> samples or more; not the memory of <paramref name="samples"/>.</param>
    /// <returns>The part of the room that holds the result.</returns>
    /// <exception cref="UserError">The result would have more samples than an array can hold.</exception>
    public ReadOnlySpan<float> Convert(ReadOnlySpan<float> samples, Span<float> room)
    {
        var output = room[..LengthInMemory(samples.Length)];
        if (Filter is { } filter)
        {
            Convert(filter, samples, output);
        }
        else
        {
            samples.CopyTo(output);
        }

        return output;
    }

    /// <summary><see cref="OutputLength"/>, where an array can hold it.</summary>
    /// <exception cref="UserError">The result would have more samples than an array can hold.</exception>
    public int LengthInMemory(int samples)
    {
        long length = OutputLength(samples);
        return length <= Array.MaxLength
            ? (int)length
            : throw new UserError($"{samples} samples at {From} Hz would be {length} at {To} Hz, more than fit into memory; cut the sound into pieces");
    }

    private static void Convert(RateFilter filter, ReadOnlySpan<float> samples, Span<float> output)
    {
        int block = Math.Min(filter.BlockOutputs, Math.Max(output.Length, 1));
        for (int start = 0; start < output.Length; start += block)
        {
            Span<float> part = output.Slice(start, Math.Min(block, output.Length - start));
            Stretch needed = filter.Inputs(start, part.Length);
            if (needed.Start >= 0 && needed.End <= samples.Length)
            {
                filter.Convert(samples.Slice((int)needed.Start, needed.Length), start, part);
                continue;
            }

            // Only at the ends of the sound.
            Span<float> inputs = RateScratch.OfThisThread.Ends(needed.Length);
            needed.Cut(samples, inputs);
            filter.Convert(inputs, start, part);
        }
    }

    private static int Gcd(int a, int b)
    {
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return a;
    }
}
