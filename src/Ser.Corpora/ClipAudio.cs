using Ser.Audio;
using Ser.Audio.Editing;

namespace Ser.Corpora;

/// <summary>Reads the sound of a clip: its whole file, or the stretch of it that is meant.</summary>
public static class ClipAudio
{
    /// <summary>Reads a clip and makes it mono.</summary>
    /// <param name="clip">What to read.</param>
    /// <param name="options">Null: <see cref="AudioReadOptions.Default"/>. An edit is done to the stretch, not to the file.</param>
    /// <exception cref="Core.UserError">The file cannot be read, or it ends before the stretch begins.</exception>
    public static Waveform Read(Clip clip, AudioReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(clip);
        return Read(clip.File, clip.Start, clip.End, options);
    }

    /// <summary>Reads a recording and makes it mono.</summary>
    /// <inheritdoc cref="Read(Clip, AudioReadOptions)"/>
    public static Waveform Read(Recording recording, AudioReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(recording);
        return Read(recording.File, recording.Start, recording.End, options);
    }

    /// <summary>Reads a recording and makes it mono, into room that is kept.</summary>
    /// <param name="recording">What to read.</param>
    /// <param name="room">Receives the sound; good until the next is read.</param>
    /// <param name="options">As of <see cref="Read(Clip, AudioReadOptions)"/>.</param>
    /// <exception cref="Core.UserError">The file cannot be read, or it ends before the stretch begins.</exception>
    public static void Read(Recording recording, SampleRoom room, AudioReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentNullException.ThrowIfNull(room);
        if (recording.Start is null && recording.End is null)
        {
            AudioFile.Read(recording.File, room, options);
        }
        else
        {
            room.Set(Read(recording, options));
        }
    }

    private static Waveform Read(string file, double? start, double? end, AudioReadOptions? options)
    {
        if (start is null && end is null)
        {
            return AudioFile.Read(file, options);
        }

        options ??= AudioReadOptions.Default;
        var stretch = new AudioEdit { Start = start ?? 0, Duration = end - (start ?? 0) };
        var sound = AudioFile.Read(file, options with { Edit = stretch });
        return options.Edit is { } edit ? edit.Apply(sound, file, options.Warn) : sound;
    }
}
