using System.Buffers.Binary;

namespace Ser.Tests.Cli;

/// <summary>WAV files, whole and broken, made in code.</summary>
internal static class Wav
{
    private const int HeaderBytes = 44;

    /// <summary>A rising tone: mono, 8 bit, which is all that a test needs of a sound.</summary>
    public static byte[] Tone(double seconds, int rate = 8000)
    {
        var file = new byte[HeaderBytes + (int)(seconds * rate)];
        WriteHeader(file, rate);
        for (int i = HeaderBytes; i < file.Length; i++)
        {
            double time = (i - HeaderBytes) / (double)rate;
            file[i] = (byte)(128 + (80 * Math.Sin(2 * Math.PI * time * (200 + (20 * (time % 10))))));
        }

        return file;
    }

    /// <summary>Noise that only this seed has: no two clips of a corpus may hold the same sound.</summary>
    public static byte[] Noise(double seconds, int seed, int rate = 8000)
    {
        var file = new byte[HeaderBytes + (int)(seconds * rate)];
        WriteHeader(file, rate);
        var random = new Random(seed);
        for (int i = HeaderBytes; i < file.Length; i++)
        {
            file[i] = (byte)(48 + random.Next(160));
        }

        return file;
    }

    /// <summary>Zeros, which are 128 in 8 bits.</summary>
    public static byte[] Silence(double seconds)
    {
        byte[] file = Tone(seconds);
        file.AsSpan(HeaderBytes).Fill(128);
        return file;
    }

    /// <summary>A file whose end is missing: its header promises more.</summary>
    public static byte[] CutShort() => Tone(2)[..^8000];

    /// <summary>A header, and nothing after it.</summary>
    public static byte[] WithoutSamples() => Tone(0);

    /// <summary>A file that ends before it says what it is.</summary>
    public static byte[] CutInHeader() => Tone(1)[..20];

    /// <summary>Text that somebody gave the wrong name.</summary>
    public static byte[] Text() => [.. "this is no sound\n"u8];

    private static void WriteHeader(Span<byte> file, int rate)
    {
        "RIFF"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file[4..], file.Length - 8);
        "WAVEfmt "u8.CopyTo(file[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(file[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(file[20..], 1);    // integers
        BinaryPrimitives.WriteInt16LittleEndian(file[22..], 1);    // channel
        BinaryPrimitives.WriteInt32LittleEndian(file[24..], rate);
        BinaryPrimitives.WriteInt32LittleEndian(file[28..], rate); // bytes a second
        BinaryPrimitives.WriteInt16LittleEndian(file[32..], 1);    // bytes a frame
        BinaryPrimitives.WriteInt16LittleEndian(file[34..], 8);    // bits
        "data"u8.CopyTo(file[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(file[40..], file.Length - HeaderBytes);
    }
}
