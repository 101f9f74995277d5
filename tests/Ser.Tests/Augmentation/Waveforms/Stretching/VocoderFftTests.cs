using System.Runtime.Intrinsics;
using Ser.Augmentation.Waveforms;
using Ser.Tests.Features;

namespace Ser.Tests.Augmentation.Waveforms.Stretching;

public sealed class VocoderFftTests
{
    [Fact]
    public void Spectra_are_those_of_the_definition_and_the_inverse_undoes_them()
    {
        var work = new VocoderFft.Work();
        float[][] signals = [.. Enumerable.Range(0, 4).Select(lane => Signals.Noise(VocoderFft.Size, $"{lane}"))];
        Vector256<double>[] frames = new Vector256<double>[VocoderFft.Size], re = new Vector256<double>[VocoderFft.Bins], im = [.. re];
        for (int i = 0; i < frames.Length; i++)
        {
            frames[i] = Vector256.Create(signals[0][i], signals[1][i], signals[2][i], (double)signals[3][i]);
        }

        VocoderFft.Forward(frames, re, im, work);
        foreach (int k in new[] { 0, 1, 2, 511, 512, 700, 1023, 1024 })
        {
            for (int lane = 0; lane < 4; lane++)
            {
                double cos = 0, sin = 0;
                for (int i = 0; i < VocoderFft.Size; i++)
                {
                    double angle = -2 * Math.PI * ((long)i * k % VocoderFft.Size) / VocoderFft.Size;
                    cos += signals[lane][i] * Math.Cos(angle);
                    sin += signals[lane][i] * Math.Sin(angle);
                }

                Assert.Equal(cos, re[k][lane], 1e-12);
                Assert.Equal(sin, im[k][lane], 1e-12);
            }
        }

        VocoderFft.Inverse(re, im, frames, work);
        for (int i = 0; i < frames.Length; i++)
        {
            for (int lane = 0; lane < 4; lane++)
            {
                Assert.Equal(signals[lane][i], frames[i][lane], 1e-14);
            }
        }
    }
}
