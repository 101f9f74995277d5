using Ser.Audio;
using Ser.Core;

namespace Ser.Cli.Verdicts;

/// <summary>Reads the sound of a source, with or without a header, from a file or standard input.</summary>
/// <param name="raw">How sound without a header is coded; null for files with one.</param>
/// <param name="warn">Told of what was read with a remark.</param>
/// <param name="cancel">Ends the waiting for standard input.</param>
internal sealed class ClipReader(RawFormat? raw, Action<string> warn, CancellationToken cancel) : IDisposable
{
    private const string StandardInputName = "stdin";

    private readonly AudioReadOptions options = new() { Warn = warn };
    private readonly ThreadLocal<SampleRoom> rooms = new(() => new SampleRoom());

    /// <summary>Reads a whole sound.</summary>
    /// <param name="source">What to read.</param>
    /// <returns>Good until the next sound is read on this thread.</returns>
    /// <exception cref="UserError">It cannot be read.</exception>
    public SampleRoom Read(ClipSource source)
    {
        var room = rooms.Value!;
        if (raw is not null)
        {
            room.Set(new Waveform(ReadAll(source), raw.Rate));
        }
        else if (source.File == ClipSources.StandardInput)
        {
            using var stream = new StandardInputStream(cancel);
            room.Set(AudioFile.Read(stream, StandardInputName, options));
        }
        else
        {
            AudioFile.Read(source.File, room, options);
        }

        return room;
    }

    /// <summary>Begins to read a sound piece by piece.</summary>
    /// <param name="source">What to read.</param>
    /// <exception cref="UserError">It cannot be read.</exception>
    public ClipPieces Open(ClipSource source)
    {
        bool isStandardInput = source.File == ClipSources.StandardInput;
        Stream? stream = isStandardInput ? new StandardInputStream(cancel) : null;
        if (raw is not null)
        {
            return ClipPieces.Of(stream is null ? RawSoundReader.Open(source.File, raw, warn) : new RawSoundReader(stream, StandardInputName, raw, warn));
        }

        return ClipPieces.Of(stream is null ? SoundReader.Open(source.File, options) : SoundReader.Open(stream, StandardInputName, options));
    }

    /// <summary>The error of a sound that has ended before it began.</summary>
    public static UserError NoSamples(ClipSource source) =>
        new($"{(source.File == ClipSources.StandardInput ? StandardInputName : source.File)}: holds no samples; record it again or leave it out");

    /// <inheritdoc/>
    public void Dispose() => rooms.Dispose();

    private float[] ReadAll(ClipSource source)
    {
        using var pieces = Open(source);
        float[] samples = new float[1 << 16];
        int count = 0;
        for (int read = 1; read > 0; count += read)
        {
            if (count == samples.Length)
            {
                Array.Resize(ref samples, Math.Max(count, (int)Math.Min(2L * count, Array.MaxLength)));
            }

            read = pieces.Read(samples.AsSpan(count));
        }

        return count > 0 ? samples[..count] : throw NoSamples(source);
    }
}
