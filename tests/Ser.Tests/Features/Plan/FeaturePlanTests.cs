using Ser.Core;
using Ser.Features;

namespace Ser.Tests.Features.Plan;

public sealed class FeaturePlanTests
{
    public static TheoryData<FeaturePlan> Presets =>
        [FeaturePlan.Librosa, FeaturePlan.Librosa.AtRate(48000), FeaturePlan.Speech, FeaturePlan.Torchaudio, FeaturePlan.Emotion];

    [Theory]
    [MemberData(nameof(Presets))]
    public void A_plan_comes_back_from_its_json_as_an_equal_one(FeaturePlan plan)
    {
        var back = FeaturePlan.FromJson(plan.ToJson());
        Assert.Equal(plan, back);
        Assert.NotSame(plan, back);
        Assert.Equal(plan.ToJson(), back.ToJson());
    }

    [Fact]
    public void The_json_of_the_default_plan_is_frozen()
    {
        Assert.Equal(
            """
            {"name":"emotion","sampleRate":16000,"fftSize":512,"windowLength":400,"hopLength":256,"window":"HannPeriodic",
            "padding":"Zero","frameLength":400,"melBands":64,"lowHz":50,"highHz":8000,"melScale":"Htk","melNormalisation":"None",
            "logFloor":1E-10,"topDb":null,"mfccCount":20}
            """.ReplaceLineEndings(""),
            FeaturePlan.Emotion.ToJson());
    }

    public static TheoryData<FeaturePlan, string> FrozenPresets => new()
    {
        {
            FeaturePlan.Librosa,
            """
            {"name":"librosa","sampleRate":22050,"fftSize":2048,"windowLength":2048,"hopLength":512,"window":"HannPeriodic",
            "padding":"Zero","frameLength":2048,"melBands":128,"lowHz":0,"highHz":11025,"melScale":"Slaney","melNormalisation":"Slaney",
            "logFloor":1E-10,"topDb":80,"mfccCount":20}
            """
        },
        {
            FeaturePlan.Speech,
            """
            {"name":"speech","sampleRate":16000,"fftSize":512,"windowLength":400,"hopLength":160,"window":"HannPeriodic",
            "padding":"Zero","frameLength":400,"melBands":64,"lowHz":0,"highHz":8000,"melScale":"Slaney","melNormalisation":"Slaney",
            "logFloor":1E-10,"topDb":80,"mfccCount":20}
            """
        },
        {
            FeaturePlan.Torchaudio,
            """
            {"name":"torchaudio","sampleRate":16000,"fftSize":400,"windowLength":400,"hopLength":200,"window":"HannPeriodic",
            "padding":"Reflect","frameLength":400,"melBands":128,"lowHz":0,"highHz":8000,"melScale":"Htk","melNormalisation":"None",
            "logFloor":1E-10,"topDb":80,"mfccCount":40}
            """
        },
    };

    [Theory]
    [MemberData(nameof(FrozenPresets))]
    public void The_json_of_every_preset_is_frozen(FeaturePlan plan, string json) =>
        Assert.Equal(json.ReplaceLineEndings(""), plan.ToJson());

    private static readonly Func<FeaturePlan, FeaturePlan>[] SingleChanges =
    [
        plan => plan with { Name = "mine" }, plan => plan with { SampleRate = 44100 }, plan => plan with { FftSize = 2400 },
        plan => plan with { WindowLength = 300 }, plan => plan with { HopLength = 100 },
        plan => plan with { Window = WindowKind.HannSymmetric },
        plan => plan with { Padding = PaddingMode.Edge }, plan => plan with { FrameLength = 300 }, plan => plan with { MelBands = 100 },
        plan => plan with { LowHz = 20 }, plan => plan with { HighHz = 7000 }, plan => plan with { LogFloor = 1e-8 },
        plan => plan with { TopDb = 60 }, plan => plan with { MfccCount = 13 },
        plan => plan with { MelScale = plan.MelScale == MelScaleKind.Htk ? MelScaleKind.Slaney : MelScaleKind.Htk },
        plan => plan with
        {
            MelNormalisation = plan.MelNormalisation == MelNormalisation.None ? MelNormalisation.Slaney : MelNormalisation.None,
        },
    ];

    public static TheoryData<FeaturePlan> LibraryPresets => [FeaturePlan.Librosa, FeaturePlan.Speech, FeaturePlan.Torchaudio];

