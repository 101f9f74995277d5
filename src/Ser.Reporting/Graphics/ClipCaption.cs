using System.Globalization;

namespace Ser.Reporting;

/// <summary>What a picture of a clip says in words.</summary>
internal static class ClipCaption
{
    /// <summary>Length, rate and level.</summary>
    public static string Facts(ClipPlotData data)
    {
        float peak = AxisRange.Peak(data.Samples.Span);
        string loudness = data.Samples.IsEmpty ? "no samples"
            : peak > 0 ? $"peak {Ticks.Signed(20 * Math.Log10(peak), "0.0")} dB" : "silence";
        return string.Create(CultureInfo.InvariantCulture,
            $"{Duration((double)data.Samples.Length / data.SampleRate)} · {data.SampleRate / 1000.0:0.###} kHz · {loudness}");
    }

    private static string Duration(double seconds) => seconds switch
    {
        0 => "0 s",
        < 0.1 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1000:0.###} ms"),
        < 180 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.00} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0.0} min"),
    };

    /// <summary>What a reader who cannot see the picture is told.</summary>
    public static string Description(ClipPlotData data)
    {
        string f0 = data.F0Hz is not { IsEmpty: false } ? "" : " with the fundamental frequency drawn over it";
        string verdicts = data.Verdicts is null ? "" : " probabilities of the emotions,";
        return $"{Facts(data)}. {(data.Verdicts is null ? "Four" : "Five")} panels share the time axis: waveform, mel spectrogram{f0},{verdicts} RMS level in dB, zero crossings per sample.";
    }

    /// <summary>The text, or as much of its end as fits: the names of files differ at their end.</summary>
    public static string Fitting(string text, TextStyle style, double width)
    {
        const double Wider = 1.1;   // the reader's font may be wider than ours
        int[] starts = StringInfo.ParseCombiningCharacters(text);
        string fitting = text;
        for (int i = 1; i < starts.Length && StrokeFont.Width(fitting, style.Size, style.Bold) * Wider > width; i++)
        {
            fitting = "…" + text[starts[i]..];
        }

        return fitting;
    }
}
