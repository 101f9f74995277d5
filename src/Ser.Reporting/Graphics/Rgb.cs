namespace Ser.Reporting;

/// <summary>A colour in sRGB, opaque.</summary>
public readonly record struct Rgb(byte Red, byte Green, byte Blue)
{
    /// <summary>As CSS writes it: #rrggbb.</summary>
    public string Hex => $"#{Red:x2}{Green:x2}{Blue:x2}";
}
