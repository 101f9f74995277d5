using Ser.Audio;
using Ser.Augmentation.Chains;
using Ser.Augmentation.Waveforms.Transforms;
using Ser.Core;
using Ser.Features;
using Ser.Tests.Features;

namespace Ser.Tests.Augmentation.Waveforms.Transforms;

public sealed class NoiseTransformTests
{
    [Theory]
    [InlineData(-10, "white", 16_000)]
    [InlineData(0, "pink", 160)]
    [InlineData(10, "brown", 48_000)]
    [InlineData(40, "white", 1)]
    [InlineData(60, "pink", 30_000)]
    public void Noise_arrives_at_the_ratio_that_was_asked_for(double snr, string colour, int length)
    {
        float[] clean = Signals.Voice(length, 16_000);
        clean[0] += 0.1f;
        float[] noisy = Apply($"noise(snr={snr},colour={colour},seed=3)", clean);

        // The ratio is exact but for the rounding of a float: at 60 dB that is 1e-4 of the noise.
        Assert.Equal(snr, SnrDb(clean, noisy), tolerance: 0.01);
    }

    [Fact]
    public void An_amplitude_is_the_noises_own_rms_and_silence_gets_it_too()
    {
        float[] noise = Apply("noise(amplitude=0.02,seed=8)", new float[5000]);
        Assert.Equal(0.02, Math.Sqrt(MeanSquare.Of(noise)), 1e-6);
    }

    [Theory]
    [InlineData(NoiseColour.White, 0)]
    [InlineData(NoiseColour.Pink, -3.01)]
    [InlineData(NoiseColour.Brown, -6.02)]
    public void The_power_falls_by_so_many_decibels_per_octave(object colour, double perOctave)
    {
        // Mean power density over octaves from 62.5 Hz to 4 kHz, of 40 s: five standard errors of the narrowest octave are 0.6 dB.
        const int Rate = 16_000, Fft = 4096;
        float[] noise = ColouredNoise.Make(Rate * 40, Rate, (NoiseColour)colour, new KeyedRandom(1, "", "test"));
        var density = PowerDensity(noise, Fft);
        double[] octaves = [.. Enumerable.Range(0, 6).Select(octave => Level(density, 62.5 * (1 << octave), Rate, Fft))];
        for (int octave = 0; octave < 5; octave++)
        {
            Assert.Equal(perOctave, octaves[octave + 1] - octaves[octave], tolerance: 0.6);
        }
    }

    [Fact]
    public void Background_noise_arrives_at_the_ratio_and_from_the_place_that_was_drawn()
    {
        string folder = Directory.CreateTempSubdirectory("ser noise").FullName;
        try
        {
            float[] ramp = [.. Enumerable.Range(1, 1000).Select(i => i / 2000f)];
            Ser.Audio.Wav.WavWriter.Write(Path.Combine(folder, "ramp.wav"), new Waveform(ramp, 16_000), Ser.Audio.Wav.WavEncoding.Ieee32);
            File.WriteAllText(Path.Combine(folder, "readme.txt"), "no sound");
            float[] clean = [.. Enumerable.Repeat(0.5f, 2500)];
            float[] noisy = Apply($"background(folder={Setting.Quoted(folder)},snr=10,offset=0.5)", clean);
            Assert.Equal(10, SnrDb(clean, noisy), 0.01);

            // It begins in the middle, and again at the front where it ends.
            float[] noise = [.. noisy.Zip(clean, (a, b) => a - b)];
            Assert.Equal(501.0, noise[0] / noise[500], 0.5);
            Assert.Equal(noise[0], noise[1000], 1e-5);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_folder_without_noise_is_told_before_the_work_begins()
    {
        string folder = Directory.CreateTempSubdirectory("ser no noise").FullName;
        Assert.Contains("holds no sound", Assert.Throws<UserError>(AugmentationChain.Parse($"background(folder={Setting.Quoted(folder)})").Open).Message, StringComparison.Ordinal);
        Directory.Delete(folder);
        Assert.Contains("cannot be listed", Assert.Throws<UserError>(AugmentationChain.Parse("background(folder=\"no such folder\")").Open).Message, StringComparison.Ordinal);
    }

    private static float[] Apply(string chain, float[] samples) => DrawnChain.Parse(chain).Apply(new Waveform(samples, 16_000)).Samples;

    private static double SnrDb(float[] clean, float[] noisy)
    {
        double signal = clean.Sum(sample => (double)sample * sample);
        double noise = clean.Zip(noisy, (a, b) => (double)b - a).Sum(difference => difference * difference);
        return 10 * Math.Log10(signal / noise);
    }

    /// <summary>Mean power of every bin over windows that follow each other (Bartlett).</summary>
    private static double[] PowerDensity(float[] noise, int size)
    {
        var fft = new RealFft(size);
        float[] window = Hann.Periodic(size), frame = new float[size], re = new float[fft.Bins], im = new float[fft.Bins];
        double[] density = new double[fft.Bins];
        for (int start = 0; start + size <= noise.Length; start += size)
        {
            for (int i = 0; i < size; i++)
            {
                frame[i] = window[i] * noise[start + i];
            }

            fft.Forward(frame, re, im);
            for (int bin = 0; bin < density.Length; bin++)
            {
                density[bin] += (re[bin] * re[bin]) + (im[bin] * im[bin]);
            }
        }

        return density;
    }

    private static double Level(double[] density, double lowHz, int rate, int size)
    {
        int from = (int)Math.Round(lowHz * size / rate), to = 2 * from;
        return 10 * Math.Log10(density[from..to].Average());
    }
}
