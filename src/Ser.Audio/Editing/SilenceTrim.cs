namespace Ser.Audio.Editing;

/// <summary>Finds where the sound begins and ends between silence.</summary>
/// <remarks>
/// librosa.effects.trim: frames of 2048 samples every 512, centred, zeros beyond the ends; a frame is silent where its RMS lies
/// top_db or more below the loudest frame's, both floored at 1e-5 (−100 dBFS); what is kept goes from the first sounding frame's
/// centre to one hop beyond the last's. Sums are double here and float there: bounds differ only where a frame lies on the threshold
/// to 1e-6 dB.
/// </remarks>
internal static class SilenceTrim
{
    private const double FloorPower = 1e-10;   // librosa's amin of 1e-5, squared

    /// <summary>The part to keep.</summary>
    /// <param name="samples">Any number.</param>
    /// <param name="belowDb">How far below the loudest frame silence begins: more than 0.</param>
    /// <param name="frameLength">Samples of a frame: an even multiple of the hop.</param>
    /// <param name="hopLength">Samples from frame to frame.</param>
    /// <returns>The first sample and one past the last; everything where all frames are equally loud, as in digital silence.</returns>
    public static (int Start, int End) Bounds(ReadOnlySpan<float> samples, double belowDb, int frameLength = 2048, int hopLength = 512)
    {
        // Frames begin on hops, so a frame's energy is the sum of its hops', and no sample is squared four times.
        double[] energies = new double[(samples.Length + hopLength - 1) / hopLength];
        for (int hop = 0; hop < energies.Length; hop++)
        {
            int start = hop * hopLength;
            double sum = 0;
            foreach (float sample in samples.Slice(start, Math.Min(hopLength, samples.Length - start)))
            {
                sum += (double)sample * sample;
            }

            energies[hop] = sum;
        }

        int half = frameLength / hopLength / 2;
        double[] powers = new double[1 + (samples.Length / hopLength)];
        double loudest = 0;
        for (int frame = 0; frame < powers.Length; frame++)
        {
            double sum = 0;
            for (int hop = Math.Max(0, frame - half); hop < Math.Min(frame + half, energies.Length); hop++)
            {
                sum += energies[hop];
            }

            powers[frame] = Math.Max(sum / frameLength, FloorPower);
            loudest = Math.Max(loudest, powers[frame]);
        }

        double threshold = loudest * Math.Pow(10, -belowDb / 10);
        int first = Array.FindIndex(powers, power => power > threshold);
        int last = Array.FindLastIndex(powers, power => power > threshold);
        return (first * hopLength, Math.Min((last + 1) * hopLength, samples.Length));
    }
}
