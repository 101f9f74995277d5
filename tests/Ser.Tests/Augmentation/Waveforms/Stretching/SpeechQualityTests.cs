using Ser.Augmentation.Waveforms;
using Ser.Core;
using Ser.Features;
using Ser.Tests.Features;
using Ser.Tests.Features.Reference;

namespace Ser.Tests.Augmentation.Waveforms.Stretching;

/// <summary>What is left of a voice: its pitch, its formants, its clicks. The default engine unless said otherwise.</summary>
public sealed class SpeechQualityTests
{
    private const int Rate = Vowels.Rate;

    public static TheoryData<string, double> Stretches
    {
        get
        {
            var data = new TheoryData<string, double>();
            foreach (string contour in new[] { "steady", "low", "vibrato", "glide", "high" })
            {
                foreach (double rate in new[] { 0.5, 0.8, 1.1, 1.25, 2 })
                {
                    data.Add(contour, rate);
                }
            }

            return data;
        }
    }

    public static TheoryData<string, double> Shifts
    {
        get
        {
            var data = new TheoryData<string, double>();
            foreach (string contour in new[] { "steady", "low", "vibrato", "glide", "high" })
            {
                foreach (double semitones in new[] { -4.0, -1.5, 0.3, 2, 4 })
                {
                    data.Add(contour, semitones);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Stretches))]
    public void A_stretch_keeps_the_pitch_within_a_percent(string contour, double rate)
    {
        float[] stretched = TimeStretch.Apply(Vowels.Sing(contour, Vowels.A), Rate, rate);
        double[] cents = PitchErrors(stretched, contour, 1);
        Report($"{contour} × {rate}: {Formants.Median(cents):0.0} cents");
        Assert.InRange(Formants.Median(cents), -17.3, 17.3);   // 1 %
    }

    [Theory]
    [MemberData(nameof(Shifts))]
    public void A_shift_meets_its_pitch_within_ten_cents(string contour, double semitones)
    {
        float[] shifted = PitchShift.Apply(Vowels.Sing(contour, Vowels.A), Rate, semitones);
        double[] cents = PitchErrors(shifted, contour, Math.Pow(2, semitones / 12));
        Report($"{contour} {semitones:+0.0;-0.0}: {Formants.Median(cents):0.0} cents");
        Assert.InRange(Formants.Median(cents), -10, 10);
    }

    [Theory]
    [InlineData("speech_f_16k", 0.8)]
    [InlineData("speech_f_16k", 1.25)]
    [InlineData("speech_m_22k", 0.8)]
    [InlineData("speech_m_22k", 1.25)]
    public void The_pitch_of_speech_stays_within_a_percent(string clip, double rate)
    {
        float[] speech = ReferenceClip.Samples(clip);
        int sampleRate = ReferenceClip.Rate(clip);
        var yin = new Yin(sampleRate);
        var before = yin.Track(speech);
        var after = yin.Track(TimeStretch.Apply(speech, sampleRate, rate));
        var cents = new List<double>();
        for (int t = 0; t < after.Frames; t++)
        {
            int from = (int)Math.Round(t * rate);
            if (from < before.Frames && after.IsVoiced(t) && before.IsVoiced(from) && after.Voicing[t] > 0.9 && before.Voicing[from] > 0.9)
            {
                cents.Add(1200 * Math.Log2(after.F0Hz[t] / before.F0Hz[from]));
            }
        }

        Assert.True(cents.Count >= 20, $"{cents.Count} frames are voiced in both");
        Report($"{clip} × {rate}: {Formants.Median([.. cents]):0.0} cents of {cents.Count} frames");
        Assert.InRange(Formants.Median([.. cents]), -17.3, 17.3);
        Assert.InRange(after.VoicedShare / before.VoicedShare, 0.9, 1.1);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.8)]
    [InlineData(1.25)]
    [InlineData(2)]
    public void A_stretch_keeps_the_formants_within_a_percent(double rate)
    {
        foreach (var vowel in new[] { Vowels.A, Vowels.I })
        {
            float[] sung = Vowels.Sing("steady", vowel);
            double[] before = Formants.Measure(sung, 4), after = Formants.Measure(TimeStretch.Apply(sung, Rate, rate), 4);
            for (int i = 0; i < 4; i++)
            {
                Report($"F{i + 1} {vowel[i].Hz} Hz: measured {before[i]:0}, × {rate}: {after[i]:0}");
                Assert.Equal(vowel[i].Hz, before[i], 0.06 * vowel[i].Hz);   // linear prediction leans towards the nearest harmonic
                Assert.Equal(before[i], after[i], 0.01 * before[i]);
            }
        }
    }

