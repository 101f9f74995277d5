using Ser.Training.Data;

namespace Ser.Tests.Training.Data;

public sealed class StoredSoundTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(1e-4)]
    [InlineData(30)]
    public void A_sound_comes_back_to_half_a_step_of_its_own_peak(double peak)
    {
        float[] sound = [.. Enumerable.Range(0, 1000).Select(i => (float)(peak * Math.Sin(i)))];
        float[] back = StoredSound.Of(sound).ToSamples();
        Assert.All(sound.Zip(back), pair => Assert.Equal(pair.First, pair.Second, 0.51 * peak / short.MaxValue));
    }

    [Fact]
    public void Silence_comes_back_as_silence() => Assert.Equal(new float[3], StoredSound.Of(new float[3]).ToSamples());
}
