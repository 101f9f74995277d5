using Ser.Features;

namespace Ser.Tests.Features.Reference;

/// <summary>
/// Against torchaudio 0.13, which builds its filter bank in float32, 1.3e-5 off the exact one: that is what the tolerances are for.
/// </summary>
public sealed class TorchaudioTests
{
    public static TheoryData<string> Clips => ["clicks_16k", "noise_16k", "silence_16k", "voice_16k"];

    [Theory]
    [MemberData(nameof(Clips))]
    public void Magnitudes_agree(string clip)
    {
        var expected = ReferenceClip.Values("torchaudio", clip, "stft_mag_first8.npy");
        float[] power = new Stft(FeaturePlan.Torchaudio).Power(ReferenceClip.Samples(clip));
        int frames = power.Length / 201;
        float[] first8 = [.. from bin in Enumerable.Range(0, 201)
                           from frame in Enumerable.Range(0, 8)
                           select MathF.Sqrt(power[(bin * frames) + frame])];
        ReferenceClip.AssertWithin(2e-6, Signals.ErrorOfPeak(first8, expected.Values), "torchaudio stft, of peak");
    }

    [Theory]
    [MemberData(nameof(Clips))]
    public void Mel_power_agrees(string clip)
    {
        double[] expected = ReferenceClip.Values("torchaudio", clip, "mel_power.npy").Values;
        float[] mel = ReferenceClip.Family(FeaturePlan.Torchaudio, clip, FeatureKinds.MelPower);
        ReferenceClip.AssertWithin(2e-5, Signals.ErrorOfPeak(mel, expected), "torchaudio mel power, of peak");
    }

    [Theory]
    [MemberData(nameof(Clips))]
    public void Log_mel_agrees(string clip)
    {
        double[] expected = ReferenceClip.Values("torchaudio", clip, "mel_db_top80.npy").Values;
        float[] db = ReferenceClip.Family(FeaturePlan.Torchaudio, clip, FeatureKinds.LogMel);
        ReferenceClip.AssertWithin(2e-3, Signals.LargestError(db, expected), "torchaudio log-mel, dB");
    }

    [Theory]
    [MemberData(nameof(Clips))]
    public void Mfcc_agree(string clip)
    {
        double[] expected = ReferenceClip.Values("torchaudio", clip, "mfcc40.npy").Values;
        float[] mfcc = ReferenceClip.Family(FeaturePlan.Torchaudio, clip, FeatureKinds.Mfcc);
        ReferenceClip.AssertWithin(1e-3, Signals.LargestError(mfcc, expected), "torchaudio mfcc");
    }

    [Fact]
    public void The_bank_agrees_to_the_precision_that_it_was_built_in()
    {
        var expected = ReferenceClip.Values("torchaudio", "mel_fb_htk128_n400_sr16000.npy");
        float[] dense = MelFilterbank.Build(FeaturePlan.Torchaudio).Dense();
        double[] turned = expected.Shape[0] == 128
            ? expected.Values
            : [.. from band in Enumerable.Range(0, 128) from bin in Enumerable.Range(0, 201) select expected.Values[(bin * 128) + band]];
        ReferenceClip.AssertWithin(2e-5, Signals.LargestError(dense, turned), "torchaudio bank");
    }
}