    [Fact]
    public void A_shift_moves_the_formants_with_the_pitch()
    {
        float[] sung = Vowels.Sing("steady", Vowels.A);
        double[] before = Formants.Measure(sung, 3), after = Formants.Measure(PitchShift.Apply(sung, Rate, 2), 3);
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(Math.Pow(2, 2 / 12.0), after[i] / before[i], 0.03);
        }
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.8)]
    [InlineData(1.1)]
    [InlineData(1.25)]
    [InlineData(2)]
    public void Clicks_stay_short_and_at_the_rates_of_augmentation_all_of_them_single_and_whole(double rate)
    {
        var random = new KeyedRandom(1, "clicks", "test");
        float[] clicks = [.. Signals.Noise(4 * Rate).Select(sample => 0.01f * sample)];   // of −60 dB: no recording is without
        int count = 0;
        for (int i = 1000; i < clicks.Length - 1000; i += random.Below(1600) + 1000, count++)   // 60 to 160 ms apart
        {
            clicks[i] = 0.9f;
        }

        float[] stretched = TimeStretch.Apply(clicks, Rate, rate);
        double sharp = SamplesPerClick(stretched, count), smeared = SamplesPerClick(TimeStretch.Apply(clicks, Rate, rate, StretchEngine.Vocoder), count);
        int kept = stretched.Count(sample => sample > 0.89f);
        Report($"× {rate}: a click lies over {sharp:0.00} samples, {smeared:0.0} by vocoder; {kept} of {count} clicks");
        Assert.True(smeared > 1.5 * sharp);
        if (rate is >= 0.8 and <= 1.25)
        {
            Assert.Equal(count, kept);
            Assert.InRange(sharp, 0.95, 1.05);
        }
        else
        {
            Assert.InRange(sharp, 0.5, 1.7);   // half of the sound goes, or comes twice: not every click can be spared
        }
    }

    /// <summary>(Σ x²)² / Σ x⁴: over how many samples the energy is spread, n for n equal impulses; by the number of clicks.</summary>
    private static double SamplesPerClick(ReadOnlySpan<float> x, int clicks)
    {
        double second = 0, fourth = 0;
        foreach (float sample in x)
        {
            double square = (double)sample * sample;
            second += square;
            fourth += square * square;
        }

        return second * second / fourth / clicks;
    }

    /// <summary>
    /// Of every voiced frame, in cents from what is measured where the contour was sung at that speed and height in the first
    /// place; frames at the ends are left out.
    /// </summary>
    private static double[] PitchErrors(float[] samples, string contour, double factor)
    {
        var yin = new Yin(Rate, new PitchOptions { LowHz = 50 });
        var track = yin.Track(samples);
        var ideal = yin.Track(Vowels.Sing(contour, Vowels.A, factor, samples.Length));
        var cents = new List<double>();
        for (int t = 8; t < track.Frames - 8; t++)
        {
            if (track.IsVoiced(t) && ideal.IsVoiced(t))
            {
                cents.Add(1200 * Math.Log2(track.F0Hz[t] / ideal.F0Hz[t]));
            }
        }

        Assert.True(cents.Count > 0.9 * (track.Frames - 16), $"only {cents.Count} of {track.Frames} frames are voiced");
        return [.. cents];
    }

    private static void Report(string text) => TestContext.Current.TestOutputHelper?.WriteLine(text);
}
