using Ser.Audio;
using Ser.Core;

namespace Ser.Corpora;

/// <summary>The sound of a clip: all of its file, or the stretch that a manifest gives.</summary>
internal static class ClipSound
{
    /// <summary>Reads all channels of a clip.</summary>
    /// <param name="clip">What is read.</param>
    /// <param name="warn">Takes one line for every fault that was read around; null: nobody listens.</param>
    /// <exception cref="UserError">The file cannot be read, or holds nothing where the clip begins.</exception>
    public static DecodedAudio Read(Clip clip, Action<string>? warn = null)
    {
        var audio = AudioFile.ReadChannels(clip.File, new AudioReadOptions { Warn = warn });
        if (clip.Start is null && clip.End is null)
        {
            return audio;
        }

        int start = Frame(clip.Start ?? 0), end = clip.End is { } seconds ? Frame(seconds) : audio.Frames;
        return start < end
            ? audio with { Samples = audio.Samples[(start * audio.Channels)..(end * audio.Channels)] }
            : throw new UserError($"{clip.File}: has no sound from {clip.Start ?? 0} s to {clip.End} s; it has {audio.Frames / (double)audio.Rate:0.###} s");

        int Frame(double at) => (int)Math.Clamp(Math.Round(at * audio.Rate), 0, audio.Frames);
    }

    /// <summary>Reads a clip and averages its channels.</summary>
    /// <exception cref="UserError">The file cannot be read, or there are no samples.</exception>
    public static Waveform ReadMono(Clip clip) => Mono(Read(clip), clip);

    /// <summary>The average of the channels.</summary>
    /// <exception cref="UserError">There are no samples.</exception>
    private static Waveform Mono(DecodedAudio audio, Clip clip) => audio.Frames > 0
        ? new Waveform(audio.ToMono(), audio.Rate)
        : throw new UserError($"{clip.File}: holds no samples; record it again or leave it out");
}
