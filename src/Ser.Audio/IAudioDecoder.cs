namespace Ser.Audio;

/// <summary>Reads one family of sound formats; the place where another decoder fits in.</summary>
/// <remarks>A decoder has no state of its own: one object serves all threads.</remarks>
public interface IAudioDecoder
{
    /// <summary>Whether these are the first bytes of a file that this decoder is responsible for.</summary>
    /// <param name="head">Up to <see cref="AudioInput.HeadBytes"/> bytes; fewer where the file is shorter.</param>
    bool Recognises(ReadOnlySpan<byte> head);

    /// <summary>Decodes the whole input; only called when its head was recognised.</summary>
    /// <exception cref="Core.UserError">The content cannot be read; the message names the input, the fault and the remedy.</exception>
    DecodedAudio Decode(AudioInput input, AudioReadOptions options);
}
