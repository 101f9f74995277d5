using Ser.Core;

namespace Ser.Tests.Audio.Wav;

/// <summary>Damages WAV files the ways that disks, transfers, careless writers and attackers do.</summary>
internal static class WavMutator
{
    private static readonly uint[] Lies = [0, 1, 3, 7, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFE, uint.MaxValue];

    /// <summary>One to three changes; most of them in the first 80 bytes, where the header is.</summary>
    /// <param name="seeds">One is changed, the others lend it pieces.</param>
    /// <param name="random">Everything is drawn from it.</param>
    public static byte[] Mutate(byte[][] seeds, KeyedRandom random)
    {
        byte[] file = [.. seeds[random.Below(seeds.Length)]];
        int changes = 1 + random.Below(3);
        for (int i = 0; i < changes && file.Length > 0; i++)
        {
            int at = random.Below(random.Chance(0.8) ? Math.Min(80, file.Length) : file.Length);
            file = random.Below(9) switch
            {
                0 => Overwrite(file, at, [(byte)random.NextBits()]),
                1 => Overwrite(file, at, [(byte)(file[at] ^ (1 << random.Below(8)))]),
                2 => Overwrite(file, at, BitConverter.GetBytes(random.Chance(0.5) ? uint.MaxValue : 0)),
                3 => file[..Math.Max(at, 1)],
                4 => [.. file[..at], .. file[Math.Max(0, at - 8)..]],
                5 => file.Length - at > 8 ? [.. file[..at], .. file[(at + 1 + random.Below(8))..]] : file,
                6 => LieAboutASize(file, random),
                7 => SpliceChunk(file, seeds[random.Below(seeds.Length)], random),
                _ => Overwrite(file, at, seeds[random.Below(seeds.Length)].AsSpan(0, 4)),
            };
        }

        return file;
    }

    private static byte[] Overwrite(byte[] file, int at, ReadOnlySpan<byte> bytes)
    {
        bytes[..Math.Min(bytes.Length, file.Length - at)].CopyTo(file.AsSpan(at));
        return file;
    }

    /// <summary>A chunk says that it is shorter, longer or far longer than it is.</summary>
    private static byte[] LieAboutASize(byte[] file, KeyedRandom random)
    {
        List<int> chunks = Chunks(file);
        int at = chunks[random.Below(chunks.Count)] + 4;
        uint lie = random.Chance(0.5) ? Lies[random.Below(Lies.Length)] : (uint)random.Below(2 * file.Length);
        return Overwrite(file, Math.Min(at, file.Length - 1), BitConverter.GetBytes(lie));
    }

    /// <summary>A chunk of another file moves in before one of this file's.</summary>
    private static byte[] SpliceChunk(byte[] file, byte[] other, KeyedRandom random)
    {
        List<int> here = Chunks(file), there = Chunks(other);
        int at = here[random.Below(here.Count)], index = random.Below(there.Count);
        int end = index + 1 < there.Count ? there[index + 1] : other.Length;
        return [.. file[..at], .. other[there[index]..end], .. file[at..]];
    }

    /// <summary>Where chunks begin; the 12 bytes of the file's own head count for one.</summary>
    private static List<int> Chunks(byte[] file)
    {
        var starts = new List<int> { 0 };
        for (long at = 12; at + 8 <= file.Length && starts.Count < 32;)
        {
            starts.Add((int)at);
            uint size = BitConverter.ToUInt32(file, (int)at + 4);
            at += 8L + size + (size % 2);
        }

        return starts;
    }
}