    [Theory]
    [MemberData(nameof(LibraryPresets))]
    public void Any_single_parameter_of_a_preset_can_be_another(FeaturePlan preset)
    {
        foreach (var change in SingleChanges)
        {
            var changed = change(preset);
            Assert.NotEqual(preset, changed);
            Assert.Equal(changed, FeaturePlan.FromJson(changed.ToJson()));
            Assert.Equal(changed.MfccCount, new FeatureExtractor(changed).ColumnsOf(FeatureKinds.Delta).Count);
        }
    }

    [Fact]
    public void Librosa_at_another_rate_reaches_up_to_half_of_it()
    {
        var plan = FeaturePlan.Librosa.AtRate(48000);
        Assert.Equal((48000, 24000, 2048), (plan.SampleRate, plan.HighHz, plan.FftSize));
        Assert.Equal(FeaturePlan.Librosa, plan.AtRate(22050));
        Assert.Throws<UserError>(() => FeaturePlan.Librosa.AtRate(0));
        Assert.Throws<UserError>(() => (FeaturePlan.Emotion with { LowHz = 60 }).AtRate(100));
    }

    [Fact]
    public void The_window_stands_in_the_middle_of_the_transform()
    {
        float[] window = FeaturePlan.Emotion.CentredWindow();
        Assert.Equal(512, window.Length);
        Assert.Equal(Hann.Periodic(400), window[56..456]);
        Assert.All(window[..56], value => Assert.Equal(0, value));
        Assert.All(window[456..], value => Assert.Equal(0, value));
        Assert.Equal(Hann.Symmetric(400), (FeaturePlan.Emotion with { Window = WindowKind.HannSymmetric }).CentredWindow()[56..456]);
    }

    public static TheoryData<string, Func<FeaturePlan, FeaturePlan>> OutOfRange => new()
    {
        { "name", plan => plan with { Name = " " } },
        { "sampleRate", plan => plan with { SampleRate = 99 } },
        { "fftSize", plan => plan with { FftSize = 514 } },
        { "fftSize", plan => plan with { FftSize = 0 } },
        { "windowLength", plan => plan with { WindowLength = 0 } },
        { "windowLength", plan => plan with { WindowLength = 513 } },
        { "hopLength", plan => plan with { HopLength = 0 } },
        { "window", plan => plan with { Window = (WindowKind)7 } },
        { "padding", plan => plan with { Padding = (PaddingMode)(-1) } },
        { "frameLength", plan => plan with { FrameLength = 401 } },
        { "melBands", plan => plan with { MelBands = 0 } },
        { "lowHz", plan => plan with { LowHz = -1 } },
        { "lowHz", plan => plan with { LowHz = double.NaN } },
        { "highHz", plan => plan with { HighHz = 8000.5 } },
        { "highHz", plan => plan with { HighHz = 50 } },
        { "melScale", plan => plan with { MelScale = (MelScaleKind)2 } },
        { "melNormalisation", plan => plan with { MelNormalisation = (MelNormalisation)2 } },
        { "logFloor", plan => plan with { LogFloor = 0 } },
        { "topDb", plan => plan with { TopDb = 0 } },
        { "topDb", plan => plan with { TopDb = double.PositiveInfinity } },
        { "mfccCount", plan => plan with { MfccCount = 65 } },
    };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void A_value_out_of_range_is_a_user_error_that_names_it(string property, Func<FeaturePlan, FeaturePlan> change)
    {
        var error = Assert.Throws<UserError>(() => new FeatureExtractor(change(FeaturePlan.Emotion)));
        Assert.StartsWith($"feature plan: {property} is ", error.Message, StringComparison.Ordinal);
        Assert.Contains("; give ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"name\":\"emotion\"}")]
    public void Json_that_is_no_whole_plan_is_a_user_error(string json)
    {
        var error = Assert.Throws<UserError>(() => FeaturePlan.FromJson(json));
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("\"hopLength\":256", "\"hopLength\":0")]
    [InlineData("\"hopLength\":256", "\"hopLength\":256,\"liftering\":22")]
    [InlineData("\"Htk\"", "\"Bark\"")]
    [InlineData("\"highHz\":8000", "\"highHz\":9000")]
    public void Json_with_a_wrong_value_or_a_parameter_of_another_version_is_a_user_error(string right, string wrong)
    {
        string json = FeaturePlan.Emotion.ToJson();
        Assert.Contains(right, json, StringComparison.Ordinal);
        Assert.Throws<UserError>(() => FeaturePlan.FromJson(json.Replace(right, wrong, StringComparison.Ordinal)));
    }
}
