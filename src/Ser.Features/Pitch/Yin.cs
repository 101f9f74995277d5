using System.Buffers;

namespace Ser.Features;

/// <summary>Fundamental frequency by YIN. Immutable: all threads may share one.</summary>
/// <remarks>
/// de Cheveigné and Kawahara, YIN, a fundamental frequency estimator for speech and music, JASA 111(4), 2002, steps 1 to 5:
/// the difference function of a window of half the frame (step 2), its cumulative mean normalisation (3), the shortest lag with
/// a minimum below the threshold or else the deepest (4), a parabola through it and its neighbours (5). Frames are centred, with
/// zeros beyond the clip: the frames and, where those agree with the paper, the values of librosa 0.10's yin.
/// A frame is voiced where voicing, which is 1 − d′ at the bottom of the parabola, reaches <see cref="PitchOptions.VoicingThreshold"/>
/// and that bottom lies in the range. A tone above HighHz is taken for a lower octave in the range, as its period repeats there, too.
/// Gain and a constant offset do not count, however quiet the sound: a faint hum in a pause is voiced.
/// </remarks>
public sealed class Yin
{
    private readonly DifferenceFunction difference;
    private readonly int shortest, longest;   // lags that are searched

    /// <summary>Prepares tables.</summary>
    /// <param name="rate">Samples per second, above 0.</param>
    /// <param name="options">Range and thresholds; the defaults where null.</param>
    /// <exception cref="Ser.Core.UserError">The options do not fit each other or the rate.</exception>
    public Yin(int rate, PitchOptions? options = null)
    {
        Options = (options ?? new PitchOptions()).AtRate(rate);
        Rate = rate;
        shortest = (int)Math.Floor(rate / Options.HighHz);
        longest = Math.Min((int)Math.Ceiling(rate / Options.LowHz), (Options.FrameLength / 2) - 1);
        difference = new DifferenceFunction(Options.FrameLength / 2, longest + 1);   // one more, for the parabola
    }

    /// <summary>Samples per second.</summary>
    public int Rate { get; }

    /// <summary>The options, with the lengths that were chosen for the rate.</summary>
    public PitchOptions Options { get; }

    /// <summary>Frames of a clip: 1 + samples / HopLength, and none of an empty one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">samples is negative.</exception>
    public int FrameCount(int samples)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(samples);
        return Frames.Count(samples, Options.HopLength);
    }

    /// <summary>Pitch of a clip.</summary>
    public PitchTrack Track(ReadOnlySpan<float> samples)
    {
        float[] f0 = new float[FrameCount(samples.Length)], voicing = new float[f0.Length];
        Track(samples, f0, voicing);
        return new PitchTrack(Rate, Options.HopLength, f0, voicing);
    }

    /// <summary>Pitch of a clip into the caller's spans; nothing is allocated.</summary>
    /// <param name="samples">The clip. A frame with a sample that is not finite is unvoiced.</param>
    /// <param name="f0Hz">Receives Hz, NaN where the frame is unvoiced.</param>
    /// <param name="voicing">Receives 0 … 1, 0 in silence.</param>
    /// <exception cref="ArgumentException">A span does not have <see cref="FrameCount"/> values.</exception>
    public void Track(ReadOnlySpan<float> samples, Span<float> f0Hz, Span<float> voicing)
    {
        FrameArguments.Require(samples.Length, Options.FrameLength, Options.HopLength, f0Hz.Length, nameof(f0Hz));
        FrameArguments.Require(samples.Length, Options.FrameLength, Options.HopLength, voicing.Length, nameof(voicing));
        float[] floats = ArrayPool<float>.Shared.Rent(difference.Length + difference.ScratchLength + longest + 2);
        double[] doubles = ArrayPool<double>.Shared.Rent(longest + 2);
        var frame = floats.AsSpan(0, difference.Length);
        var scratch = floats.AsSpan(difference.Length, difference.ScratchLength);
        var normalised = floats.AsSpan(difference.Length + difference.ScratchLength, longest + 2);
        var sums = doubles.AsSpan(0, longest + 2);
        for (int t = 0; t < f0Hz.Length; t++)
        {
            // The window starts one sample into the frame, as librosa's does.
            Frames.Fill(samples, ((long)t * Options.HopLength) - (Options.FrameLength / 2) + 1, PaddingMode.Zero, frame);
            if (!DifferenceFunction.Normalise(frame))
            {
                (f0Hz[t], voicing[t]) = (float.NaN, 0);
                continue;
            }

            difference.Compute(frame, scratch, normalised, sums);
            int lag = Choose(normalised);
            (f0Hz[t], voicing[t]) = Refine(frame, lag, sums[lag]);
        }

        ArrayPool<float>.Shared.Return(floats);
        ArrayPool<double>.Shared.Return(doubles);
    }

    /// <summary>The shortest lag with a minimum below the threshold; where there is none, the lag of the smallest value.</summary>
    private int Choose(ReadOnlySpan<float> normalised)
    {
        int smallest = shortest;
        for (int lag = shortest; lag <= longest; lag++)
        {
            float here = normalised[lag];
            smallest = here < normalised[smallest] ? lag : smallest;
            bool falls = lag == shortest || here < normalised[lag - 1];
            bool rises = lag == longest || (lag == shortest ? here < normalised[lag + 1] : here <= normalised[lag + 1]);
            if (falls && rises && here < Options.Threshold)
            {
                return lag;
            }
        }

        return smallest;
    }

    /// <summary>The parabola through d′ at a lag and its neighbours, from differences without the transform's rounding.</summary>
    private (float F0Hz, float Voicing) Refine(ReadOnlySpan<float> frame, int lag, double sumToLag)
    {
        var window = frame[..difference.Window];
        double before = Products.SquaredDifference(window, frame[(lag - 1)..]);
        double here = Products.SquaredDifference(window, frame[lag..]);
        double after = Products.SquaredDifference(window, frame[(lag + 1)..]);
        double sumBefore = sumToLag - here;
        if (!(sumBefore > 0))   // the window equals everything that follows: a constant, then a sound at the frame's far end
        {
            return (float.NaN, 0);
        }

        before *= (lag - 1) / sumBefore;
        after *= (lag + 1) / (sumToLag + after);
        here *= lag / sumToLag;
        double curvature = before + after - (2 * here), slope = (after - before) / 2;
        bool isMinimum = Math.Abs(slope) < curvature;
        double shift = isMinimum ? -slope / curvature : 0;
        double voicing = Math.Clamp(1 - (here + (shift * slope / 2)), 0, 1);
        bool isVoiced = isMinimum && voicing >= Options.VoicingThreshold;
        return (isVoiced ? (float)(Rate / (lag + shift)) : float.NaN, (float)voicing);
    }
}
