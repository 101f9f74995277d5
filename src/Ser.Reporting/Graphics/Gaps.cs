namespace Ser.Reporting;

/// <summary>Parts of a line between its gaps.</summary>
internal static class Gaps
{
    /// <summary>The next run of points that exist, at or after a place; empty where there is none.</summary>
    public static Range NextRun(ReadOnlySpan<Spot> points, int from)
    {
        int start = from;
        while (start < points.Length && !points[start].Exists)
        {
            start++;
        }

        int end = start;
        while (end < points.Length && points[end].Exists)
        {
            end++;
        }

        return start..end;
    }
}
