using Ser.Augmentation.Waveforms;
using Ser.Tests.Features;
using Ser.Tests.Features.Reference;

namespace Ser.Tests.Augmentation.Waveforms.Stretching;

/// <summary>
/// The vocoder against librosa 0.11. Stretched sounds are ill-conditioned: noise of 1e-9 in the input, or rounding the input to float, moves
/// librosa's own output by up to 1.8e-4 (conditioning.json), for phases of faint bins are summed up and the bins grow loud later.
/// </summary>
public sealed class VocoderReferenceTests
{
    [Theory]
    [InlineData("0.8")]
    [InlineData("1.25")]
    [InlineData("2.0")]
    public void Spectra_are_librosas(string rate)
    {
        double step = double.Parse(rate, System.Globalization.CultureInfo.InvariantCulture);
        var input = Ops("vocoder_in_re_im");
        var expected = Ops($"vocoder_rate{rate}_re_im");
        int bins = input.Shape[0], inputs = input.Shape[1], outputs = expected.Shape[1];
        Assert.Equal(outputs, (int)Math.Ceiling(inputs / step));

        var vocoder = new PhaseVocoder(Frame(0));
        double[] re = new double[bins], im = new double[bins];
        double error = 0, peak = expected.Values.Max(Math.Abs);
        for (int t = 0; t < outputs; t++)
        {
            double time = t * step;
            vocoder.Next(Frame((int)time), Frame((int)time + 1), time - (int)time, re, im, 1);
            for (int k = 0; k < bins; k++)
            {
                int at = 2 * ((k * outputs) + t);
                error = Math.Max(error, Math.Max(Math.Abs(re[k] - expected.Values[at]), Math.Abs(im[k] - expected.Values[at + 1])));
            }
        }

        ReferenceClip.AssertWithin(1e-8, error / peak, "spectra, of peak");

        VocoderFrame Frame(int t)
        {
            var frame = new VocoderFrame(bins);
            if (t < inputs)
            {
                frame.Set(
                    [.. Enumerable.Range(0, bins).Select(k => input.Values[2 * ((k * inputs) + t)])],
                    [.. Enumerable.Range(0, bins).Select(k => input.Values[(2 * ((k * inputs) + t)) + 1])],
                    1);
            }

            return frame;
        }
    }

    [Theory]
    [InlineData("voice2_22k", 0.8)]
    [InlineData("voice2_22k", 1.25)]
    [InlineData("twotone_16k", 0.8)]
    [InlineData("twotone_16k", 1.25)]
    public void Stretched_sounds_are_librosas(string clip, double rate)
    {
        float[] stretched = TimeStretch.Apply(ReferenceClip.Samples(clip), ReferenceClip.Rate(clip), rate, StretchEngine.Vocoder);
        double[] expected = Ops($"time_stretch_{clip}_rate{rate.ToString(System.Globalization.CultureInfo.InvariantCulture)}").Values;
        ReferenceClip.AssertWithin(5e-4, Signals.LargestError(stretched, expected), "stretched");
    }

    /// <summary>
    /// Against resamplers of the same kind, a windowed sinc. Within 50 samples of the ends they differ by how wide they are: the sound
    /// breaks off there, and librosa's are left to ring or cut by a sample.
    /// </summary>
    [Theory]
    [InlineData("voice2_22k", 2)]
    [InlineData("voice2_22k", -3)]
    [InlineData("twotone_16k", 4)]
    public void Shifted_sounds_are_librosas(string clip, int semitones)
    {
        const int End = 50;
        float[] shifted = PitchShift.Apply(ReferenceClip.Samples(clip), ReferenceClip.Rate(clip), semitones, StretchEngine.Vocoder);
        foreach (string resampler in new[] { "kaiser_best", "soxr_hq" })
        {
            double[] expected = Ops($"pitch_shift_{clip}_{(semitones > 0 ? "+" : "")}{semitones}_{resampler}").Values;
            ReferenceClip.AssertWithin(1e-3, Signals.LargestError(shifted.AsSpan()[End..^End], expected.AsSpan()[End..^End]), resampler);
            ReferenceClip.AssertWithin(2e-2, Signals.LargestError(shifted, expected), resampler + ", ends");
        }
    }

    [Fact]
    public void What_is_read_faster_was_stretched_as_librosa_does_it()
    {
        float[] stretched = TimeStretch.Apply(ReferenceClip.Samples("twotone_16k"), 16_000, Math.Pow(2, -4 / 12.0), StretchEngine.Vocoder);
        ReferenceClip.AssertWithin(5e-4, Signals.LargestError(stretched, Ops("pitch_shift_twotone_16k_+4_stretched").Values), "stretched");
    }

    private static Npy Ops(string name) => Npy.Read(TestData.Require("reference", "librosa", "ops", name + ".npy"));
}
