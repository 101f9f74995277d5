namespace Ser.Corpora;

/// <summary>Tells by the first bytes of a file what is in it, whatever it is called.</summary>
internal static class ContentKind
{
    private const int HeadBytes = 64;

    /// <summary>Name of each container, and the extensions that promise it.</summary>
    private static readonly Dictionary<string, string[]> Extensions = new(StringComparer.Ordinal)
    {
        ["WAV"] = [".wav", ".wave", ".bwf", ".rf64"], ["FLAC"] = [".flac"], ["Ogg"] = [".ogg", ".oga", ".opus"], ["MP3"] = [".mp3"],
        ["AIFF"] = [".aiff", ".aif", ".aifc"], ["CAF"] = [".caf"], ["W64"] = [".w64"], ["AU"] = [".au", ".snd"], ["MPEG-4"] = [".m4a"],
        ["Matroska"] = [".mka"], ["AAC"] = [".aac"], ["Windows Media"] = [".wma"], ["AMR"] = [".amr"],
    };

    /// <summary>What a file holds, where its name says something else; null where they agree or nobody can tell.</summary>
    /// <param name="path">The file; one that cannot be read contradicts nothing here.</param>
    public static string? Contradiction(string path)
    {
        Span<byte> head = stackalloc byte[HeadBytes];
        try
        {
            using var file = new FileStream(path, new FileStreamOptions { Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 });
            head = head[..file.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return null;
        }

        string extension = Path.GetExtension(path).ToLowerInvariant();
        return Of(head) is { } kind && Extensions.Values.Any(names => names.Contains(extension)) && !Extensions[kind].Contains(extension) ? kind : null;
    }

    /// <summary>The container that begins like this, or null.</summary>
    public static string? Of(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("RIFF"u8) || head.StartsWith("RIFX"u8) || head.StartsWith("RF64"u8))
        {
            return "WAV";
        }

        if (head.StartsWith("FORM"u8))
        {
            return head.Length >= 12 && (head[8..].StartsWith("AIFF"u8) || head[8..].StartsWith("AIFC"u8)) ? "AIFF" : null;
        }

        return head.StartsWith("fLaC"u8) ? "FLAC"
            : head.StartsWith("OggS"u8) ? "Ogg"
            : head.StartsWith("caff"u8) ? "CAF"
            : head.StartsWith("riff"u8) ? "W64"
            : head.StartsWith(".snd"u8) || head.StartsWith("dns."u8) ? "AU"
            : head.StartsWith("#!AMR"u8) ? "AMR"
            : head.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3]) ? "Matroska"
            : head.StartsWith((ReadOnlySpan<byte>)[0x30, 0x26, 0xB2, 0x75]) ? "Windows Media"
            : head.Length >= 8 && head[4..].StartsWith("ftyp"u8) ? "MPEG-4"
            : head is [0xFF, 0xF0 or 0xF1 or 0xF8 or 0xF9, ..] ? "AAC"
            : head.StartsWith("ID3"u8) || head is [0xFF, 0xFB or 0xFA or 0xF3 or 0xF2 or 0xE3 or 0xE2, ..] ? "MP3"
            : null;
    }
}
