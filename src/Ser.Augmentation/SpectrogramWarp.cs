using Ser.Core;

namespace Ser.Augmentation;

/// <summary>
/// Cuts a window out of a clip's frames while stretching time and warping frequency: one bilinear resampling for all three.
/// </summary>
/// <param name="Start">Source frame of the window's first frame; may lie before the clip or between two frames.</param>
/// <param name="Step">Source frames per frame of the window; above 1 is faster.</param>
/// <param name="BandScale">Source band = band · BandScale + BandShift.</param>
/// <param name="BandShift">In bands.</param>
/// <param name="PitchShift">Source row of the pitchgram = row + PitchShift.</param>
/// <remarks>
/// The warp stands for another vocal tract (Jaitly and Hinton 2013, "Vocal tract length perturbation"), the stretch for
/// another speaking rate.
/// </remarks>
public readonly record struct SpectrogramWarp(double Start, double Step, double BandScale, double BandShift, double PitchShift = 0)
{
    /// <summary>Draws a warp. A clip that is longer than the window is cropped at random, a shorter one placed at random.</summary>
    /// <param name="options">The ranges.</param>
    /// <param name="frames">Frames of the clip, 1 or more.</param>
    /// <param name="width">Frames of the window, 1 or more.</param>
    /// <param name="random">Five numbers are drawn from it.</param>
    public static SpectrogramWarp Draw(SpectralAugmentation options, int frames, int width, KeyedRandom random)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(random);

        double step = 1 + random.Uniform(-options.Stretch, options.Stretch);
        double slack = frames - (step * width);   // negative: the window reaches beyond the clip
        double start = slack * random.NextDouble();
        double scale = 1 + random.Uniform(-options.WarpScale, options.WarpScale);
        double shift = random.Uniform(-options.WarpShift, options.WarpShift);
        double pitch = random.Uniform(-options.PitchShift, options.PitchShift);
        return new SpectrogramWarp(start, step, scale, shift, pitch);
    }

    /// <summary>The window from the clip's middle, neither stretched nor warped.</summary>
    public static SpectrogramWarp Centred(int frames, int width) => new((frames - width) / 2, 1, 1, 0);

    /// <summary>Fills a window.</summary>
    /// <param name="source">The clip, frame by frame: <paramref name="rows"/> values each, the bands first.</param>
    /// <param name="rows">Values per frame.</param>
    /// <param name="bands">How many of them are bands, to be warped; the rest is only stretched.</param>
    /// <param name="pitches">How many at the end are rows of a pitchgram, to be shifted.</param>
    /// <param name="window">Receives rows × width values, row by row. Beyond the clip its first or last frame is repeated.</param>
    /// <param name="valid">Receives 1 for each frame of the window that lies inside the clip, 0 for the others.</param>
    public void Apply(ReadOnlySpan<float> source, int rows, int bands, int pitches, Span<float> window, Span<float> valid)
    {
        int frames = source.Length / rows, width = valid.Length;
        ArgumentOutOfRangeException.ThrowIfNotEqual(window.Length, rows * width, nameof(window));
        ArgumentOutOfRangeException.ThrowIfZero(frames, nameof(source));

        Span<float> frame = stackalloc float[rows];
        Span<int> lower = stackalloc int[bands];
        Span<float> upperShare = stackalloc float[bands];
        for (int band = 0; band < bands; band++)
        {
            (lower[band], upperShare[band]) = Between((band * BandScale) + BandShift, bands);
        }

        Span<int> lowerPitch = stackalloc int[pitches];
        Span<float> upperPitchShare = stackalloc float[pitches];
        for (int pitch = 0; pitch < pitches; pitch++)
        {
            (lowerPitch[pitch], upperPitchShare[pitch]) = Between(pitch + PitchShift, pitches);
        }

        for (int t = 0; t < width; t++)
        {
            double position = Start + (t * Step);
            valid[t] = position > -0.5 && position < frames - 0.5 ? 1 : 0;

            // time: between two frames of the source
            var (before, share) = Between(position, frames);
            var a = source.Slice(before * rows, rows);
            var b = source.Slice(Math.Min(before + 1, frames - 1) * rows, rows);
            for (int row = 0; row < rows; row++)
            {
                frame[row] = a[row] + (share * (b[row] - a[row]));
            }

            // frequency: between two bands of that frame
            for (int band = 0; band < bands; band++)
            {
                float low = frame[lower[band]];
                float high = frame[Math.Min(lower[band] + 1, bands - 1)];
                window[(band * width) + t] = low + (upperShare[band] * (high - low));
            }

            for (int row = bands; row < rows - pitches; row++)
            {
                window[(row * width) + t] = frame[row];
            }

            var pitchgram = frame[(rows - pitches)..];
            for (int pitch = 0; pitch < pitches; pitch++)
            {
                float low = pitchgram[lowerPitch[pitch]];
                float high = pitchgram[Math.Min(lowerPitch[pitch] + 1, pitches - 1)];
                window[((rows - pitches + pitch) * width) + t] = low + (upperPitchShare[pitch] * (high - low));
            }
        }
    }

    /// <summary>The item at or below a position, held inside 0 … count − 1, and the share of the next one.</summary>
    private static (int Lower, float Share) Between(double position, int count)
    {
        double held = Math.Clamp(position, 0, count - 1);
        int lower = (int)held;
        return (lower, (float)(held - lower));
    }
}
