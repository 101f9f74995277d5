using System.CommandLine;
using Ser.Core;
using Ser.Features;

namespace Ser.Cli.Commands;

/// <summary>The options that choose an analysis: a preset, and any single parameter of it.</summary>
internal sealed class PlanOptions
{
    private readonly Option<string> preset = new("--preset")
    {
        Description = "librosa (its defaults, at the clip's own rate), speech (25 ms every 10 ms at 16 kHz), torchaudio, emotion (the default model's)",
        DefaultValueFactory = _ => "librosa",
        HelpName = "name",
    };

    private readonly Option<int?> rate = New<int?>("--rate", "sample rate in Hz that sound is converted to");
    private readonly Option<int?> fft = New<int?>("--n-fft", "length of the Fourier transform in samples");
    private readonly Option<int?> window = New<int?>("--win-length", "length of the window in samples");
    private readonly Option<int?> hop = New<int?>("--hop-length", "samples from frame to frame");
    private readonly Option<int?> mels = New<int?>("--n-mels", "mel bands");
    private readonly Option<double?> low = New<double?>("--fmin", "lower edge of the mel bands in Hz");
    private readonly Option<double?> high = New<double?>("--fmax", "upper edge of the mel bands in Hz");
    private readonly Option<int?> mfcc = New<int?>("--n-mfcc", "cepstral coefficients");
    private readonly Option<MelScaleKind?> scale = New<MelScaleKind?>("--mel-scale", "slaney or htk");
    private readonly Option<MelNormalisation?> norm = New<MelNormalisation?>("--mel-norm", "slaney or none");
    private readonly Option<double?> top = New<double?>("--top-db", "range below the loudest band in dB; 0 for no limit");

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { preset, rate, fft, window, hop, mels, low, high, mfcc, scale, norm, top })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The analysis that the user asked for; whether every clip keeps its own rate, and half of it as the upper edge.</summary>
    /// <exception cref="UserError">The preset is not known, or parameters do not go together.</exception>
    public (FeaturePlan Plan, bool OwnRate, bool OwnHighHz) Choose(ParseResult parsed)
    {
        string name = parsed.GetValue(preset)!.ToLowerInvariant();
        var plan = name switch
        {
            "librosa" => FeaturePlan.Librosa,
            "speech" => FeaturePlan.Speech,
            "torchaudio" => FeaturePlan.Torchaudio,
            "emotion" => FeaturePlan.Emotion,
            _ => throw new UserError($"there is no preset '{name}'; choose of librosa speech torchaudio emotion"),
        };
        bool ownRate = name == "librosa" && parsed.GetValue(rate) is null;
        plan = parsed.GetValue(rate) is { } wanted ? plan.AtRate(wanted) : plan;
        int fftSize = parsed.GetValue(fft) ?? plan.FftSize;
        var changed = plan with
        {
            FftSize = fftSize,
            WindowLength = parsed.GetValue(window) ?? Math.Min(plan.WindowLength, fftSize),
            FrameLength = parsed.GetValue(window) ?? parsed.GetValue(fft) ?? plan.FrameLength,
            HopLength = parsed.GetValue(hop) ?? plan.HopLength,
            MelBands = parsed.GetValue(mels) ?? plan.MelBands,
            LowHz = parsed.GetValue(low) ?? plan.LowHz,
            HighHz = parsed.GetValue(high) ?? plan.HighHz,
            MfccCount = parsed.GetValue(mfcc) ?? Math.Min(plan.MfccCount, parsed.GetValue(mels) ?? plan.MelBands),
            MelScale = parsed.GetValue(scale) ?? plan.MelScale,
            MelNormalisation = parsed.GetValue(norm) ?? plan.MelNormalisation,
            TopDb = parsed.GetValue(top) switch { null => plan.TopDb, 0 => null, { } range => range },
        };
        return (changed == plan ? plan : (changed with { Name = $"{plan.Name}*" }).Validated(), ownRate, ownRate && parsed.GetValue(high) is null);
    }

    private static Option<T> New<T>(string name, string description) => new(name) { Description = description, HelpName = "value" };
}
