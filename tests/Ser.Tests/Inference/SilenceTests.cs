using Ser.Core;
using Ser.Inference;

namespace Ser.Tests.Inference;

public sealed class SilenceTests
{
    [Fact]
    public void The_peak_is_found_at_every_place_of_every_length()
    {
        for (int length = 0; length <= 70; length++)
        {
            var samples = new float[length];
            Assert.Equal(0, Silence.Peak(samples));
            for (int at = 0; at < length; at++)
            {
                samples[at] = at % 2 == 0 ? -0.5f : 0.5f;
                Assert.Equal(0.5f, Silence.Peak(samples));
                samples[at] = float.NaN;
                Assert.Equal(float.NaN, Silence.Peak(samples));
                samples[at] = float.NegativeInfinity;
                Assert.Equal(float.PositiveInfinity, Silence.Peak(samples));
                samples[at] = 0;
            }
        }
    }

    [Theory]
    [InlineData(0f, true)]
    [InlineData(-0.001f, true)]
    [InlineData(0.0011f, false)]
    public void Sixty_decibels_below_full_scale_is_the_edge(float sample, bool isSilent)
    {
        using var model = EmotionModel.Load(TinyModel.Bytes(), "tiny.onnx");
        var prediction = model.Predict([sample, 0, 0], 16_000);
        Assert.Equal(isSilent, prediction.Silent);
        if (isSilent)
        {
            Assert.Equal([0.5f, 0.5f], prediction.Probabilities);
        }
    }

    [Fact]
    public void What_is_no_number_is_refused_instead_of_handed_on()
    {
        using var model = EmotionModel.Load(TinyModel.Bytes(), "tiny.onnx");
        Assert.Throws<UserError>(() => model.Predict([0.5f, float.NaN], 16_000));
        Assert.Throws<UserError>(() => model.Predict([0.5f, float.PositiveInfinity], 8_000));
    }
}
