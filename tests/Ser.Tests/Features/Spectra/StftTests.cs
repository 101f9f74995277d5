using Ser.Features;

namespace Ser.Tests.Features.Spectra;

public sealed class StftTests
{
    [Theory]
    [InlineData(PaddingMode.Zero, 512, 400)]
    [InlineData(PaddingMode.Reflect, 512, 400)]
    [InlineData(PaddingMode.Edge, 512, 512)]
    [InlineData(PaddingMode.Reflect, 400, 400)]
    [InlineData(PaddingMode.Zero, 512, 401)]
    [InlineData(PaddingMode.Zero, 64, 62)]
    [InlineData(PaddingMode.Zero, 64, 33)]
    [InlineData(PaddingMode.Edge, 2, 1)]
    public void Spectra_are_those_of_the_twin_in_double(PaddingMode padding, int fftSize, int windowLength)
    {
        var plan = FeaturePlan.Speech with { Padding = padding, FftSize = fftSize, WindowLength = windowLength };
        foreach (int length in new[] { 1, 2, 37, 511, 1600, 2000 })
        {
            float[] x = Signals.Noise(length);
            double error = Signals.ErrorOfPeak(new Stft(plan).Power(x), new PlainPipeline(plan).Power(x));
            Assert.InRange(error, 0, 4e-6);   // twice the transform's 2e-6, as power is a square
        }
    }

    [Theory]
    [InlineData(512)]
    [InlineData(400)]
    [InlineData(30)]
    public void Eight_frames_side_by_side_get_the_bits_of_one_alone(int size)
    {
        // Narrow vectors and scalars there, the widest ones here: the order of operations is the same for all.
        var plan = FeaturePlan.Speech with { FftSize = size, WindowLength = size, HopLength = size };
        float[] x = Signals.Noise(size * 11);
        float[] power = new Stft(plan).Power(x), window = plan.CentredWindow();
        var fft = new RealFft(size);
        float[] re = new float[fft.Bins], im = new float[fft.Bins];
        for (int frame = 1; frame < 11; frame++)
        {
            float[] windowed = [.. Enumerable.Range(0, size).Select(i => x[(frame * size) - (size / 2) + i] * window[i])];
            fft.Forward(windowed, re, im);
            for (int bin = 0; bin < fft.Bins; bin++)
            {
                Assert.Equal((re[bin] * re[bin]) + (im[bin] * im[bin]), power[(bin * 12) + frame]);
            }
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(159, 1)]
    [InlineData(160, 2)]
    [InlineData(16000, 101)]
    public void A_clip_has_a_frame_on_every_hop(int samples, int frames)
    {
        Assert.Equal(frames, new Stft(FeaturePlan.Speech).FrameCount(samples));
        Assert.Equal(frames * 257, new Stft(FeaturePlan.Speech).Power(new float[samples]).Length);
    }
}
