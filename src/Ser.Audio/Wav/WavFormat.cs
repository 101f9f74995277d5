using System.Buffers.Binary;
using Ser.Core;

namespace Ser.Audio.Wav;

/// <summary>How the bytes of a data chunk become numbers.</summary>
internal enum WavCoding
{
    /// <summary>Unsigned bytes around 128.</summary>
    Unsigned8,

    /// <summary>Signed integers of 16, 24 or 32 bits, whatever part of them is used.</summary>
    Signed16,

    /// <inheritdoc cref="Signed16"/>
    Signed24,

    /// <inheritdoc cref="Signed16"/>
    Signed32,

    /// <summary>IEEE floating point.</summary>
    Float32,

    /// <inheritdoc cref="Float32"/>
    Float64,

    /// <summary>G.711, a byte a sample.</summary>
    MuLaw,

    /// <inheritdoc cref="MuLaw"/>
    ALaw,
}

/// <summary>What a fmt chunk says, once it makes sense.</summary>
/// <param name="Coding">The form of one sample.</param>
/// <param name="SampleBytes">Bytes of one sample in the file.</param>
/// <param name="Channels">1 or more.</param>
/// <param name="Rate">Frames per second.</param>
/// <param name="BigEndian">Whether the most significant byte comes first (RIFX).</param>
/// <param name="Bits">Bits of one sample, as the header says.</param>
internal readonly record struct WavFormat(WavCoding Coding, int SampleBytes, int Channels, int Rate, bool BigEndian, int Bits)
{
    /// <summary>The part of a fmt chunk that matters: up to and with the first bytes of the GUID of an extensible one.</summary>
    public const int LongestChunk = 40;

    private const int Pcm = 1, IeeeFloat = 3, ALawTag = 6, MuLawTag = 7, Extensible = 0xFFFE;

    /// <summary>Bytes of one frame in the file.</summary>
    public int FrameBytes => SampleBytes * Channels;

    /// <summary>"WAV PCM 16 bit" and the like.</summary>
    public string Name => Coding switch
    {
        WavCoding.Float32 => "WAV float 32 bit",
        WavCoding.Float64 => "WAV float 64 bit",
        WavCoding.MuLaw => "WAV G.711 µ-law",
        WavCoding.ALaw => "WAV G.711 A-law",
        _ => $"WAV PCM {Bits} bit",
    };

    /// <summary>The largest sample that the coding can hold; see <see cref="DecodedAudio.FullScale"/>.</summary>
    public float FullScale => Coding switch
    {
        WavCoding.Unsigned8 => 127 / 128f,
        WavCoding.Signed16 when Bits < 16 => 1 - MathF.ScaleB(1, 1 - Bits),
        WavCoding.MuLaw => 32124 / 32768f,
        WavCoding.ALaw => 32256 / 32768f,
        _ => DecodedAudio.FullScale16,
    };

    /// <summary>Reads the body of a fmt chunk.</summary>
    /// <param name="body">16 bytes or more.</param>
    /// <param name="bigEndian">Whether the file is RIFX.</param>
    /// <param name="name">The file, for messages.</param>
    /// <param name="at">Where the body stands in the file, for messages.</param>
    /// <exception cref="UserError">The values contradict each other, or the coding is not read.</exception>
    public static WavFormat Parse(ReadOnlySpan<byte> body, bool bigEndian, string name, long at)
    {
        int tag = Word(body, 0, bigEndian);
        int channels = Word(body, 2, bigEndian);
        uint rate = bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(body[4..]) : BinaryPrimitives.ReadUInt32LittleEndian(body[4..]);
        int frameBytes = Word(body, 12, bigEndian);
        int bits = Word(body, 14, bigEndian);
        if (tag == Extensible)
        {
            if (body.Length < 26)
            {
                throw new UserError($"{name}: its extensible format has no sub-format, at byte {at + body.Length}; {CopyAgain}");
            }

            tag = Word(body, 24, bigEndian);   // the first two bytes of the sub-format's GUID are the plain tag
        }

        if (channels == 0)
        {
            throw new UserError($"{name}: has 0 channels, at byte {at + 2}; {CopyAgain}");
        }

        if (rate is 0 or > Waveform.HighestRate)
        {
            throw new UserError($"{name}: its sampling rate is {rate} Hz, at byte {at + 4}; a rate is 1 to {Waveform.HighestRate}, so {CopyAgain}");
        }

        WavCoding coding = tag switch
        {
            Pcm => Integer(bits, frameBytes, channels),
            IeeeFloat when bits == 32 => WavCoding.Float32,
            IeeeFloat when bits == 64 => WavCoding.Float64,
            IeeeFloat => throw Contradiction(),
            ALawTag => WavCoding.ALaw,
            MuLawTag => WavCoding.MuLaw,
            _ => throw new UserError($"{name}: is coded as {CodecName(tag)}, which is not read, at byte {at}; convert it to PCM", new UnreadCoding("")),
        };
        int sampleBytes = coding switch
        {
            WavCoding.Unsigned8 or WavCoding.MuLaw or WavCoding.ALaw => 1,
            WavCoding.Signed16 => 2,
            WavCoding.Signed24 => 3,
            WavCoding.Float64 => 8,
            _ => 4,
        };
        return sampleBytes * channels == frameBytes ? new WavFormat(coding, sampleBytes, channels, (int)rate, bigEndian, bits) : throw Contradiction();

        WavCoding Integer(int bits, int frameBytes, int channels)
        {
            if (bits is < 1 or > 32)
            {
                throw new UserError($"{name}: has {bits} bits a sample, at byte {at + 14}; integers have 1 to 32, so {CopyAgain}");
            }

            // A width that is no whole number of bytes is left-justified in its container, so the container alone scales
            // it. Beyond 16 bits the container may also be wider than it has to be (20 or 24 bits in 32); a narrow
            // sample with too large a frame is rather a slip in the header, and guessing would make noise of it.
            int container = (bits + 7) / 8;
            if (container == 3 && frameBytes == 4 * channels)
            {
                container = 4;
            }

            return container switch
            {
                1 => WavCoding.Unsigned8,
                2 => WavCoding.Signed16,
                3 => WavCoding.Signed24,
                _ => WavCoding.Signed32,
            };
        }

        UserError Contradiction() => new(
            $"{name}: its header contradicts itself ({channels} x {bits} bits in frames of {frameBytes} bytes), at byte {at + 12}; {CopyAgain}");
    }

    private const string CopyAgain = "copy the file again, convert it or leave it out";

    private static int Word(ReadOnlySpan<byte> bytes, int at, bool bigEndian) =>
        bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]) : BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static string CodecName(int tag) => tag switch
    {
        0x0002 => "Microsoft ADPCM (0x0002)",
        0x0011 => "IMA ADPCM (0x0011)",
        0x0031 => "GSM 6.10 (0x0031)",
        0x0050 => "MPEG (0x0050)",
        0x0055 => "MP3 (0x0055)",
        _ => $"0x{tag:X4}",
    };
}
