using Ser.Audio;
using Ser.Core;

namespace Ser.Corpora;

/// <summary>What is to be said of one clip by itself.</summary>
/// <param name="Clip">Which one.</param>
/// <param name="Info">Form, length, level; null where it cannot be decoded.</param>
/// <param name="Print">For the comparison with others; null where there is nothing to compare.</param>
/// <param name="Fault">Why it cannot be decoded, or what is missing at its end; null where nothing is wrong.</param>
/// <param name="Content">What its first bytes say that it is, where its name says something else; else null.</param>
public sealed record ClipAudit(Clip Clip, AudioInfo? Info, ClipPrint? Print, string? Fault, string? Content)
{
    /// <summary>Below this many seconds a clip is called very short: no word fits in.</summary>
    public const double ShortSeconds = 0.3;

    /// <summary>From this share of cut samples on a clip is called clipped.</summary>
    public const double ClippedShare = 1e-4;

    /// <summary>Whether there is no sound in it at all, not even silence.</summary>
    public bool IsEmpty { get; private init; }

    /// <summary>Reads and measures a clip. Whatever is wrong with it stands in the result.</summary>
    public static ClipAudit Of(Clip clip)
    {
        ArgumentNullException.ThrowIfNull(clip);
        string? content = ContentKind.Contradiction(clip.File);
        string? warning = null;
        try
        {
            var audio = ClipSound.Read(clip, text => warning ??= text);
            var info = AudioInfo.Of(audio);
            var print = audio.Frames > 0 ? ClipPrint.Of(new Waveform(audio.ToMono(), audio.Rate)) : null;
            return new ClipAudit(clip, info, print, Short(warning, clip), content) { IsEmpty = audio.Frames == 0 };
        }
        catch (UserError error)
        {
            return new ClipAudit(clip, null, null, Short(error.Message, clip), content) { IsEmpty = IsEmptyFile(clip.File) };
        }
    }

    /// <summary>What is wrong or odd in this clip alone.</summary>
    public IEnumerable<Finding> Findings()
    {
        if (IsEmpty)
        {
            yield return Found(FindingKind.Empty, Info is null ? "0 bytes" : "no samples");
        }
        else if (Fault is not null)
        {
            yield return Found(FindingKind.Corrupt, Fault);
        }

        if (Content is not null)
        {
            yield return Found(FindingKind.Misnamed, $"is {Content}");
        }

        if (Info is not { Frames: > 0 } info)
        {
            yield break;
        }

        if (info.SilenceShare == 1)
        {
            yield return Found(FindingKind.Silent, double.IsNegativeInfinity(info.PeakDbfs) ? "digital silence" : $"peak {info.PeakDbfs:0.0} dBFS");
        }

        if (info.ClippedShare >= ClippedShare)
        {
            yield return Found(FindingKind.Clipped, $"{100 * info.ClippedShare:0.00} % of the samples", info.ClippedShare);
        }

        if (info.Seconds < ShortSeconds)
        {
            yield return Found(FindingKind.VeryShort, $"{info.Seconds:0.000} s", -info.Seconds);
        }
    }

    private Finding Found(FindingKind kind, string detail, double severity = 0) => new(kind, [Clip.Name], detail, severity);

    /// <summary>The message without the path, which a table shows already.</summary>
    private static string? Short(string? message, Clip clip) =>
        message is not null && message.StartsWith($"{clip.File}: ", StringComparison.Ordinal) ? message[(clip.File.Length + 2)..] : message;

    private static bool IsEmptyFile(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: 0 };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
