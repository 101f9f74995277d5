namespace Ser.Features;

/// <summary>Fundamental frequency of a clip, frame by frame.</summary>
public sealed class PitchTrack
{
    /// <summary>Wraps values without copying them.</summary>
    /// <param name="rate">Samples per second of the clip, above 0.</param>
    /// <param name="hopLength">Samples from one frame to the next, 1 or more; frame 0 is centred on sample 0.</param>
    /// <param name="f0Hz">Fundamental frequency of each frame in Hz, above 0; NaN where the frame is unvoiced.</param>
    /// <param name="voicing">How periodic each frame is, 0 … 1.</param>
    /// <exception cref="ArgumentException">The arrays differ in length, or a value is outside its range.</exception>
    public PitchTrack(int rate, int hopLength, float[] f0Hz, float[] voicing)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rate);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(hopLength);
        ArgumentNullException.ThrowIfNull(f0Hz);
        ArgumentNullException.ThrowIfNull(voicing);
        if (voicing.Length != f0Hz.Length)
        {
            throw new ArgumentException($"{voicing.Length} values for {f0Hz.Length} frames", nameof(voicing));
        }

        if (Array.Exists(f0Hz, f0 => f0 <= 0 || float.IsInfinity(f0)))
        {
            throw new ArgumentException("a frequency is not positive and finite; NaN stands for an unvoiced frame", nameof(f0Hz));
        }

        if (!Array.TrueForAll(voicing, value => value is >= 0 and <= 1))
        {
            throw new ArgumentException("a value lies outside 0 … 1", nameof(voicing));
        }

        (Rate, HopLength, F0Hz, Voicing) = (rate, hopLength, f0Hz, voicing);
    }

    /// <summary>Samples per second of the clip.</summary>
    public int Rate { get; }

    /// <summary>Samples from the middle of one frame to that of the next.</summary>
    public int HopLength { get; }

    /// <summary>Fundamental frequency of each frame in Hz; NaN where the frame is unvoiced.</summary>
    public float[] F0Hz { get; }

    /// <summary>How periodic each frame is: 0 (noise, silence) … 1 (a period that repeats itself exactly). Never NaN.</summary>
    public float[] Voicing { get; }

    /// <summary>Frames of the clip.</summary>
    public int Frames => F0Hz.Length;

    /// <summary>Time from one frame to the next in s.</summary>
    public double HopSeconds => (double)HopLength / Rate;

    /// <summary>Share of the frames that are voiced, 0 … 1; 0 of no frames.</summary>
    public double VoicedShare
    {
        get
        {
            int voiced = 0;
            foreach (float f0 in F0Hz)
            {
                voiced += float.IsNaN(f0) ? 0 : 1;
            }

            return Frames == 0 ? 0 : (double)voiced / Frames;
        }
    }

    /// <summary>Whether a frame is voiced, which is whether it has a frequency.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such frame.</exception>
    public bool IsVoiced(int frame) => !float.IsNaN(F0Hz[frame]);
}
