namespace Ser.Reporting;

/// <summary>A colour and its counterpart on a dark page.</summary>
/// <param name="Light">On a light page, and wherever there is only one.</param>
/// <param name="Dark">On a dark page.</param>
/// <param name="Name">Of the CSS property that holds both; null: a colour for a few places, which names both there.</param>
public sealed record Paint(Rgb Light, Rgb Dark, string? Name)
{
    /// <summary>The page itself.</summary>
    public static Paint Surface { get; } = new(new(0xff, 0xff, 0xff), new(0x15, 0x18, 0x1c), "surface");

    /// <summary>Titles.</summary>
    public static Paint Ink { get; } = new(new(0x1f, 0x23, 0x28), new(0xe8, 0xea, 0xed), "ink");

    /// <summary>What is read second: labels of axes. Contrast with the page above 5 in both themes.</summary>
    public static Paint Muted { get; } = new(new(0x5a, 0x64, 0x70), new(0xa3, 0xad, 0xb8), "muted");

    /// <summary>Lines that guide the eye and carry nothing.</summary>
    public static Paint Grid { get; } = new(new(0xe2, 0xe5, 0xe9), new(0x2e, 0x34, 0x3b), "grid");

    /// <summary>The data.</summary>
    public static Paint Accent { get; } = new(new(0x1f, 0x6a, 0xa5), new(0x6c, 0xb2, 0xe6), "accent");

    /// <summary>All that have a name.</summary>
    public static IReadOnlyList<Paint> Named { get; } = [Surface, Ink, Muted, Grid, Accent];

    /// <summary>A colour that is the same in both themes, as on top of an image.</summary>
    public static Paint Fixed(Rgb colour) => new(colour, colour, null);

    /// <summary>A colour for each theme, red, green and blue in three bytes: for what only some pictures have.</summary>
    public static Paint Pair(uint light, uint dark) => new(Rgb.Of(light), Rgb.Of(dark), null);
}
