using Ser.Features;

namespace Ser.Tests.Features.Reference;

/// <summary>
/// Against librosa 0.11, whose input was float64: its numbers are exact to 1e-13, so what is measured is our single precision.
/// </summary>
public sealed class LibrosaTests
{
    private static readonly string[] LibrosaClips =
    [
        "clicks_22k", "noise_22k", "noise_48k", "short1_22k", "short100_22k", "short511_22k", "silence_22k", "speech_f_16k", "speech_m_22k",
        "sweep_22k", "sweep_48k", "twotone_22k", "voice_22k", "voice_48k",
    ];

    private static readonly string[] SpeechClips =
    [
        "clicks_16k", "noise_16k", "short1_16k", "short100_16k", "short511_16k", "silence_16k", "sweep_16k", "twotone_16k", "voice_16k",
    ];

    private static readonly Dictionary<string, FeaturePlan> SpeechVariants = new()
    {
        ["m64_slaney_f0"] = FeaturePlan.Speech,
        ["m80_slaney_f20"] = FeaturePlan.Speech with { MelBands = 80, LowHz = 20 },
        ["m64_htk_nonorm_f0"] = FeaturePlan.Speech with { MelScale = MelScaleKind.Htk, MelNormalisation = MelNormalisation.None },
        ["m80_htk_nonorm_f20"] = FeaturePlan.Speech with
        {
            MelBands = 80, LowHz = 20, MelScale = MelScaleKind.Htk, MelNormalisation = MelNormalisation.None,
        },
        ["m64_htk_slaneynorm_f0"] = FeaturePlan.Speech with { MelScale = MelScaleKind.Htk },
        ["m64_slaneyscale_nonorm_f0"] = FeaturePlan.Speech with { MelNormalisation = MelNormalisation.None },
    };

    /// <summary>Folder of the values, clip.</summary>
    public static TheoryData<string, string> MelFolders =>
    [
        .. LibrosaClips.Select(clip => ($"preset_librosa/{clip}", clip)),
        .. SpeechClips.Select(clip => ($"preset_speech/{clip}/m64_slaney_f0", clip)),
        ("preset_speech/speech_f_16k/m80_htk_nonorm_f20", "speech_f_16k"),
        .. from clip in new[] { "voice_16k", "noise_16k", "silence_16k", "short511_16k" }
           from variant in new[] { "m80_slaney_f20", "m64_htk_nonorm_f0", "m80_htk_nonorm_f20" }
           select ($"preset_speech/{clip}/{variant}", clip),
    ];

    public static TheoryData<string, string> ClipFolders =>
    [
        .. LibrosaClips.Select(clip => ($"preset_librosa/{clip}", clip)),
        .. SpeechClips.Append("speech_f_16k").Select(clip => ($"preset_speech/{clip}", clip)),
    ];

    public static TheoryData<string, string> StftFolders =>
    [
        .. new[] { "short1_22k", "short100_22k", "short511_22k", "twotone_22k" }.Select(clip => ($"preset_librosa/{clip}", clip)),
        .. new[] { "clicks_16k", "noise_16k", "short1_16k", "short100_16k", "short511_16k", "twotone_16k" }
            .Select(clip => ($"preset_speech/{clip}", clip)),
    ];

    [Theory]
    [MemberData(nameof(StftFolders))]
    public void Magnitudes_agree(string folder, string clip)
    {
        double[] expected = Values(folder, "stft_mag").Values;
        float[] magnitude = [.. new Stft(Plan(folder, clip)).Power(ReferenceClip.Samples(clip)).Select(MathF.Sqrt)];
        ReferenceClip.AssertWithin(2e-6, Signals.ErrorOfPeak(magnitude, expected), "stft, of peak");   // the transform's own error
    }

    [Theory]
    [MemberData(nameof(MelFolders))]
    public void Mel_power_agrees(string folder, string clip)
    {
        double[] expected = Values(folder, "mel_power").Values;
        float[] mel = ReferenceClip.Family(Plan(folder, clip), clip, FeatureKinds.MelPower);
        ReferenceClip.AssertWithin(4e-6, Signals.ErrorOfPeak(mel, expected), "mel power, of peak");    // twice that, as power is a square
    }

    [Theory]
    [MemberData(nameof(MelFolders))]
    public void Log_mel_agrees(string folder, string clip)
    {
        double[] expected = Values(folder, "log_mel_db").Values;
        float[] db = ReferenceClip.Family(Plan(folder, clip), clip, FeatureKinds.LogMel);
        ReferenceClip.AssertWithin(1e-3, Signals.LargestError(db, expected), "log-mel, dB");
    }

    [Theory]
    [MemberData(nameof(MelFolders))]
    public void Mfcc_agree(string folder, string clip)
    {
        double[] expected = Values(folder, "mfcc20").Values;
        float[] mfcc = ReferenceClip.Family(Plan(folder, clip), clip, FeatureKinds.Mfcc);
        ReferenceClip.AssertWithin(1e-3, Signals.LargestError(mfcc, expected), "mfcc");
    }

