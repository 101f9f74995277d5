using Ser.Audio.Rates;

namespace Ser.Inference;

/// <summary>Cuts a sound that arrives piece by piece into windows at a model's rate, in constant memory. For one thread at a time.</summary>
/// <remarks>
/// Window k begins k hops after the sound; each that fits into the sound is one. What is left at the end is a shorter window, beginning one
/// hop after the last whole one, if at least half a hop of it is new; a sound shorter than a window is one window. How the pieces were
/// cut does not show.
/// </remarks>
/// <example>
/// <code>
/// while ((count = Read(windows.Free)) > 0) { windows.Advance(count); while (windows.TryNext(out var window)) { Use(window); } }
/// windows.Complete();
/// while (windows.TryNext(out var window)) { Use(window); }
/// </code>
/// </example>
public sealed class SoundWindows
{
    private readonly RateStream converter;
    private readonly int inputRate, rate, window, hop;
    private float[] held;             // samples from `start` on, of which `count` have arrived
    private int count;
    private long start, nextStart;    // of the sound at the model's rate: the first that is held, the first of the next window
    private long received, heard;     // inputs that arrived; where the last window ended
    private bool isOver;

    /// <summary>Begins a sound.</summary>
    /// <param name="inputRate">Its samples per second.</param>
    /// <param name="rate">The model's.</param>
    /// <param name="windowing">Length and distance of the windows; rounded to whole samples.</param>
    public SoundWindows(int inputRate, int rate, Windowing windowing)
    {
        ArgumentNullException.ThrowIfNull(windowing);
        converter = new RateStream(RateConverter.For(inputRate, rate), isPrompt: true);
        (this.inputRate, this.rate) = (inputRate, rate);
        window = Math.Max(1, (int)Math.Round(windowing.WindowSeconds * rate));
        hop = Math.Clamp((int)Math.Round(windowing.HopSeconds * rate), 1, window);
        held = new float[2 * window];   // half of it is moved to the front at most once a window
    }

    /// <summary>Where the next samples are to be written: one or more; all windows that are there have to be taken before.</summary>
    public Span<float> Free => converter.Free;

    /// <summary>Samples that have arrived so far.</summary>
    public long Received => received;

    /// <summary>Whether the sound has ended; windows may still be there.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Says that samples were written to the beginning of <see cref="Free"/>.</summary>
    public void Advance(int samples)
    {
        converter.Advance(samples);
        received += samples;
    }

    /// <summary>Says that the sound has ended.</summary>
    public void Complete()
    {
        IsComplete = true;
        converter.Complete();
    }

    /// <summary>Takes the next window, once all of it has arrived.</summary>
    /// <returns>False where more samples are needed, and at the end.</returns>
    public bool TryNext(out SoundWindow next)
    {
        while (nextStart + window > start + count)
        {
            if (converter.TryConvert(out var block))
            {
                Hold(block);
                continue;
            }

            return TryRest(out next);
        }

        next = Take(window, (double)(nextStart + window) / rate);
        return true;
    }

    private bool TryRest(out SoundWindow rest)
    {
        long end = start + count, unheard = end - heard;
        rest = default;
        if (!IsComplete || isOver || unheard == 0 || (heard > 0 && 2 * unheard < hop))
        {
            return false;
        }

        isOver = true;
        rest = Take((int)(end - nextStart), (double)received / inputRate);
        return true;
    }

    private SoundWindow Take(int length, double endSeconds)
    {
        var taken = new SoundWindow((double)nextStart / rate, endSeconds, held.AsSpan((int)(nextStart - start), length));
        heard = nextStart + length;
        nextStart += hop;
        return taken;
    }

    private void Hold(ReadOnlySpan<float> block)
    {
        if (count + block.Length > held.Length)
        {
            int done = (int)Math.Min(nextStart - start, count);
            held.AsSpan(done, count - done).CopyTo(held);
            start += done;
            count -= done;
            if (count + block.Length > held.Length)
            {
                Array.Resize(ref held, count + block.Length);   // once: less than a window and a block are held
            }
        }

        block.CopyTo(held.AsSpan(count));
        count += block.Length;
    }
}
