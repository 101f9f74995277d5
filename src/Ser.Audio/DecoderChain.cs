using System.Buffers;
using System.Text;
using Ser.Core;

namespace Ser.Audio;

/// <summary>Decoders in the order in which they are asked; one that meets a coding it does not know hands over to the next.</summary>
internal sealed class DecoderChain(params IAudioDecoder[] decoders)
{
    private static readonly SearchValues<byte> TextBytes =
        SearchValues.Create([(byte)'\t', (byte)'\n', (byte)'\r', .. Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (byte)c)]);

    /// <summary>Decodes with the first decoder that can.</summary>
    /// <exception cref="UserError">
    /// None can. The message is of the first that recognised the head, for it knows the format best; in brackets the last one's reason.
    /// </exception>
    public DecodedAudio Decode(AudioInput input, AudioReadOptions options)
    {
        if (input.Head.IsEmpty)
        {
            throw new UserError($"{input.Name}: is empty (0 bytes); copy it again or leave it out");
        }

        UserError? first = null;
        string lastReason = "";
        foreach (IAudioDecoder decoder in decoders)
        {
            if (!decoder.Recognises(input.Head))
            {
                continue;
            }

            try
            {
                return decoder.Decode(input, options);
            }
            catch (UserError error) when (error.InnerException is UnreadCoding)
            {
                lastReason = first is null ? "" : error.InnerException.Message;
                first ??= error;
            }

            if (!input.TryRestart())
            {
                break;
            }
        }

        throw first is null ? Unrecognised(input)
            : lastReason.Length == 0 ? first
            : new UserError($"{first.Message} ({lastReason})", first);
    }

    private static UserError Unrecognised(AudioInput input)
    {
        ReadOnlySpan<byte> head = input.Head;
        string what = head[..Math.Min(head.Length, 256)].IndexOfAnyExcept(TextBytes) < 0
            ? $"is text, not sound (\"{Encoding.ASCII.GetString(head[..Math.Min(head.Length, 16)]).ReplaceLineEndings(" ").Trim()}\")"
            : $"is in no format that is known (it begins with {Convert.ToHexString(head[..Math.Min(head.Length, 4)])})";
        return new UserError($"{input.Name}: {what}, at byte 0; give a WAV, FLAC, Ogg, Opus, MP3, AIFF, CAF, W64, AU or MPEG-4 file");
    }
}
