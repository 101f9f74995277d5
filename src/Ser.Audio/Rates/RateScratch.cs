namespace Ser.Audio.Rates;

/// <summary>Working memory of a thread; what is in it lasts until it is asked for again.</summary>
internal sealed class RateScratch
{
    [ThreadStatic]
    private static RateScratch? own;

    private AlignedFloats block = new(0), middle = new(0);
    private int blockLength, middleLength;
    private RowPlace[] places = [];
    private int[] rowEnds = [];
    private float[] ends = [];

    /// <summary>That of the calling thread.</summary>
    public static RateScratch OfThisThread => own ??= new RateScratch();

    /// <summary>For fast convolution.</summary>
    public Span<float> Block(int length)
    {
        if (length > blockLength)
        {
            block = new AlignedFloats(length);
            blockLength = length;
        }

        return block.Span[..length];
    }

    /// <summary>For what lies between two stages.</summary>
    public Span<float> Middle(int length)
    {
        if (length > middleLength)
        {
            middle = new AlignedFloats(length);
            middleLength = length;
        }

        return middle.Span[..length];
    }

    /// <summary>For outputs between rows of taps.</summary>
    public Span<RowPlace> Places(int length)
    {
        if (length > places.Length)
        {
            places = new RowPlace[length];
        }

        return places.AsSpan(0, length);
    }

    /// <summary>For inputs that reach over an end of the sound.</summary>
    public Span<float> Ends(int length)
    {
        if (length > ends.Length)
        {
            ends = new float[length];
        }

        return ends.AsSpan(0, length);
    }

    /// <summary>For the ends of rows.</summary>
    public Span<int> RowEnds(int length)
    {
        if (length > rowEnds.Length)
        {
            rowEnds = new int[length];
        }

        return rowEnds.AsSpan(0, length);
    }
}
