namespace Ser.Audio.Libsndfile;

/// <summary>What the format bits of SF_INFO mean (SF_FORMAT_… in sndfile.h).</summary>
internal static class SndfileFormat
{
    private const int Container = 0x0FFF_0000, Coding = 0xFFFF;

    /// <summary>Container and coding: "FLAC 16 bit", "AIFF PCM 24 bit", "Ogg Vorbis".</summary>
    public static string Name(int format)
    {
        string container = (format & Container) switch
        {
            0x01_0000 or 0x13_0000 => "WAV",
            0x02_0000 => "AIFF",
            0x03_0000 => "AU",
            0x0B_0000 => "W64",
            0x17_0000 => "FLAC",
            0x18_0000 => "CAF",
            0x20_0000 => "Ogg",
            0x22_0000 => "RF64",
            0x23_0000 => "MPEG",
            _ => $"libsndfile 0x{(format & Container) >> 16:X}",
        };
        string pcm = container == "FLAC" ? "" : "PCM ";   // FLAC has nothing else
        string coding = (format & Coding) switch
        {
            0x01 or 0x05 => $"{pcm}8 bit",
            0x02 => $"{pcm}16 bit",
            0x03 => $"{pcm}24 bit",
            0x04 => $"{pcm}32 bit",
            0x06 => "float 32 bit",
            0x07 => "float 64 bit",
            0x10 => "G.711 µ-law",
            0x11 => "G.711 A-law",
            0x12 => "IMA ADPCM",
            0x13 => "Microsoft ADPCM",
            0x20 => "GSM 6.10",
            0x60 => "Vorbis",
            0x64 => "Opus",
            0x70 => "ALAC 16 bit",
            0x71 => "ALAC 20 bit",
            0x72 => "ALAC 24 bit",
            0x73 => "ALAC 32 bit",
            0x80 => "layer 1",
            0x81 => "layer 2",
            0x82 => "layer 3",
            _ => $"coding 0x{format & Coding:X}",
        };
        return $"{container} {coding}" switch
        {
            "MPEG layer 3" => "MP3",
            "Ogg Opus" => "Opus",
            var name => name,
        };
    }

    /// <summary>The largest sample that the coding can hold; see <see cref="DecodedAudio.FullScale"/>.</summary>
    public static float FullScale(int format) => (format & Coding) switch
    {
        0x01 or 0x05 => 127 / 128f,
        0x10 => 32124 / 32768f,
        0x11 => 32256 / 32768f,
        _ => DecodedAudio.FullScale16,
    };
}
