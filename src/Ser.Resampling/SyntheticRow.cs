namespace Ser.Resampling;

/// <summary>Where a new row comes from: first + step · (second − first).</summary>
/// <param name="Label">Index of its class.</param>
/// <param name="First">The row that it starts from, counted in the input.</param>
/// <param name="Second">The row that it lies towards; the same as First for a repeated row.</param>
/// <param name="Step">How far, 0 … 1.</param>
public readonly record struct SyntheticRow(int Label, int First, int Second, double Step);
