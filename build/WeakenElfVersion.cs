using System;
using System.IO;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Copies a little-endian ELF64 library and marks one required version and one undefined symbol in it as weak, so that
/// a loader whose C++ library is older accepts it. Fails where the file does not hold exactly one of each.
/// </summary>
/// <remarks>
/// Compiled by MSBuild itself (RoslynCodeTaskFactory), therefore netstandard2.0 only.
/// Layout: System V ABI, "Object Files"; versions: Linux Standard Base, "Symbol Versioning".
/// </remarks>
public class WeakenElfVersion : Task
{
    private const int DynamicSymbols = 11;            // SHT_DYNSYM
    private const int VersionNeeds = 0x6ffffffe;      // SHT_GNU_verneed
    private const byte WeakVersion = 2;               // VER_FLG_WEAK
    private const byte WeakBinding = 2 << 4;          // STB_WEAK in the upper half of st_info
    private const int SectionHeaderSize = 64, SymbolSize = 24;

    private byte[] file;

    [Required]
    public string Source { get; set; }

    [Required]
    public string Destination { get; set; }

    [Required]
    public string Version { get; set; }

    [Required]
    public string Symbol { get; set; }

    public override bool Execute()
    {
        file = File.ReadAllBytes(Source);
        if (file.Length < 64 || UInt32(0) != 0x464C457F || file[4] != 2 || file[5] != 1)
        {
            return Fail("is no little-endian ELF64 file");
        }

        int versions = 0, symbols = 0;
        long sections = Int64(0x28);
        for (int i = 0, count = UInt16(0x3C); i < count; i++)
        {
            long section = sections + ((long)SectionHeaderSize * i);
            long names = Int64(sections + (SectionHeaderSize * UInt32(section + 40)) + 24);
            switch (UInt32(section + 4))
            {
                case VersionNeeds:
                    versions += WeakenVersions(Int64(section + 24), names);
                    break;
                case DynamicSymbols:
                    symbols += WeakenSymbols(Int64(section + 24), Int64(section + 32), names);
                    break;
            }
        }

        if (versions != 1 || symbols != 1)
        {
            return Fail("holds " + versions + " x " + Version + " and " + symbols + " x undefined " + Symbol
                + ", expected one of each; review build/TorchNative.targets for this package version");
        }

        Save();
        return true;
    }

    private int WeakenVersions(long need, long names)
    {
        for (int found = 0; ; need += UInt32(need + 12))
        {
            long entry = need + UInt32(need + 8);
            for (int left = UInt16(need + 2); left > 0; left--, entry += UInt32(entry + 12))
            {
                if (Text(names + UInt32(entry + 8)) == Version)
                {
                    file[entry + 4] |= WeakVersion;
                    found++;
                }
            }

            if (UInt32(need + 12) == 0)
            {
                return found;
            }
        }
    }

    private int WeakenSymbols(long table, long size, long names)
    {
        int found = 0;
        for (long symbol = table; symbol < table + size; symbol += SymbolSize)
        {
            bool undefined = UInt16(symbol + 6) == 0;
            if (undefined && Text(names + UInt32(symbol)) == Symbol)
            {
                file[symbol + 4] = (byte)(WeakBinding | (file[symbol + 4] & 15));
                found++;
            }
        }

        return found;
    }

    /// <summary>Several projects may build at once: each writes a file of its own, and the last rename wins.</summary>
    private void Save()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Destination));
        string temporary = Destination + "." + Guid.NewGuid().ToString("N");
        File.WriteAllBytes(temporary, file);
        try
        {
            File.Delete(Destination);
            File.Move(temporary, Destination);
        }
        catch (IOException) when (File.Exists(Destination))
        {
            File.Delete(temporary);
        }
    }

    private bool Fail(string message)
    {
        Log.LogError("{0} {1}", Source, message);
        return false;
    }

    private int UInt16(long offset)
    {
        return BitConverter.ToUInt16(file, checked((int)offset));
    }

    private long UInt32(long offset)
    {
        return BitConverter.ToUInt32(file, checked((int)offset));
    }

    private long Int64(long offset)
    {
        return BitConverter.ToInt64(file, checked((int)offset));
    }

    private string Text(long offset)
    {
        int start = checked((int)offset);
        return Encoding.ASCII.GetString(file, start, Array.IndexOf(file, (byte)0, start) - start);
    }
}