    [Theory]
    [MemberData(nameof(ClipFolders))]
    public void Zero_crossing_rates_are_equal(string folder, string clip)
    {
        var expected = Values(folder, "per_frame");   // row 0: zcr; row 2: rms
        Assert.Equal(expected.Row(0).Select(rate => (float)rate), ReferenceClip.Family(Plan(folder, clip), clip, FeatureKinds.Zcr));
    }

    [Theory]
    [MemberData(nameof(ClipFolders))]
    public void Rms_agrees(string folder, string clip)
    {
        double[] expected = Values(folder, "per_frame").Row(2);
        float[] rms = ReferenceClip.Family(Plan(folder, clip), clip, FeatureKinds.Rms);
        ReferenceClip.AssertWithin(3e-7, Signals.ErrorOfPeak(rms, expected), "rms, of peak");          // librosa squares in float32, too
    }

    [Theory]
    [InlineData("constant", PaddingMode.Zero)]
    [InlineData("reflect", PaddingMode.Reflect)]
    [InlineData("edge", PaddingMode.Edge)]
    public void Magnitudes_agree_for_every_padding(string name, PaddingMode padding)
    {
        double[] expected = Values("ops", $"stft_mag_noise_16k_first1600_center_{name}").Values;
        float[] power = new Stft(FeaturePlan.Speech with { Padding = padding }).Power(ReferenceClip.Samples("noise_16k").AsSpan(0, 1600));
        ReferenceClip.AssertWithin(2e-6, Signals.ErrorOfPeak([.. power.Select(MathF.Sqrt)], expected), "stft, of peak");
    }

    [Theory]
    [InlineData(16000)]
    [InlineData(22050)]
    [InlineData(48000)]
    public void Banks_of_2048_agree(int rate)
    {
        var plan = FeaturePlan.Librosa.AtRate(rate);
        AssertBank(plan, Values("filters", $"mel_librosa_sr{rate}_coo").Dense(128, 1025));
        var htk = plan with { MelBands = 40, MelScale = MelScaleKind.Htk, MelNormalisation = MelNormalisation.None };
        AssertBank(htk, Values("filters", $"mel_htk40_nonorm_sr{rate}_n2048_coo").Dense(40, 1025));
    }

    [Theory]
    [InlineData("m64_slaney_f0")]
    [InlineData("m80_slaney_f20")]
    [InlineData("m64_htk_nonorm_f0")]
    [InlineData("m80_htk_nonorm_f20")]
    [InlineData("m64_htk_slaneynorm_f0")]
    [InlineData("m64_slaneyscale_nonorm_f0")]
    public void Banks_of_512_agree(string variant)
    {
        var plan = SpeechVariants[variant];
        AssertBank(plan, Values("filters", $"mel_speech_{variant}_coo").Dense(plan.MelBands, 257));
    }

    [Fact]
    public void Windows_agree()
    {
        AssertWindow("hann_periodic_2048", Hann.Periodic(2048));
        AssertWindow("hann_periodic_400_centred_in_512", FeaturePlan.Speech.CentredWindow());
        AssertWindow("hann_symmetric_400", Hann.Symmetric(400));
    }

    [Fact]
    public void The_mel_scale_agrees()
    {
        using var json = System.Text.Json.JsonDocument.Parse(
            File.ReadAllText(TestData.Require("reference", "librosa", "filters", "mel_scale.json")));
        double[] Numbers(string name) => [.. json.RootElement.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];
        double[] hz = Numbers("hz");
        foreach (var (scale, name) in new[] { (MelScaleKind.Slaney, "slaney"), (MelScaleKind.Htk, "htk") })
        {
            double[] mel = Numbers($"mel_{name}"), frequencies = MelScale.Frequencies(10, 0, 8000, scale);
            Assert.All(hz.Zip(mel), pair =>
                Assert.Equal(pair.Second, MelScale.FromHz(pair.First, scale), 1e-10 * Math.Max(1, pair.Second)));
            Assert.All(Numbers($"mel_frequencies_10_0_8000_{name}").Zip(frequencies), pair =>
                Assert.Equal(pair.First, pair.Second, 1e-6));
        }
    }

    private static void AssertBank(FeaturePlan plan, double[] expected) =>   // one rounding to float
        ReferenceClip.AssertWithin(1e-7, Signals.ErrorOfPeak(MelFilterbank.Build(plan).Dense(), expected), "bank, of peak");

    private static void AssertWindow(string name, float[] window) =>         // half a unit below 1
        ReferenceClip.AssertWithin(3e-8, Signals.LargestError(window, Values("filters", name).Values), "window");

    internal static FeaturePlan Plan(string folder, string clip) => folder.Split('/') switch
    {
        ["preset_librosa", _] => FeaturePlan.Librosa.AtRate(ReferenceClip.Rate(clip)),
        [_, _, var variant] => SpeechVariants[variant],
        _ => FeaturePlan.Speech,
    };

    internal static Npy Values(string folder, string name) => ReferenceClip.Values(["librosa", .. folder.Split('/'), name + ".npy"]);
}
