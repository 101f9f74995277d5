namespace Ser.Reporting;

/// <summary>A place on a canvas in CSS pixels: x to the right, y downwards. A coordinate that is not finite is no place: a gap.</summary>
public readonly record struct Spot(double X, double Y)
{
    /// <summary>Whether it is a place at all.</summary>
    public bool Exists => double.IsFinite(X) && double.IsFinite(Y);
}

/// <summary>A rectangle on a canvas in CSS pixels.</summary>
public readonly record struct Box(double Left, double Top, double Width, double Height)
{
    /// <summary>Right edge.</summary>
    public double Right => Left + Width;

    /// <summary>Lower edge.</summary>
    public double Bottom => Top + Height;
}

/// <summary>How a line is drawn; its ends and bends are round.</summary>
/// <param name="Paint">Colour.</param>
/// <param name="Width">In CSS pixels, above 0.</param>
/// <param name="Opacity">0 (not to be seen) to 1.</param>
public readonly record struct Stroke(Paint Paint, double Width, double Opacity = 1);

/// <summary>Which part of a text stands at its place.</summary>
public enum TextAnchor
{
    /// <summary>Its beginning.</summary>
    Start,

    /// <summary>Its middle.</summary>
    Middle,

    /// <summary>Its end.</summary>
    End,
}

/// <summary>How a text is drawn.</summary>
/// <param name="Paint">Colour.</param>
/// <param name="Size">Height of the font in CSS pixels.</param>
/// <param name="Anchor">Which part of it stands at the place.</param>
/// <param name="Bold">Whether it is bold.</param>
public readonly record struct TextStyle(Paint Paint, double Size, TextAnchor Anchor = TextAnchor.Start, bool Bold = false);
