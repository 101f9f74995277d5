using System.Numerics;
using Ser.Audio;
using Ser.Features;

namespace Ser.Corpora;

/// <summary>How the spectrum of a sound changes from moment to moment, as signs: what a copy keeps through gain, codecs and other rates.</summary>
/// <remarks>
/// After Haitsma and Kalker 2002, "A highly robust audio fingerprinting system": every 8 ms, 33 bands from 300 to 3400 Hz (what a copy
/// at 8 kHz still has), and 32 bits, each the sign of D(b) = ΔL(b) − ΔL(b + 1), where L is the level of a band in dB and Δ its change
/// over 32 ms. Gain and a fixed filter cancel in D. Two things are ours, for speech is full of pauses: levels are cut off 45 dB
/// below the loudest one of the clip, and a bit counts only where |D| is above 3 dB in both sounds, in frames within 35 dB of the loudest.
/// Immutable: all threads may share one.
/// </remarks>
public sealed class AcousticPrint
{
    /// <summary>Frames per second.</summary>
    internal const int FramesPerSecond = Rate / Hop;

    /// <summary>Bits of a frame.</summary>
    internal const int FrameBits = 32;

    private const int Rate = 8000, Hop = 64, Reach = 2;
    private const float ReliableDb = 3, ActiveDb = 35;

    private static readonly FeatureExtractor Bands = new(new FeaturePlan
    {
        Name = "print", SampleRate = Rate, FftSize = 256, WindowLength = 256, HopLength = Hop,
        Window = WindowKind.HannPeriodic, Padding = PaddingMode.Zero, FrameLength = 256,
        MelBands = FrameBits + 1, LowHz = 300, HighHz = 3400, MelScale = MelScaleKind.Htk, MelNormalisation = MelNormalisation.None,
        LogFloor = 1e-12, TopDb = 45, MfccCount = 1,
    });

    private readonly ulong[] frames;   // of each frame the signs, and above them which of them are reliable
    private readonly Landmark[] landmarks;

    private AcousticPrint(ulong[] frames, Landmark[] landmarks)
    {
        this.frames = frames;
        this.landmarks = landmarks;
        foreach (ulong frame in frames)
        {
            ReliableBits += BitOperations.PopCount(frame >> FrameBits);
        }
    }

    /// <summary>How much there is to compare; 0 for silence.</summary>
    public int ReliableBits { get; }

    internal ReadOnlySpan<ulong> Frames => frames;

    internal ReadOnlySpan<Landmark> Landmarks => landmarks;

    /// <summary>Takes the print of a sound of any rate and length; no sample may be NaN.</summary>
    public static AcousticPrint Of(Waveform sound)
    {
        ArgumentNullException.ThrowIfNull(sound);
        if (sound.Samples.Length == 0)
        {
            return new AcousticPrint([], []);
        }

        var levels = Bands.Extract(sound.AtRate(Rate).Samples, FeatureKinds.LogMel);
        float loudest = float.MinValue;
        foreach (float level in levels.Values)
        {
            loudest = Math.Max(loudest, level);
        }

        var frames = new ulong[levels.Frames];
        var landmarks = new List<Landmark>(levels.Frames);
        Span<float> change = stackalloc float[FrameBits + 1];
        for (int frame = Reach; frame < frames.Length - Reach; frame++)
        {
            if (!IsActive(levels, frame, loudest - ActiveDb))
            {
                continue;
            }

            for (int band = 0; band < change.Length; band++)
            {
                int at = (band * levels.Frames) + frame;
                change[band] = levels.Values[at + Reach] - levels.Values[at - Reach];
            }

            frames[frame] = Signs(change);
            if (LandmarkKey.Of(change, ReliableDb) is { } key)
            {
                landmarks.Add(new Landmark(key, frame));
            }
        }

        return new AcousticPrint(frames, [.. landmarks]);
    }

    private static bool IsActive(FeatureMatrix levels, int frame, float threshold)
    {
        for (int at = frame; at < levels.Values.Length; at += levels.Frames)
        {
            if (levels.Values[at] >= threshold)
            {
                return true;
            }
        }

        return false;
    }

    private static ulong Signs(ReadOnlySpan<float> change)
    {
        ulong signs = 0;
        for (int band = 0; band < FrameBits; band++)
        {
            float d = change[band] - change[band + 1];
            signs |= d > 0 ? 1UL << band : 0;
            signs |= Math.Abs(d) > ReliableDb ? 1UL << (FrameBits + band) : 0;
        }

        return signs;
    }

    /// <summary>A frame by which a copy is looked up.</summary>
    /// <param name="Key">0 … <see cref="LandmarkKey.Count"/> − 1.</param>
    /// <param name="Frame">Its place.</param>
    internal readonly record struct Landmark(int Key, int Frame);
}
