namespace Ser.Audio;

/// <summary>
/// Room for the sound of one file after the other, so that whoever reads thousands need not give the collector a large array for each.
/// For one thread at a time.
/// </summary>
public sealed class SampleRoom
{
    // 64 MB, 3 minutes of stereo at 48 kHz: what a longer file takes is let go again.
    private const int LongestKept = 1 << 24;

    private float[] channels = [], mono = [], current = [];
    private int length;

    /// <summary>The sound that was read last, of one channel; good until the next is read.</summary>
    public ReadOnlySpan<float> Samples => current.AsSpan(0, length);

    /// <summary>Its samples per second.</summary>
    public int Rate { get; private set; }

    /// <summary>The array of the last file of so many samples or more; a new one where that is too short.</summary>
    internal float[] ForChannels(int count) => Take(ref channels, count);

    /// <summary>Makes one channel of interleaved samples, in their place or beside them.</summary>
    internal void SetMono(float[] interleaved, int count, int channelCount, int? channel, int rate)
    {
        (current, length, Rate) = (interleaved, count / channelCount, rate);
        if (channelCount > 1)
        {
            current = Take(ref mono, length);
            DecodedAudio.Mix(interleaved.AsSpan(0, count), channelCount, channel, current.AsSpan(0, length));
        }
    }

    /// <summary>Takes over what was read in another way.</summary>
    public void Set(Waveform sound)
    {
        ArgumentNullException.ThrowIfNull(sound);
        (current, length, Rate) = (sound.Samples, sound.Samples.Length, sound.Rate);
    }

    private static float[] Take(ref float[] kept, int count)
    {
        if (kept.Length >= count)
        {
            return kept;
        }

        float[] larger = GC.AllocateUninitializedArray<float>(count);
        kept = count <= LongestKept ? larger : kept;
        return larger;
    }
}
