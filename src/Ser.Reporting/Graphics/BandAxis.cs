namespace Ser.Reporting;

/// <summary>
/// A frequency axis along which the bands of a spectrogram have equal heights: mel, where the bands are mel bands of either kind.
/// Between the centres of two bands it is even in Hz.
/// </summary>
internal sealed class BandAxis
{
    private readonly double[] centresHz;
    private readonly double start, end;

    /// <param name="centresHz">Centre of each band, rising; 1 or more.</param>
    /// <param name="start">Lower edge of the first band in CSS pixels.</param>
    /// <param name="end">Upper edge of the last band in CSS pixels.</param>
    public BandAxis(IReadOnlyList<double> centresHz, double start, double end) =>
        (this.centresHz, this.start, this.end) = ([.. centresHz], start, end);

    /// <summary>Place of a frequency in CSS pixels; NaN of NaN.</summary>
    public double At(double hz) => start + ((Band(hz) + 0.5) / centresHz.Length * (end - start));

    /// <summary>Band, with a fraction, whose centre has this frequency; beyond the ends the outer spacing goes on.</summary>
    private double Band(double hz)
    {
        if (centresHz.Length == 1)
        {
            return double.IsNaN(hz) ? hz : Math.Log2(hz / centresHz[0]) / 2;   // one band: an octave on either side of its centre
        }

        int found = Array.BinarySearch(centresHz, hz);
        int below = Math.Clamp(found >= 0 ? found : ~found - 1, 0, centresHz.Length - 2);
        return below + ((hz - centresHz[below]) / (centresHz[below + 1] - centresHz[below]));
    }
}
