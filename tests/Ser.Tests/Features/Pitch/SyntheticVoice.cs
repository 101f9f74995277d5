using Ser.Core;

namespace Ser.Tests.Features.Pitch;

/// <summary>Voices whose every period is known.</summary>
internal sealed record SyntheticVoice(float[] Samples, double[] PulseSeconds, double[] Amplitudes)
{
    /// <summary>Three damped resonances, started afresh by each pulse; they have died away when the next one comes.</summary>
    /// <param name="rate">Samples per second.</param>
    /// <param name="f0">Mean frequency in Hz.</param>
    /// <param name="jitter">Half the width that periods vary over, as a fraction.</param>
    /// <param name="shimmer">The same of amplitudes.</param>
    /// <param name="alternating">Long, short, long, short; else drawn evenly from the width.</param>
    public static SyntheticVoice Pulses(int rate, double f0, double jitter, double shimmer, bool alternating)
    {
        var random = new KeyedRandom(1, "voice", "test pulses");
        var times = new List<double>();
        var amplitudes = new List<double>();
        for (double time = 0.02; time < 1.98; time += (1 + (jitter * Draw())) / f0)
        {
            times.Add(time);
            amplitudes.Add(1 + (shimmer * Draw()));
        }

        float[] samples = new float[2 * rate];
        for (int i = 0; i < times.Count; i++)
        {
            int first = (int)Math.Ceiling(times[i] * rate);
            for (int n = first; n < Math.Min(samples.Length, first + (rate / 50)); n++)
            {
                samples[n] += (float)(0.3 * amplitudes[i] * Response(((double)n / rate) - times[i]));
            }
        }

        return new SyntheticVoice(samples, [.. times], [.. amplitudes]);

        double Draw() => alternating ? (times.Count % 2 == 0 ? 1 : -1) : random.Uniform(-1, 1);
    }

    /// <summary>Harmonics 1/h up to 3.5 kHz with Gaussian noise of a known power below them.</summary>
    public static float[] InNoise(int rate, double f0, double ratioDb)
    {
        var random = new KeyedRandom(2, "voice", "test noise", (long)ratioDb);
        int harmonics = (int)(3500 / f0);
        double power = Enumerable.Range(1, harmonics).Sum(h => 0.5 / h / h), deviation = Math.Sqrt(power / Math.Pow(10, ratioDb / 10));
        float[] samples = new float[2 * rate];
        for (int n = 0; n < samples.Length; n++)
        {
            double sum = deviation * random.Gaussian();
            for (int h = 1; h <= harmonics; h++)
            {
                sum += Math.Sin((2 * Math.PI * f0 * h * n / rate) + (h * h)) / h;   // phases that keep the peak low
            }

            samples[n] = (float)(0.2 * sum);
        }

        return samples;
    }

    /// <summary>Twelve harmonics 1/h of a frequency that glides evenly in octaves.</summary>
    public static float[] Glide(int rate, double fromHz, double toHz, double seconds)
    {
        float[] samples = new float[(int)(rate * seconds)];
        double phase = 0;
        for (int n = 0; n < samples.Length; n++)
        {
            phase += 2 * Math.PI * GlideHz(fromHz, toHz, (double)n / samples.Length) / rate;
            for (int h = 1; h <= 12; h++)
            {
                samples[n] += (float)(0.2 / h * Math.Sin(h * phase));
            }
        }

        return samples;
    }

    public static double GlideHz(double fromHz, double toHz, double share) => fromHz * Math.Pow(toHz / fromHz, share);

    public static float[] Tone(int rate, double hz, int length) =>
        [.. Enumerable.Range(0, length).Select(n => (float)(0.5 * Math.Sin(2 * Math.PI * hz * n / rate)))];

    private static double Response(double seconds)
    {
        double Resonance(double hz, double bandwidth) => Math.Exp(-Math.PI * bandwidth * seconds) * Math.Sin(2 * Math.PI * hz * seconds);
        return (1 - Math.Exp(-4000 * seconds)) * (Resonance(700, 200) + (0.6 * Resonance(1220, 250)) + (0.3 * Resonance(2600, 350)));
    }
}
