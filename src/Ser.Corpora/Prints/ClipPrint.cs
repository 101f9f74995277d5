using Ser.Audio;

namespace Ser.Corpora;

/// <summary>What is kept of a clip's sound to tell whether another clip holds the same: a few kilobytes.</summary>
/// <param name="Hash">Equal where the samples are.</param>
/// <param name="Acoustic">Alike where one is a copy of the other in another format, at another level or rate, or a little cut.</param>
public sealed record ClipPrint(SoundHash Hash, AcousticPrint Acoustic)
{
    /// <summary>Takes both prints of a sound.</summary>
    public static ClipPrint Of(Waveform sound)
    {
        ArgumentNullException.ThrowIfNull(sound);
        return new ClipPrint(SoundHash.Of(sound), AcousticPrint.Of(sound));
    }
}
