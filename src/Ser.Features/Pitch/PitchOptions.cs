using Ser.Core;

namespace Ser.Features;

/// <summary>Where the pitch of a voice is looked for, and when a frame counts as voiced.</summary>
public sealed record PitchOptions
{
    /// <summary>Lowest fundamental frequency in Hz: above 0, below <see cref="HighHz"/>. Default 65: a low male voice.</summary>
    public double LowHz
    {
        get;
        init => field = value > 0 && double.IsFinite(value)
            ? value
            : throw new UserError($"pitch: the lowest frequency is {value} Hz; give one above 0, such as 65");
    } = 65;

    /// <summary>Highest fundamental frequency in Hz: above <see cref="LowHz"/>. Default 500: an excited female voice.</summary>
    public double HighHz
    {
        get;
        init => field = value > 0 && double.IsFinite(value)
            ? value
            : throw new UserError($"pitch: the highest frequency is {value} Hz; give one above the lowest, such as 500");
    } = 500;

    /// <summary>
    /// The shortest period whose d′ is a minimum below this is taken: above 0, at most 1. Default 0.1. Lower values
    /// lead to octaves too low, higher ones to octaves too high.
    /// </summary>
    public double Threshold
    {
        get;
        init => field = value is > 0 and <= 1
            ? value
            : throw new UserError($"pitch: the threshold is {value}; give one above 0 and up to 1, such as 0.1");
    } = 0.1;

    /// <summary>
    /// Lowest voicing of a voiced frame, 0 … 1. Default 0.6. White noise stays below 0.3, a steady vowel is above 0.95,
    /// and a vowel in noise of the same power lies about 0.5.
    /// </summary>
    public double VoicingThreshold
    {
        get;
        init => field = value is >= 0 and <= 1
            ? value
            : throw new UserError($"pitch: the voicing threshold is {value}; give one of 0 to 1, such as 0.6");
    } = 0.6;

    /// <summary>
    /// Samples of a frame, twice the window that is compared with itself: even, 0 or at least twice the longest period and
    /// two samples. Default 0: the smallest power of two that holds four of the longest periods, which is 1024 at 16 kHz,
    /// 2048 at 22.05 kHz and 4096 at 48 kHz for 65 Hz.
    /// </summary>
    public int FrameLength
    {
        get;
        init => field = value >= 0 && value % 2 == 0
            ? value
            : throw new UserError($"pitch: a frame of {value} samples; give an even number, or 0 to have it chosen");
    }

    /// <summary>Samples from one frame to the next: 1 or more, or 0 for 10 ms. Default 0.</summary>
    public int HopLength
    {
        get;
        init => field = value >= 0
            ? value
            : throw new UserError($"pitch: {value} samples from frame to frame; give 1 or more, or 0 for 10 ms");
    }

    /// <summary>These options with every length in samples: what <see cref="Yin"/> works with at this rate.</summary>
    /// <param name="rate">Samples per second, above 0.</param>
    /// <exception cref="UserError">The properties do not fit each other or the rate.</exception>
    public PitchOptions AtRate(int rate)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rate);
        if (LowHz >= HighHz)
        {
            throw new UserError($"pitch: the range is {LowHz} to {HighHz} Hz; give a lowest frequency below the highest");
        }

        if (rate / HighHz < 2 || rate / LowHz > RealFft.LargestSize / 8)
        {
            throw new UserError($"pitch: {LowHz} to {HighHz} Hz cannot be told at {rate} Hz; give a range from "
                + $"{8.0 * rate / RealFft.LargestSize:0.##} to {rate / 2.0:0.##} Hz at most");
        }

        int longest = (int)Math.Ceiling(rate / LowHz), shortestFrame = 2 * (longest + 1);
        int frame = FrameLength == 0
            ? (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Ceiling(4 * rate / LowHz))
            : FrameLength;
        if (frame < shortestFrame || frame > RealFft.LargestSize)
        {
            throw new UserError($"pitch: a frame of {frame} samples does not suit {LowHz} Hz at {rate} Hz; "
                + $"give {shortestFrame} to {RealFft.LargestSize}, or 0 to have it chosen");
        }

        return this with { FrameLength = frame, HopLength = HopLength == 0 ? Math.Max(1, (rate + 50) / 100) : HopLength };
    }
}
