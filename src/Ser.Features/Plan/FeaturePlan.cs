using System.Runtime.CompilerServices;
using System.Text.Json;
using Ser.Core;

namespace Ser.Features;

/// <summary>Every parameter of the analysis: immutable, equal by value, written into each model that was trained with it.</summary>
/// <remarks>
/// Frames are centred: frame t is centred on sample t · HopLength, so a clip of n ≥ 1 samples has 1 + n / HopLength frames.
/// Each property refuses a value out of its own range; what depends on two properties is refused by <see cref="Validated"/>,
/// which everything that is built from a plan calls.
/// </remarks>
public sealed record FeaturePlan
{
    private const int LongestFrame = RealFft.LargestSize;

    /// <summary>librosa's defaults: 2048-sample windows every 512, 128 Slaney mels up to half the rate. See <see cref="AtRate"/>.</summary>
    public static FeaturePlan Librosa { get; } = new()
    {
        Name = "librosa", SampleRate = 22050, FftSize = 2048, WindowLength = 2048, HopLength = 512,
        Window = WindowKind.HannPeriodic, Padding = PaddingMode.Zero, FrameLength = 2048,
        MelBands = 128, LowHz = 0, HighHz = 11025, MelScale = MelScaleKind.Slaney, MelNormalisation = MelNormalisation.Slaney,
        LogFloor = 1e-10, TopDb = 80, MfccCount = 20,
    };

    /// <summary>Speech at 16 kHz: 25 ms windows every 10 ms, 64 Slaney mels.</summary>
    public static FeaturePlan Speech { get; } = new()
    {
        Name = "speech", SampleRate = 16000, FftSize = 512, WindowLength = 400, HopLength = 160,
        Window = WindowKind.HannPeriodic, Padding = PaddingMode.Zero, FrameLength = 400,
        MelBands = 64, LowHz = 0, HighHz = 8000, MelScale = MelScaleKind.Slaney, MelNormalisation = MelNormalisation.Slaney,
        LogFloor = 1e-10, TopDb = 80, MfccCount = 20,
    };

    /// <summary>torchaudio's defaults at 16 kHz: 400-sample windows every 200, mirrored ends, 128 HTK mels of peak 1, 40 MFCC.</summary>
    public static FeaturePlan Torchaudio { get; } = new()
    {
        Name = "torchaudio", SampleRate = 16000, FftSize = 400, WindowLength = 400, HopLength = 200,
        Window = WindowKind.HannPeriodic, Padding = PaddingMode.Reflect, FrameLength = 400,
        MelBands = 128, LowHz = 0, HighHz = 8000, MelScale = MelScaleKind.Htk, MelNormalisation = MelNormalisation.None,
        LogFloor = 1e-10, TopDb = 80, MfccCount = 40,
    };

    /// <summary>The plan of the default network: 25 ms windows every 16 ms, 64 HTK mels of peak 1 from 50 Hz to 8 kHz.</summary>
    public static FeaturePlan Emotion { get; } = new()
    {
        Name = "emotion", SampleRate = 16000, FftSize = 512, WindowLength = 400, HopLength = 256,
        Window = WindowKind.HannPeriodic, Padding = PaddingMode.Zero, FrameLength = 400,
        MelBands = 64, LowHz = 50, HighHz = 8000, MelScale = MelScaleKind.Htk, MelNormalisation = MelNormalisation.None,
        LogFloor = 1e-10, TopDb = null, MfccCount = 20,
    };

    /// <summary>Name of the preset, as outputs and models show it.</summary>
    public required string Name
    {
        get;
        init => field = string.IsNullOrWhiteSpace(value) ? throw new UserError("feature plan: name is empty; give the plan a name") : value;
    }

    /// <summary>Rate of the samples in Hz: 100 to 1 000 000.</summary>
    public required int SampleRate { get; init => field = InRange(value, 100, 1_000_000); }

    /// <summary>Samples of one spectrum, which has FftSize / 2 + 1 bins: a size that <see cref="RealFft.Supports"/>.</summary>
    public required int FftSize
    {
        get;
        init => field = RealFft.Supports(value)
            ? value
            : throw new UserError($"feature plan: fftSize is {value}; give an even number of 2 to {LongestFrame} "
                + "whose half has no prime factor above 5, such as 400, 512 or 2048");
    }

    /// <summary>Samples of the window, which stands in the middle of FftSize: 1 to FftSize.</summary>
    public required int WindowLength { get; init => field = InRange(value, 1, LongestFrame); }

    /// <summary>Samples from one frame to the next: 1 to 65 536.</summary>
    public required int HopLength { get; init => field = InRange(value, 1, LongestFrame); }

    /// <summary>Shape of the window.</summary>
    public required WindowKind Window { get; init => field = Known(value); }

    /// <summary>What spectra see beyond the ends of the clip. (RMS always sees zeros and ZCR the edge samples, as in librosa.)</summary>
    public required PaddingMode Padding { get; init => field = Known(value); }

    /// <summary>Samples that zero-crossing rate and RMS are taken over: an even number of 2 to 65 536.</summary>
    public required int FrameLength
    {
        get;
        init => field = InRange(value, 2, LongestFrame) % 2 == 0
            ? value
            : throw new UserError($"feature plan: frameLength is {value}; give an even number of 2 to {LongestFrame}");
    }

