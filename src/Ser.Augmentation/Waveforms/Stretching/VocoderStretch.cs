using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ser.Augmentation.Waveforms;

/// <summary>Stretches time by a phase vocoder: librosa's effects.time_stretch with its defaults.</summary>
/// <remarks>
/// Frames of 2048 samples under a periodic Hann window, every 512 samples, centred, with zeros beyond the clip; output frame t stands
/// at input frame t · rate (<see cref="PhaseVocoder"/>); the outputs are windowed again, added up, and divided by the
/// sum of the squared windows. A frame is 128 ms at 16 kHz, over which whatever is shorter is smeared, and harmonics
/// lose their common phase, which is heard as a room.
/// </remarks>
internal sealed class VocoderStretch
{
    private const int Size = VocoderFft.Size, Hop = 512, Bins = VocoderFft.Bins, Lanes = 4;

    private const double SmallestShare = 2.2250738585072014e-308;   // the smallest normal number, as in librosa

    private static readonly double[] Window = MakeWindow();

    private readonly VocoderFft.Work work = new();
    private readonly Vector256<double>[] frames = new Vector256<double>[Size];
    private readonly Vector256<double>[] re = new Vector256<double>[Bins], im = new Vector256<double>[Bins];
    private int group = -1;   // which four input frames re and im hold

    private VocoderStretch()
    {
    }

    /// <summary>Fills the output.</summary>
    /// <param name="samples">The clip.</param>
    /// <param name="rate">Above 1 is faster.</param>
    /// <param name="output">samples / rate, rounded.</param>
    public static void Stretch(ReadOnlySpan<float> samples, double rate, Span<float> output) => new VocoderStretch().Run(samples, rate, output);

    private void Run(ReadOnlySpan<float> samples, double rate, Span<float> output)
    {
        if (output.IsEmpty)
        {
            return;
        }

        int inputs = 1 + (samples.Length / Hop);
        int outputs = (int)Math.Min(Math.Ceiling(inputs / rate), ((long)output.Length + Size + Hop - 1) / Hop);
        VocoderFrame before = new(Bins), after = new(Bins);
        int at = 0;
        Load(samples, 0, inputs, before);
        Load(samples, 1, inputs, after);
        var vocoder = new PhaseVocoder(before);
        Vector256<double>[] nextRe = new Vector256<double>[Bins], nextIm = new Vector256<double>[Bins];
        double[] sum = new double[Size], weight = new double[Size];   // rings: what has been added up and is not complete yet
        for (int t = 0; t < outputs; t++)
        {
            double time = t * rate;
            int frame = (int)time;
            if (frame == at + 1)
            {
                (before, after) = (after, before);
                Load(samples, frame + 1, inputs, after);
            }
            else if (frame != at)
            {
                Load(samples, frame, inputs, before);
                Load(samples, frame + 1, inputs, after);
            }

            at = frame;
            int lane = t % Lanes;
            vocoder.Next(before, after, time - frame, Doubles(nextRe)[lane..], Doubles(nextIm)[lane..], Lanes);
            if (lane == Lanes - 1 || t == outputs - 1)
            {
                VocoderFft.Inverse(nextRe, nextIm, frames, work);
                for (int i = 0; i <= lane; i++)
                {
                    Add(Doubles(frames)[i..], (long)(t - lane + i) * Hop, sum, weight, output);
                }
            }
        }

        for (int t = outputs; t < outputs + (Size / Hop) - 1; t++)
        {
            Complete((long)t * Hop, sum, weight, output);
        }
    }

    private static Span<double> Doubles(Vector256<double>[] values) => MemoryMarshal.Cast<Vector256<double>, double>(values.AsSpan());

    /// <summary>Takes an input frame; beyond the last there is silence.</summary>
    private void Load(ReadOnlySpan<float> samples, int frame, int inputs, VocoderFrame to)
    {
        if (frame >= inputs)
        {
            to.SetSilence();
            return;
        }

        if (group != frame / Lanes)
        {
            group = frame / Lanes;
            var lanes = Doubles(frames);
            lanes.Clear();
            for (int lane = 0; lane < Lanes; lane++)
            {
                long start = ((((long)group * Lanes) + lane) * Hop) - (Size / 2);
                int first = (int)Math.Clamp(-start, 0, Size), end = (int)Math.Clamp(samples.Length - start, first, Size);
                for (int i = first; i < end; i++)
                {
                    lanes[(i * Lanes) + lane] = samples[(int)(start + i)] * Window[i];
                }
            }

            VocoderFft.Forward(frames, re, im, work);
        }

        to.Set(Doubles(re)[(frame % Lanes)..], Doubles(im)[(frame % Lanes)..], Lanes);
    }

    /// <summary>Adds a frame that begins at a place, counted from half a frame before the clip, and completes its first hop.</summary>
    private static void Add(ReadOnlySpan<double> frame, long place, Span<double> sum, Span<double> weight, Span<float> output)
    {
        int ring = (int)(place % Size);
        for (int i = 0; i < Size; i++)
        {
            int at = (ring + i) & (Size - 1);   // Size is a power of two
            sum[at] += frame[i * Lanes] * Window[i];
            weight[at] += Window[i] * Window[i];
        }

        Complete(place, sum, weight, output);
    }

    /// <summary>Writes a hop to which nothing will be added any more.</summary>
    private static void Complete(long place, Span<double> sum, Span<double> weight, Span<float> output)
    {
        int ring = (int)(place % Size);
        for (int i = 0; i < Hop; i++)
        {
            long to = place + i - (Size / 2);
            if (to >= 0 && to < output.Length)
            {
                double share = weight[ring + i];
                output[(int)to] = (float)(share > SmallestShare ? sum[ring + i] / share : sum[ring + i]);
            }
        }

        sum.Slice(ring, Hop).Clear();
        weight.Slice(ring, Hop).Clear();
    }

    private static double[] MakeWindow()
    {
        double[] window = new double[Size];
        for (int i = 0; i < Size; i++)
        {
            window[i] = 0.5 - (0.5 * Math.Cos(2 * Math.PI * i / Size));
        }

        return window;
    }
}
