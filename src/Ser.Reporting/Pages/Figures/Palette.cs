namespace Ser.Reporting.Pages.Figures;

/// <summary>
/// Colours of the pictures of a report. Each has a contrast of 3 or more with its page (WCAG 1.4.11), and nothing is told by a colour alone.
/// </summary>
internal static class Palette
{
    /// <summary>Beside <see cref="Paint.Accent"/>, the first data of a picture.</summary>
    public static readonly Paint Second = Paint.Pair(0xb85c00, 0xf2a154), Third = Paint.Pair(0x0f7f63, 0x3ccfa4);

    /// <summary>Classes, after Okabe and Ito 2008, "Color Universal Design", darker on light pages and lighter on dark ones.</summary>
    private static readonly Paint[] Classes =
    [
        Paint.Pair(0xc9500a, 0xff8f57), Paint.Pair(0x00835f, 0x35cfa2), Paint.Pair(0xb0508c, 0xe79fca), Paint.Pair(0xa87400, 0xf2b93b),
        Paint.Pair(0x626a75, 0xaab2bc), Paint.Pair(0x1261a8, 0x62aef0), Paint.Pair(0x7d4f25, 0xcfa176), Paint.Pair(0x2484b8, 0x96d8ff),
    ];

    private static readonly Rgb White = Rgb.Of(0xffffff), Black = Rgb.Of(0);
    private static readonly Rgb LightFull = Rgb.Of(0x195f97), DarkFull = Rgb.Of(0x8ccbf7);

    /// <summary>The colour of a class by its place among the classes; beyond eight they come again.</summary>
    public static Paint Class(int index) => Classes[index % Classes.Length];

    /// <summary>A share of 0 … 1 as a cell: from the page to a full blue.</summary>
    public static Paint Cell(double share) => new(
        Paint.Surface.Light.Towards(LightFull, share), Paint.Surface.Dark.Towards(DarkFull, share), null);

    /// <summary>Black or white, whichever can be read better in such a cell: its contrast is 4.5 or more.</summary>
    public static Paint TextOn(Paint cell) => new(Readable(cell.Light), Readable(cell.Dark), null);

    private static Rgb Readable(Rgb cell) => cell.ContrastWith(White) > cell.ContrastWith(Black) ? White : Black;
}
