namespace Ser.Reporting;

/// <summary>A share as a bar of characters, in steps of an eighth of one.</summary>
public static class ShareBar
{
    private const int Steps = 8;
    private const string Parts = " ▏▎▍▌▋▊▉";

    /// <summary>Draws a bar.</summary>
    /// <param name="share">0 to 1; what lies beyond is drawn as the end that it is nearest to.</param>
    /// <param name="width">Characters of the whole: 1 or more.</param>
    /// <param name="isPlain">Draws with number signs, for terminals that know nothing else.</param>
    /// <returns>As many characters as the width, filled up with spaces.</returns>
    public static string Of(double share, int width, bool isPlain = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        int eighths = (int)Math.Round(Math.Clamp(share, 0, 1) * width * Steps, MidpointRounding.AwayFromZero);
        if (isPlain)
        {
            return new string('#', (eighths + (Steps / 2)) / Steps).PadRight(width);
        }

        string full = new('█', eighths / Steps);
        return (eighths % Steps > 0 ? full + Parts[eighths % Steps] : full).PadRight(width);
    }
}
