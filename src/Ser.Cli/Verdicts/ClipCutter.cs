using Ser.Core;
using Ser.Inference;

namespace Ser.Cli.Verdicts;

/// <summary>Reads a sound piece by piece and cuts it into windows.</summary>
/// <param name="source">The sound.</param>
/// <param name="reader">Opens it when the first window is asked for.</param>
/// <param name="rate">The model's samples per second.</param>
/// <param name="windowing">How it is cut.</param>
internal sealed class ClipCutter(ClipSource source, ClipReader reader, int rate, Windowing windowing) : IDisposable
{
    private ClipPieces? pieces;
    private SoundWindows? windows;

    /// <summary>The next window, or the end; not to be called after that.</summary>
    public ClipWindow Next()
    {
        try
        {
            return source.Error is null ? ReadNext() : new ClipWindow(source.File, source.Error);
        }
        catch (UserError error)
        {
            return new ClipWindow(source.File, error.Message);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => pieces?.Dispose();

    private ClipWindow ReadNext()
    {
        pieces ??= reader.Open(source);
        windows ??= new SoundWindows(pieces.Rate, rate, windowing);
        while (true)
        {
            if (windows.TryNext(out var window))
            {
                return new ClipWindow(source.File, window, rate);
            }

            if (windows.IsComplete)
            {
                return windows.Received > 0 ? new ClipWindow(source.File, error: null) : throw ClipReader.NoSamples(source);
            }

            int count = pieces.Read(windows.Free);
            if (count == 0)
            {
                windows.Complete();
            }
            else
            {
                windows.Advance(count);
            }
        }
    }
}
