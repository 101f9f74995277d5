namespace Ser.Reporting;

/// <summary>
/// What a figure is drawn on, in CSS pixels from the upper left corner. A figure is written once and drawn on any of them.
/// </summary>
public interface ICanvas
{
    /// <summary>Width in CSS pixels.</summary>
    double Width { get; }

    /// <summary>Height in CSS pixels.</summary>
    double Height { get; }

    /// <summary>A straight line.</summary>
    void Line(Spot first, Spot second, Stroke stroke);

    /// <summary>Lines from point to point. A point that does not exist is a gap; a point between two gaps is a dot.</summary>
    void Polyline(ReadOnlySpan<Spot> points, Stroke stroke);

    /// <summary>Fills a closed outline of at least 3 points, all of which exist, and which does not cross itself.</summary>
    void Area(ReadOnlySpan<Spot> outline, Paint fill, double opacity = 1);

    /// <summary>Fills a rectangle.</summary>
    void Rectangle(Box box, Paint fill, double opacity = 1);

    /// <summary>One line of text; the place is on its base line.</summary>
    void Text(Spot at, string text, TextStyle style);

    /// <summary>Stretches an image over a box; its pixels stay sharp rectangles, since what lies between two is not known.</summary>
    void Image(Box box, IndexedImage image);

    /// <summary>Until <see cref="EndClip"/>, draws only inside this box and those that are clipped to already.</summary>
    void BeginClip(Box box);

    /// <summary>Ends the latest <see cref="BeginClip"/>.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    void EndClip();
}
