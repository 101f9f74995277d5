using Ser.Core;

namespace Ser.Benchmarks;

/// <summary>A sound to work on: a tone with harmonics that swells and fades, in a little noise. The same in every run.</summary>
internal static class Voice
{
    /// <summary>Mean length of a RAVDESS clip in seconds.</summary>
    public const double ClipSeconds = 3.7;

    /// <summary>A recording that is longer than most corpora have, in seconds.</summary>
    public const double LongSeconds = 30;

    /// <summary>Samples in −1 … 1, silent at both ends.</summary>
    public static float[] Samples(double seconds, int rate, double hz = 140)
    {
        var random = new KeyedRandom(1, "voice", "noise");
        var sound = new float[(int)(seconds * rate)];
        for (int i = 0; i < sound.Length; i++)
        {
            double shape = Math.Sin(Math.PI * i / sound.Length), tone = 0;
            for (int harmonic = 1; harmonic <= 10; harmonic++)
            {
                tone += Math.Sin(2 * Math.PI * hz * harmonic * i / rate) / harmonic;
            }

            sound[i] = (float)((0.2 * shape * shape * tone) + (0.002 * random.Gaussian()));
        }

        return sound;
    }
}
