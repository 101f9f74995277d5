using Ser.Core;

namespace Ser.Augmentation.Waveforms;

/// <summary>Impulse response of a rectangular room.</summary>
/// <remarks>
/// The early reflections are those of the image-source method (Allen and Berkley, Image method for efficiently simulating
/// small-room acoustics, JASA 65(4), 1979): an image of the source that is r away and was reflected n times arrives after r / c with the
/// amplitude (1 − α)^(n/2) d / r, where d is the distance of the source itself, so that the direct sound is 1 at time 0. An image
/// between two samples is a sinc under a Hann window of 16 samples (Peterson 1986). All surfaces absorb alike, by Eyring's α.
/// Images grow in number with the cube of time. From some time on so many meet in a sample that only their sum counts, and nobody can
/// tell it from noise (Polack 1988): so from 50 ms on the tail is Gaussian noise with the power that
/// the images would have, 4π c d² / (V f) · 10^(−6 t / T) per sample, as there are 4π c³ t² / V of them a second.
/// </remarks>
public static class RoomResponse
{
    /// <summary>In air of 20 °C, in m/s.</summary>
    internal const double SpeedOfSound = 343;

    private const double EarlySeconds = 0.05;
    private const int SincReach = 8;

    /// <summary>Computes the response from the direct sound on.</summary>
    /// <param name="room">The room.</param>
    /// <param name="rt60">Seconds in which sound decays by 60 dB: above 0.</param>
    /// <param name="sampleRate">Samples per second: 1 or more.</param>
    /// <param name="length">Most samples that are wanted: 1 or more.</param>
    /// <param name="random">The tail is drawn from it.</param>
    /// <returns>As many samples as the decay by 60 dB takes, at most length; the first is the direct sound, 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    public static float[] Compute(ShoeboxRoom room, double rt60, int sampleRate, int length, KeyedRandom random)
    {
        ArgumentNullException.ThrowIfNull(room);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rt60);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRate);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);

        float[] response = new float[(int)Math.Clamp(rt60 * sampleRate, 1, length)];
        double early = Math.Min(EarlySeconds, rt60);
        AddImages(room, Math.Sqrt(1 - room.Absorption(rt60)), early, sampleRate, response);
        AddTail(room, rt60, early, sampleRate, response, random);
        response[0] = 1;
        return response;
    }

    private static void AddImages(ShoeboxRoom room, double reflection, double seconds, int sampleRate, Span<float> response)
    {
        double direct = room.Distance, furthest = direct + (seconds * SpeedOfSound);
        int mostX = (int)(furthest / (2 * room.Length)) + 1, mostY = (int)(furthest / (2 * room.Width)) + 1, mostZ = (int)(furthest / (2 * room.Height)) + 1;
        for (int x = -2 * mostX; x <= 2 * mostX; x++)
        {
            double dx = Offset(x, room.Length, room.Source.X, room.Microphone.X);
            for (int y = -2 * mostY; y <= 2 * mostY; y++)
            {
                double dy = Offset(y, room.Width, room.Source.Y, room.Microphone.Y), flat = (dx * dx) + (dy * dy);
                if (flat >= furthest * furthest)
                {
                    continue;
                }

                for (int z = -2 * mostZ; z <= 2 * mostZ; z++)
                {
                    double dz = Offset(z, room.Height, room.Source.Z, room.Microphone.Z), r = Math.Sqrt(flat + (dz * dz));
                    int bounces = Math.Abs(x) + Math.Abs(y) + Math.Abs(z);
                    if (bounces > 0 && r < furthest)
                    {
                        AddImage(Math.Pow(reflection, bounces) * direct / r, (r - direct) / SpeedOfSound * sampleRate, response);
                    }
                }
            }
        }
    }

    /// <summary>From the microphone to image n of the source along one axis; image n was reflected |n| times.</summary>
    private static double Offset(int n, double size, double source, double microphone) =>
        (n % 2 == 0 ? (n * size) + source : ((n + 1) * size) - source) - microphone;

    private static void AddImage(double amplitude, double place, Span<float> response)
    {
        int first = Math.Max((int)Math.Ceiling(place - SincReach), 1), last = Math.Min((int)Math.Floor(place + SincReach), response.Length - 1);
        for (int i = first; i <= last; i++)
        {
            double x = i - place;
            double sinc = x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);
            response[i] += (float)(amplitude * sinc * (0.5 + (0.5 * Math.Cos(Math.PI * x / SincReach))));
        }
    }

    private static void AddTail(ShoeboxRoom room, double rt60, double from, int sampleRate, Span<float> response, KeyedRandom random)
    {
        // Time counts from the source's own start; the response begins when the direct sound arrives.
        double sinceStart = from + (room.Distance / SpeedOfSound);
        double power = 4 * Math.PI * SpeedOfSound * room.Distance * room.Distance / (room.Volume * sampleRate);
        double level = Math.Sqrt(power) * Math.Pow(10, -3 * sinceStart / rt60), fall = Math.Pow(10, -3 / (rt60 * sampleRate));
        for (int i = (int)Math.Ceiling(from * sampleRate); i < response.Length; i++)
        {
            response[i] += (float)(level * random.Gaussian());
            level *= fall;
        }
    }
}
