namespace Ser.Features;

/// <summary>What the tracks that are taken from samples directly ask of their callers.</summary>
internal static class FrameArguments
{
    public static void Require(int samples, int frameLength, int hopLength, int room, string roomName)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(hopLength);
        ArgumentOutOfRangeException.ThrowIfLessThan(frameLength, 2);
        if (frameLength % 2 != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(frameLength), frameLength, "is odd; a frame has its middle between two samples");
        }

        int frames = Frames.Count(samples, hopLength);
        if (room != frames)
        {
            throw new ArgumentException($"room for {room} frames, but the clip has {frames}", roomName);
        }
    }
}
