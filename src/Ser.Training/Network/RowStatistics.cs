namespace Ser.Training.Network;

/// <summary>
/// Mean and deviation over frames of the raw rows that move with a voice and its microphone: mel levels and level in dB, zero-crossing
/// rate. The pitchgram is not among them: correlations are bounded, and what they mean does not move.
/// </summary>
/// <param name="Mean">Of each row, in its unit.</param>
/// <param name="Deviation">Standard deviation of each row, in its unit.</param>
internal sealed record RowStatistics(IReadOnlyList<double> Mean, IReadOnlyList<double> Deviation)
{
    /// <summary>Fits them over all frames of some clips.</summary>
    /// <param name="layout">The order of the rows.</param>
    /// <param name="clips">At least one.</param>
    public static RowStatistics Fit(RowLayout layout, IEnumerable<ClipRows> clips)
    {
        int rows = layout.FirstPitch;
        double[] sums = new double[rows], squares = new double[rows];
        long frames = 0;
        foreach (var clip in clips)
        {
            using var lease = clip.Lease();
            for (int t = 0; t < clip.Frames; t++)
            {
                var frame = lease.Values.Slice(t * clip.Rows, rows);
                for (int row = 0; row < rows; row++)
                {
                    double value = frame[row];
                    sums[row] += value;
                    squares[row] += value * value;
                }
            }

            frames += clip.Frames;
        }

        double[] means = [.. sums.Select(sum => sum / frames)];
        return new RowStatistics(means, [.. squares.Zip(means, (square, mean) => Math.Sqrt(Math.Max(0, (square / frames) - (mean * mean))))]);
    }
}