    /// <summary>Mel bands: 1 to 1024.</summary>
    public required int MelBands { get; init => field = InRange(value, 1, 1024); }

    /// <summary>Lower edge of the lowest mel band in Hz: 0 or more, below HighHz.</summary>
    public required double LowHz { get; init => field = InRange(value, 0, 500_000); }

    /// <summary>Upper edge of the highest mel band in Hz: above LowHz, at most half the rate.</summary>
    public required double HighHz { get; init => field = InRange(value, 0, 500_000); }

    /// <summary>The curve along which the bands are evenly spaced.</summary>
    public required MelScaleKind MelScale { get; init => field = Known(value); }

    /// <summary>How high the triangles are.</summary>
    public required MelNormalisation MelNormalisation { get; init => field = Known(value); }

    /// <summary>The power below which everything counts as this power, 1e-30 to 1: log-mel = 10 log10(max(power, LogFloor)) dB.</summary>
    public required double LogFloor { get; init => field = InRange(value, 1e-30, 1); }

    /// <summary>Log-mel is raised to the clip's highest value minus this, above 0 to 1000 dB; null: it is left as it is.</summary>
    public required double? TopDb
    {
        get;
        init => field = value is null or (> 0 and <= 1000)
            ? value
            : throw new UserError($"feature plan: topDb is {value}; give a value above 0 to 1000, or null for none");
    }

    /// <summary>Mel-frequency cepstral coefficients, coefficient 0 included: 1 to MelBands.</summary>
    public required int MfccCount { get; init => field = InRange(value, 1, 1024); }

    /// <summary>The same analysis of clips at another rate, with mel bands up to half of it. Lengths in samples stay.</summary>
    /// <param name="rate">Rate in Hz: 100 to 1 000 000, and more than twice LowHz.</param>
    /// <exception cref="UserError">The rate is out of its range.</exception>
    public FeaturePlan AtRate(int rate) => (this with { SampleRate = rate, HighHz = rate / 2.0 }).Validated();

    /// <summary>This plan, if its properties fit each other.</summary>
    /// <exception cref="UserError">They do not; the message names the property and its range.</exception>
    public FeaturePlan Validated()
    {
        if (WindowLength > FftSize)
        {
            throw new UserError($"feature plan: windowLength is {WindowLength}; give 1 to {FftSize}, which is fftSize");
        }

        if (HighHz > SampleRate / 2.0 || HighHz <= LowHz)
        {
            throw new UserError($"feature plan: highHz is {HighHz}; give a value above {LowHz}, which is lowHz, "
                + $"and at most {SampleRate / 2.0}, which is half of sampleRate");
        }

        if (MfccCount > MelBands)
        {
            throw new UserError($"feature plan: mfccCount is {MfccCount}; give 1 to {MelBands}, which is melBands");
        }

        return this;
    }

    /// <summary>The window as a frame meets it: FftSize values, zeros on both sides of WindowLength ones.</summary>
    /// <remarks>Where the zeros are odd in number, the right side has one more, as in librosa.</remarks>
    public float[] CentredWindow() => [.. ExactWindow().Select(value => (float)value)];

    /// <summary>The same before it is rounded to float.</summary>
    internal double[] ExactWindow()
    {
        Validated();
        double[] centred = new double[FftSize];
        double[] window = Hann.Exact(WindowLength, Window == WindowKind.HannPeriodic ? WindowLength : WindowLength - 1);
        window.CopyTo(centred, (FftSize - WindowLength) / 2);
        return centred;
    }

    /// <summary>The plan as one line of JSON with every property; <see cref="FromJson"/> reads it back as an equal plan.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, FeaturePlanJson.Default.FeaturePlan);

    /// <summary>Reads what <see cref="ToJson"/> wrote. Every property has to be there, and no others.</summary>
    /// <exception cref="UserError">The text is not such JSON, or a value is out of its range.</exception>
    public static FeaturePlan FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            var plan = JsonSerializer.Deserialize(json, FeaturePlanJson.Default.FeaturePlan);
            return plan?.Validated() ?? throw new UserError("feature plan: the JSON is null; give an object");
        }
        catch (JsonException error)
        {
            string reason = error.Message.ReplaceLineEndings(" ");
            throw new UserError($"feature plan: not read ({reason}); write it again with this version", error);
        }
    }

    private static int InRange(int value, int low, int high, [CallerMemberName] string property = "") =>
        value >= low && value <= high ? value : throw OutOfRange(property, value, low, high);

    private static double InRange(double value, double low, double high, [CallerMemberName] string property = "") =>
        value >= low && value <= high ? value : throw OutOfRange(property, value, low, high);

    private static T Known<T>(T value, [CallerMemberName] string property = "") where T : struct, Enum =>
        Enum.IsDefined(value)
            ? value
            : throw new UserError($"feature plan: {InJson(property)} is {value}; give {string.Join(" or ", Enum.GetNames<T>())}");

    private static UserError OutOfRange(string property, object value, object low, object high) =>
        new($"feature plan: {InJson(property)} is {value}; give {low} to {high}");

    private static string InJson(string property) => JsonNamingPolicy.CamelCase.ConvertName(property);
}
