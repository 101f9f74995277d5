namespace Ser.Reporting;

/// <summary>Where values lie on a canvas: evenly from one pixel to another.</summary>
/// <param name="Low">Value at the start.</param>
/// <param name="High">Value at the end: above Low.</param>
/// <param name="Start">Place of Low in CSS pixels.</param>
/// <param name="End">Place of High in CSS pixels; before Start where values rise upwards.</param>
public readonly record struct Axis(double Low, double High, double Start, double End)
{
    /// <summary>Place of a value in CSS pixels; beyond the ends the scale goes on.</summary>
    public double At(double value) => Start + ((value - Low) / (High - Low) * (End - Start));
}
