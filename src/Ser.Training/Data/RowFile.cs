using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Ser.Core;
using Ser.Training.Network;

namespace Ser.Training.Data;

/// <summary>
/// Rows of clips in a NumPy file (.npy, one dimension) in the folder for temporary files, which goes when the process ends. What is read often stays in the
/// system's cache, as if the file was mapped.
/// </summary>
internal sealed class RowFile
{
    private const int HeaderLength = 128;

    private readonly SafeFileHandle handle;
    private readonly string path;
    private readonly bool single;
    private readonly Lock gate = new();
    private long end = HeaderLength;

    /// <param name="single">Whether values take four bytes; else two.</param>
    /// <exception cref="UserError">It cannot be made.</exception>
    public RowFile(bool single)
    {
        this.single = single;
        path = Path.Combine(Path.GetTempPath(), $"ser-features-{Guid.NewGuid():N}.npy");
        try
        {
            handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, FileOptions.DeleteOnClose);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(error);
        }
    }

    /// <summary>Writes the rows of a clip.</summary>
    /// <exception cref="UserError">The disk is full or cannot be written.</exception>
    public ClipRows Keep(int rows, ReadOnlySpan<float> values)
    {
        var content = single ? MemoryMarshal.AsBytes(values) : MemoryMarshal.AsBytes(RowStore.Halves(values).AsSpan());
        lock (gate)
        {
            long offset = end;
            try
            {
                RandomAccess.Write(handle, content, offset);
                end += content.Length;
                RandomAccess.Write(handle, Header(), 0);
            }
            catch (IOException error)
            {
                throw Unwritable(error);
            }

            return new StoredRows(this, rows, values.Length / rows, offset);
        }
    }

    private byte[] Header()
    {
        long count = (end - HeaderLength) / (single ? 4 : 2);
        string text = string.Create(CultureInfo.InvariantCulture, $"{{'descr': '{(single ? "<f4" : "<f2")}', 'fortran_order': False, 'shape': ({count},), }}");
        return [0x93, .. "NUMPY"u8, 1, 0, HeaderLength - 10, 0, .. Encoding.ASCII.GetBytes(text.PadRight(HeaderLength - 11) + "\n")];
    }

    private UserError Unwritable(Exception error) =>
        new($"{path}: features cannot be kept there ({error.Message.Split('\n')[0].TrimEnd('.')}); make room, or point TMPDIR to a larger disk", error);

    private sealed class StoredRows(RowFile file, int rows, int frames, long offset) : ClipRows(rows, frames)
    {
        public override RowLease Lease()
        {
            int length = Rows * Frames;
            if (file.single)
            {
                var lease = RowLease.Rent(length, out var values);
                Read(MemoryMarshal.AsBytes(values));
                return lease;
            }

            var halves = new Half[length];
            Read(MemoryMarshal.AsBytes(halves.AsSpan()));
            return RowLease.Of(halves);
        }

        private void Read(Span<byte> target)
        {
            for (int done = 0; done < target.Length;)
            {
                int read = RandomAccess.Read(file.handle, target[done..], offset + done);
                done += read > 0 ? read : throw new UserError($"{file.path}: ends early; somebody has cut it off, begin the training again");
            }
        }
    }
}
