using System.Runtime.Intrinsics;

namespace Ser.Audio;

/// <summary>What a decoder found: all channels, frame by frame.</summary>
/// <param name="Samples">frames × channels, interleaved, in −1 … 1 (formats in floating point may reach beyond), all finite.</param>
/// <param name="Channels">1 or more.</param>
/// <param name="Rate">Frames per second, 1 to <see cref="Waveform.HighestRate"/>.</param>
public sealed record DecodedAudio(float[] Samples, int Channels, int Rate)
{
    /// <summary>Largest sample of 16 bits, 32767 / 32768; what finer codings call full scale is nearer to 1, and heard as the same.</summary>
    internal const float FullScale16 = 32767 / 32768f;

    /// <summary>Container and coding as people call them: "WAV PCM 16 bit", "FLAC 16 bit", "MPEG-4 AAC".</summary>
    public string Encoding { get; init; } = "unknown";

    /// <summary>A sample of this size or more may have been cut off: the largest that the coding can hold, and 32767 / 32768 at most.</summary>
    public float FullScale { get; init; } = FullScale16;

    /// <summary>The byte at which the samples begin, where the format has such a place.</summary>
    public long? SamplesAt { get; init; }

    /// <summary>Samples of one channel.</summary>
    public int Frames => Samples.Length / Channels;

    /// <summary>One channel, or the average of all.</summary>
    /// <param name="channel">Counted from 0 and below <see cref="Channels"/>; null averages.</param>
    /// <returns>One sample a frame; the array itself where there is only one channel.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such channel.</exception>
    public float[] ToMono(int? channel = null)
    {
        if (channel is int asked)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(asked, nameof(channel));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(asked, Channels, nameof(channel));
        }

        if (Channels == 1)
        {
            return Samples;
        }

        float[] mono = GC.AllocateUninitializedArray<float>(Frames);
        Mix(Samples, Channels, channel, mono);
        return mono;
    }

    /// <summary>One channel, or the average of all.</summary>
    /// <param name="frames">Whole frames.</param>
    /// <param name="channels">2 or more.</param>
    /// <param name="channel">Below the number of channels; null averages.</param>
    /// <param name="mono">A sample for each frame.</param>
    internal static void Mix(ReadOnlySpan<float> frames, int channels, int? channel, Span<float> mono)
    {
        if (channel is int only)
        {
            for (int i = 0, at = only; i < mono.Length; i++, at += channels)
            {
                mono[i] = frames[at];
            }
        }
        else if (channels == 2)
        {
            MixStereo(frames, mono);
        }
        else
        {
            for (int i = 0; i < mono.Length; i++)
            {
                double sum = 0;   // double, so that the order of the channels does not show in the result
                foreach (float sample in frames.Slice(i * channels, channels))
                {
                    sum += sample;
                }

                mono[i] = (float)(sum / channels);
            }
        }
    }

    /// <summary>Left and right halved and added: halving is exact, so there is one rounding and no overflow.</summary>
    private static void MixStereo(ReadOnlySpan<float> frames, Span<float> mono)
    {
        for (; mono.Length >= Vector256<float>.Count; mono = mono[Vector256<float>.Count..], frames = frames[(2 * Vector256<float>.Count)..])
        {
            // A frame is one 64-bit lane; moved by 32 bits, its other sample comes to lie on the first, and narrowing keeps their sum.
            var first = Vector256.Create(frames) * 0.5f;
            var second = Vector256.Create(frames[Vector256<float>.Count..]) * 0.5f;
            first += (first.AsUInt64() >> 32).AsSingle();
            second += (second.AsUInt64() >> 32).AsSingle();
            Vector256.Narrow(first.AsUInt64(), second.AsUInt64()).AsSingle().CopyTo(mono);
        }

        for (int i = 0; i < mono.Length; i++)
        {
            mono[i] = (0.5f * frames[2 * i]) + (0.5f * frames[(2 * i) + 1]);
        }
    }
}
