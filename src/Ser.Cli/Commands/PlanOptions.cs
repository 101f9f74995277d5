using System.CommandLine;
using Ser.Cli.Extraction;
using Ser.Core;
using Ser.Features;

namespace Ser.Cli.Commands;

/// <summary>The options that choose an analysis: a preset, and any single parameter of it.</summary>
internal sealed class PlanOptions
{
    private readonly Option<string> preset = new("--preset")
    {
        Description = "which analysis: librosa (each clip at its own rate), speech (25 ms every 10 ms), torchaudio, emotion (the default model's)",
        DefaultValueFactory = _ => "librosa",
        HelpName = "name",
    };

    private readonly Option<int?> rate = New<int?>("--rate", "convert sound to this rate in Hz first");
    private readonly Option<int?> fft = New<int?>("--n-fft", "length of the Fourier transform in samples");
    private readonly Option<int?> window = New<int?>("--win-length", "length of the window in samples");
    private readonly Option<int?> hop = New<int?>("--hop-length", "samples from frame to frame");
    private readonly Option<int?> mels = New<int?>("--n-mels", "mel bands");
    private readonly Option<double?> low = New<double?>("--fmin", "lower edge of the mel bands in Hz");
    private readonly Option<double?> high = New<double?>("--fmax", "upper edge of the mel bands in Hz");
    private readonly Option<int?> mfcc = New<int?>("--n-mfcc", "cepstral coefficients");
    private readonly Option<MelScaleKind?> scale = New<MelScaleKind?>("--mel-scale", "how the bands are spaced: slaney or htk");
    private readonly Option<MelNormalisation?> norm = New<MelNormalisation?>("--mel-norm", "height of the bands: slaney (unit area) or none (peak 1)");
    private readonly Option<double?> top = New<double?>("--top-db", "how far log-mel may lie below the clip's highest value in dB; 0: no limit");

    /// <summary>Lets shells complete the names of the presets.</summary>
    public PlanOptions() => preset.CompletionSources.Add("librosa", "speech", "torchaudio", "emotion");

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { preset, rate, fft, window, hop, mels, low, high, mfcc, scale, norm, top })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>All of them but the rate: what a set of features with an analysis of its own has no use for.</summary>
    public IReadOnlyList<Option> AllButRate => [preset, fft, window, hop, mels, low, high, mfcc, scale, norm, top];

    /// <summary>The analysis that the user asked for; whether every clip keeps its own rate, and half of it as the upper edge.</summary>
    /// <exception cref="UserError">The preset is not known, or parameters do not go together.</exception>
    public ChosenPlan Choose(ParseResult parsed)
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
        var chosen = plan;
        bool ownRate = name == "librosa" && parsed.GetValue(rate) is null;
        plan = parsed.GetValue(rate) is { } wanted ? plan.AtRate(wanted) : plan;
        if (ownRate && parsed.GetValue(high) > plan.HighHz)
        {
            plan = plan.AtRate((int)Math.Min(1_000_000, Math.Ceiling(2 * parsed.GetValue(high)!.Value)));   // whether it fits a clip, its own rate tells
        }

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
        return new ChosenPlan(
            changed == chosen ? chosen : (changed with { Name = $"{chosen.Name}*" }).Validated(), ownRate, ownRate && parsed.GetValue(high) is null);
    }

    private static Option<T> New<T>(string name, string description) => CommonOptions.Checked(new Option<T>(name) { Description = description, HelpName = "value" });
}
