namespace Ser.Features;

/// <summary>How fast a track changes, per frame: the slope, or the bend, of a polynomial fitted to nine frames around each.</summary>
/// <remarks>
/// The values of librosa.feature.delta with width 9: a Savitzky–Golay filter (Analytical Chemistry 36, 1964) whose polynomial has
/// the order of the derivative. The first and last four frames take the fit of the nine nearest the end (mode interp), so they
/// equal the fifth frame from it. A track of fewer than nine frames, which librosa refuses, is continued by its first and its
/// last value (mode nearest).
/// </remarks>
public static class Delta
{
    /// <summary>Frames that a value is fitted to.</summary>
    public const int Width = 9;

    private const int Half = Width / 2;

    /// <summary>First derivative: Σ k (x[t + k] − x[t − k]) / 60 for k = 1 … 4.</summary>
    /// <param name="track">One value a frame.</param>
    /// <param name="slope">Receives as many values, in units of the track per frame; not the same span.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static void First(ReadOnlySpan<float> track, Span<float> slope)
    {
        RequireRoom(track.Length, slope.Length, nameof(slope));
        for (int t = 0; t < track.Length; t++)
        {
            slope[t] = track.Length < Width ? Slope(track, t) : Slope(track.Slice(Start(t, track.Length), Width));
        }
    }

    /// <summary>Second derivative: Σ (28, 7, −8, −17, −20, −17, −8, 7, 28) x[t − 4 … t + 4] / 462.</summary>
    /// <param name="track">One value a frame.</param>
    /// <param name="bend">Receives as many values, in units of the track per frame²; not the same span.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static void Second(ReadOnlySpan<float> track, Span<float> bend)
    {
        RequireRoom(track.Length, bend.Length, nameof(bend));
        for (int t = 0; t < track.Length; t++)
        {
            bend[t] = track.Length < Width ? Bend(track, t) : Bend(track.Slice(Start(t, track.Length), Width));
        }
    }

    /// <summary>Where the nine frames of frame t begin, which near the ends do not lie evenly around it.</summary>
    private static int Start(int t, int frames) => Math.Clamp(t - Half, 0, frames - Width);

    private static float Slope(ReadOnlySpan<float> x) =>
        ((x[5] - x[3]) + (2 * (x[6] - x[2])) + (3 * (x[7] - x[1])) + (4 * (x[8] - x[0]))) / 60;

    /// <summary>Differences to the middle first: cepstra of −1000 would otherwise leave rounding where nothing bends.</summary>
    private static float Bend(ReadOnlySpan<float> x)
    {
        float c = x[4];
        return ((28 * ((x[0] - c) + (x[8] - c))) + (7 * ((x[1] - c) + (x[7] - c)))
            - (8 * ((x[2] - c) + (x[6] - c))) - (17 * ((x[3] - c) + (x[5] - c)))) / 462;
    }

    private static float Slope(ReadOnlySpan<float> track, int t)
    {
        Span<float> nine = stackalloc float[Width];
        Continue(track, t, nine);
        return Slope(nine);
    }

    private static float Bend(ReadOnlySpan<float> track, int t)
    {
        Span<float> nine = stackalloc float[Width];
        Continue(track, t, nine);
        return Bend(nine);
    }

    private static void Continue(ReadOnlySpan<float> track, int t, Span<float> nine)
    {
        for (int i = 0; i < nine.Length; i++)
        {
            nine[i] = track[Math.Clamp(t - Half + i, 0, track.Length - 1)];
        }
    }

    private static void RequireRoom(int frames, int room, string roomName)
    {
        if (room != frames)
        {
            throw new ArgumentException($"room for {room} frames, but the track has {frames}", roomName);
        }
    }
}
