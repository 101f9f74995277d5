"""Writes Opus files at a bit rate, with ffmpeg where it is installed and can, else with libsndfile 1.1 or later."""
import ctypes, shutil, subprocess

READ, WRITE, OGG_OPUS, SET_COMPRESSION_LEVEL = 0x10, 0x20, 0x200064, 0x1301


class Info(ctypes.Structure):
    _fields_ = [("frames", ctypes.c_int64)] + [(name, ctypes.c_int) for name in ("samplerate", "channels", "format", "sections", "seekable")]


def encoder():
    """A function of WAV file (48 kHz, one channel), Opus file and kbit/s, and by what it works; or None and what is missing."""
    if shutil.which("ffmpeg"):
        known = subprocess.run(["ffmpeg", "-hide_banner", "-encoders"], capture_output=True, text=True).stdout
        if "libopus" in known:
            return _ffmpeg, "by ffmpeg"
    try:
        library = ctypes.CDLL("libsndfile.so.1")
        library.sf_open.restype = ctypes.c_void_p
        for name in ("sf_readf_float", "sf_writef_float"):
            function = getattr(library, name)
            function.argtypes, function.restype = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int64], ctypes.c_int64
        library.sf_close.argtypes = [ctypes.c_void_p]
        library.sf_command.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_int]
        if not library.sf_format_check(ctypes.byref(Info(0, 48000, 1, OGG_OPUS, 0, 0))):
            return None, "this libsndfile writes no Opus; install ffmpeg, or libsndfile 1.1 or later"
        return lambda *files: _sndfile(library, *files), "by libsndfile"
    except OSError:
        return None, "neither ffmpeg nor libsndfile is installed (on Debian: libsndfile1)"


def _ffmpeg(source, target, kbit):
    subprocess.run(["ffmpeg", "-v", "error", "-y", "-i", source, "-c:a", "libopus", "-b:a", f"{kbit}k", target], check=True)


def _sndfile(library, source, target, kbit):
    read = Info()
    file = library.sf_open(source.encode(), READ, ctypes.byref(read))
    if not file:
        raise OSError(f"{source}: cannot be read by libsndfile")
    samples = (ctypes.c_float * (read.frames * read.channels))()
    library.sf_readf_float(file, samples, read.frames)
    library.sf_close(file)

    written = Info(0, read.samplerate, read.channels, OGG_OPUS, 0, 0)
    file = library.sf_open(target.encode(), WRITE, ctypes.byref(written))
    if not file:
        raise OSError(f"{target}: cannot be written by libsndfile")
    # libsndfile takes the rate as a level: 0 is 256 kbit/s for each channel, 1 is 6.
    level = ctypes.c_double(1 - (kbit / read.channels - 6) / (256 - 6))
    library.sf_command(file, SET_COMPRESSION_LEVEL, ctypes.byref(level), ctypes.sizeof(level))
    library.sf_writef_float(file, samples, read.frames)
    library.sf_close(file)
