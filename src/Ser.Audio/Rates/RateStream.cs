namespace Ser.Audio.Rates;

/// <summary>
/// Converts a sound that arrives piece by piece, in constant memory. What comes out has the bits of
/// <see cref="RateConverter.Convert(ReadOnlySpan{float})"/>, however the pieces were cut. For one thread at a time.
/// </summary>
/// <example>
/// <code>
/// while ((count = Read(stream.Free)) > 0) { stream.Advance(count); while (stream.TryConvert(out var block)) { Write(block); } }
/// stream.Complete();
/// while (stream.TryConvert(out var block)) { Write(block); }
/// </code>
/// </example>
public sealed class RateStream
{
    private const int Room = 12 * 1024;   // what may arrive at once; with a usual block before it still no large object

    private readonly RateConverter converter;
    private readonly RateFilter? filter;   // null where the rates are equal
    private readonly float[] output;
    private float[] window;                // inputs from windowStart on, of which `filled` have arrived
    private long windowStart, received, converted;
    private int filled;
    private bool isComplete;

    /// <summary>Begins a sound.</summary>
    /// <param name="converter">From which rate to which.</param>
    /// <param name="isPrompt">
    /// Whether outputs are handed on within some hundredths of a second, as for sound that goes on, instead of after the block that takes the
    /// least time, which may be half a second long. The filter is as good, but may be another: samples differ by less than 1e-4 of full scale.
    /// </param>
    public RateStream(RateConverter converter, bool isPrompt = false)
    {
        ArgumentNullException.ThrowIfNull(converter);
        this.converter = converter;
        filter = isPrompt ? converter.PromptFilter : converter.Filter;
        if (filter is null)
        {
            output = [];
            window = new float[Room];
            return;
        }

        Stretch first = filter.Inputs(0, filter.BlockOutputs);
        output = new float[filter.BlockOutputs];
        window = new float[first.Length + Room];
        windowStart = Math.Min(first.Start, 0);
        filled = (int)-windowStart;   // silence before the sound
    }

    /// <summary>Where the next samples are to be written: one or more; all that can be converted has to be taken before.</summary>
    public Span<float> Free
    {
        get
        {
            DropWhatIsDone();
            return window.AsSpan(filled);
        }
    }

    /// <summary>Says that samples were written to the beginning of <see cref="Free"/>.</summary>
    /// <param name="samples">How many.</param>
    public void Advance(int samples)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(samples);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(samples, window.Length - filled);
        filled += samples;
        received += samples;
    }

    /// <summary>Says that the sound has ended.</summary>
    public void Complete() => isComplete = true;

    /// <summary>Converts the next block, once all that it needs has arrived.</summary>
    /// <param name="block">One sample or more; valid until the next call of any method.</param>
    /// <returns>False where more samples are needed, and at the end.</returns>
    public bool TryConvert(out ReadOnlySpan<float> block)
    {
        block = default;
        if (filter is null)
        {
            block = window.AsSpan(0, filled);
            windowStart += filled;
            filled = 0;
            return block.Length > 0;
        }

        int count = filter.BlockOutputs;
        if (isComplete)
        {
            count = (int)Math.Min(count, converter.OutputLength(received) - converted);
            if (count == 0)
            {
                return false;
            }
        }

        Stretch needed = filter.Inputs(converted, count);
        int missing = (int)(needed.End - windowStart) - filled;
        if (missing > 0)
        {
            if (!isComplete)
            {
                return false;
            }

            DropWhatIsDone();
            if (missing > window.Length - filled)
            {
                Array.Resize(ref window, filled + missing);
            }

            window.AsSpan(filled, missing).Clear();   // silence behind the sound
            filled += missing;
        }

        Span<float> part = output.AsSpan(0, count);
        filter.Convert(window.AsSpan((int)(needed.Start - windowStart), needed.Length), converted, part);
        converted += count;
        block = part;
        return true;
    }

    /// <summary>Moves the inputs that are still needed to the front.</summary>
    private void DropWhatIsDone()
    {
        if (filter is null || window.Length - filled >= Room)
        {
            return;
        }

        int done = (int)Math.Min(filter.Inputs(converted, filter.BlockOutputs).Start - windowStart, filled);
        if (done > 0)
        {
            window.AsSpan(done, filled - done).CopyTo(window);
            windowStart += done;
            filled -= done;
        }
    }
}
