namespace Ser.Audio.Ffmpeg;

/// <summary>A container that ffmpeg is asked to open.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Demuxer">What ffmpeg calls it (its option -f).</param>
/// <remarks>
/// The list is closed and ffmpeg is never left to guess: of some hundred formats that it guesses from, several are play
/// lists, with which a file sent by a stranger could make it open other files and addresses.
/// </remarks>
internal sealed record MediaKind(string Name, string Demuxer)
{
    private static readonly MediaKind
        Mpeg4 = new("MPEG-4", "mov"), WebM = new("WebM", "matroska"), Matroska = new("Matroska", "matroska"), Asf = new("Windows Media", "asf"),
        Wav = new("WAV", "wav"), Avi = new("AVI", "avi"), Ogg = new("Ogg", "ogg"), Flac = new("FLAC", "flac"), Aac = new("AAC", "aac"), Mp3 = new("MP3", "mp3"),
        Aiff = new("AIFF", "aiff"), Caf = new("CAF", "caf"), W64 = new("W64", "w64"), Au = new("AU", "au"), Flv = new("Flash video", "flv"), Amr = new("AMR", "amr"),
        MpegProgram = new("MPEG video", "mpeg"), MpegTransport = new("MPEG transport stream", "mpegts"), WavPack = new("WavPack", "wv"),
        Monkey = new("Monkey's Audio", "ape"), Sphere = new("NIST Sphere", "nistsphere"), TrueAudio = new("True Audio", "tta");

    /// <summary>What a file is that begins so; null where ffmpeg shall not be asked.</summary>
    public static MediaKind? Of(ReadOnlySpan<byte> head)
    {
        if (head.Length < 8)
        {
            return null;
        }

        ReadOnlySpan<byte> second = head[4..8];
        bool isAtom = second.SequenceEqual("ftyp"u8) || (head[0] == 0
            && (second.SequenceEqual("moov"u8) || second.SequenceEqual("mdat"u8) || second.SequenceEqual("wide"u8) || second.SequenceEqual("free"u8)));
        return isAtom ? Mpeg4
            : head.StartsWith<byte>([0x1A, 0x45, 0xDF, 0xA3]) ? head[..Math.Min(head.Length, 64)].IndexOf("webm"u8) >= 0 ? WebM : Matroska
            : head.StartsWith<byte>([0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11]) ? Asf
            : head.StartsWith("RIFF"u8) || head.StartsWith("RF64"u8) ? OfRiff(head)
            : head.StartsWith("OggS"u8) ? Ogg
            : head.StartsWith("fLaC"u8) ? Flac
            : head.StartsWith("ID3"u8) ? Mp3
            : head[0] == 0xFF && (head[1] & 0xF6) == 0xF0 ? Aac      // ADTS: twelve set bits, layer 0
            : head[0] == 0xFF && (head[1] & 0xE0) == 0xE0 ? Mp3
            : head.StartsWith("FORM"u8) ? Aiff
            : head.StartsWith("caff"u8) ? Caf
            : head.StartsWith("riff"u8) ? W64
            : head.StartsWith(".snd"u8) ? Au
            : head.StartsWith("FLV\u0001"u8) ? Flv
            : head.StartsWith("#!AMR"u8) ? Amr
            : head.StartsWith<byte>([0, 0, 1, 0xBA]) ? MpegProgram
            : head.Length > 376 && head[0] == 0x47 && head[188] == 0x47 && head[376] == 0x47 ? MpegTransport
            : head.StartsWith("wvpk"u8) ? WavPack
            : head.StartsWith("MAC "u8) ? Monkey
            : head.StartsWith("NIST_1A"u8) ? Sphere
            : head.StartsWith("TTA1"u8) ? TrueAudio
            : null;
    }

    private static MediaKind? OfRiff(ReadOnlySpan<byte> head) =>
        head.Length < 12 ? null
        : head[8..12].SequenceEqual("WAVE"u8) ? Wav
        : head[8..12].SequenceEqual("AVI "u8) ? Avi
        : null;
}
