using System.Runtime.InteropServices;

namespace Ser.Audio.Libsndfile;

/// <summary>The few functions of libsndfile that reading takes; the library is loaded when the first of them is needed.</summary>
internal static unsafe partial class SndfileLibrary
{
    /// <summary>Opens for reading (SFM_READ).</summary>
    public const int ReadMode = 0x10;

    private const string Name = "sndfile";

    private static readonly nint Handle = Load();

    static SndfileLibrary() =>
        NativeLibrary.SetDllImportResolver(typeof(SndfileLibrary).Assembly, static (name, _, _) => name == Name ? Handle : 0);

    /// <summary>Whether the library is installed.</summary>
    public static bool Available => Handle != 0;

    /// <summary>SF_INFO.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Info
    {
        /// <summary>Frames that the header promises.</summary>
        public long Frames;

        /// <summary>Frames per second.</summary>
        public int Rate;

        /// <summary>Samples of a frame.</summary>
        public int Channels;

        /// <summary>SF_FORMAT_… bits.</summary>
        public int Format;

        /// <summary>Not used here.</summary>
        public int Sections;

        /// <summary>Not used here.</summary>
        public int Seekable;
    }

    /// <summary>SF_VIRTUAL_IO: how the library reads what is no file.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct VirtualIo
    {
        /// <summary>Bytes in all.</summary>
        public delegate* unmanaged[Cdecl]<nint, long> Length;

        /// <summary>Offset, SEEK_… → new position, or −1.</summary>
        public delegate* unmanaged[Cdecl]<long, int, nint, long> Seek;

        /// <summary>Buffer, bytes → bytes read.</summary>
        public delegate* unmanaged[Cdecl]<byte*, long, nint, long> Read;

        /// <summary>Buffer, bytes → bytes written.</summary>
        public delegate* unmanaged[Cdecl]<byte*, long, nint, long> Write;

        /// <summary>The position.</summary>
        public delegate* unmanaged[Cdecl]<nint, long> Tell;
    }

    [LibraryImport(Name, EntryPoint = "sf_open", StringMarshalling = StringMarshalling.Utf8)]
    [UnmanagedCallConv(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    public static partial nint Open(string path, int mode, ref Info info);

    [LibraryImport(Name, EntryPoint = "sf_open_virtual")]
    [UnmanagedCallConv(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    public static partial nint OpenVirtual(ref VirtualIo io, int mode, ref Info info, nint user);

    [LibraryImport(Name, EntryPoint = "sf_readf_float")]
    [UnmanagedCallConv(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    public static partial long ReadFrames(nint file, float* samples, long frames);

    [LibraryImport(Name, EntryPoint = "sf_error")]
    [UnmanagedCallConv(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    public static partial int Error(nint file);

    [LibraryImport(Name, EntryPoint = "sf_close")]
    [UnmanagedCallConv(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    public static partial int Close(nint file);

    /// <summary>The library's words for the last error of a file, or of the last failed opening where the file is 0.</summary>
    public static string Describe(nint file) => Marshal.PtrToStringUTF8(ErrorText(file)) ?? "no reason given";

    [LibraryImport(Name, EntryPoint = "sf_strerror")]
    [UnmanagedCallConv(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    private static partial nint ErrorText(nint file);

    private static nint Load()
    {
        // The versioned names: libsndfile.so without .1 belongs to the development package only.
        string[] names = OperatingSystem.IsWindows() ? ["sndfile.dll", "libsndfile-1.dll"]
            : OperatingSystem.IsMacOS() ? ["libsndfile.1.dylib", "/opt/homebrew/lib/libsndfile.1.dylib", "/usr/local/lib/libsndfile.1.dylib"]
            : ["libsndfile.so.1"];
        foreach (string name in names)
        {
            if (NativeLibrary.TryLoad(name, typeof(SndfileLibrary).Assembly, null, out nint handle))
            {
                return handle;
            }
        }

        return 0;
    }
}
