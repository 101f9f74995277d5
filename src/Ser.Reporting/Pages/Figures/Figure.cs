namespace Ser.Reporting.Pages.Figures;

/// <summary>A picture of a report. It is laid out for the room that it gets, so that its text is as large on a phone as on a desk.</summary>
internal abstract class Figure
{
    /// <summary>Sizes of text in CSS pixels.</summary>
    protected const double TextSize = 12.5, LabelSize = 11.5, SmallSize = 10.5;

    /// <summary>By how much a font of the reader may be wider than ours.</summary>
    protected const double Wider = 1.22;

    /// <summary>From the base line of a text to the middle of its digits.</summary>
    protected const double LabelDrop = 4;

    /// <summary>Lines that guide the eye.</summary>
    protected static readonly Stroke GridLine = new(Paint.Grid, 1);

    /// <summary>What is read second.</summary>
    protected static readonly TextStyle Label = new(Paint.Muted, LabelSize);

    /// <summary>What is read first.</summary>
    protected static readonly TextStyle Name = new(Paint.Ink, TextSize);

    /// <summary>Of ids and files: small letters.</summary>
    public abstract string Id { get; }

    /// <summary>What it is called.</summary>
    public abstract string Title { get; }

    /// <summary>What it shows, for those who cannot see it.</summary>
    public abstract string Description { get; }

    /// <summary>Its size in a room of this width; wider than the room where it cannot be narrower.</summary>
    public abstract (double Width, double Height) Size(double room);

    /// <summary>Draws it on a canvas of a size that <see cref="Size"/> gave.</summary>
    public abstract void Draw(ICanvas canvas);

    /// <summary>Width that a text may take in the reader's font.</summary>
    protected static double WidthOf(string text, double size) => StrokeFont.Width(text, size) * Wider;

    /// <summary>The text, or as much of its end as fits.</summary>
    /// <param name="text">What somebody called something.</param>
    /// <param name="style">How it is drawn.</param>
    /// <param name="width">Room; the whole text needs <see cref="WidthOf"/>.</param>
    protected static string Fitting(string text, TextStyle style, double width)
    {
        const double Known = 1.1;   // what a caption allows for already
        return ClipCaption.Fitting(TextCell.Clean(text), style, width * Known / Wider);
    }

    /// <summary>The middle of a pixel, so that a line of one pixel fills that one and not halves of two.</summary>
    protected static double Crisp(double place) => Math.Floor(place) + 0.5;

    /// <summary>A range with ends, as of an error bar.</summary>
    protected static void Whisker(double from, double to, double y, ICanvas canvas)
    {
        const double Cap = 2.5;
        canvas.Line(new Spot(from, y), new Spot(to, y), new Stroke(Paint.Surface, 3.4, 0.75));   // on a bar of any colour it is seen by its rim
        var stroke = new Stroke(Paint.Ink, 1.2);
        canvas.Line(new Spot(from, y), new Spot(to, y), stroke);
        canvas.Line(new Spot(from, y - Cap), new Spot(from, y + Cap), stroke);
        canvas.Line(new Spot(to, y - Cap), new Spot(to, y + Cap), stroke);
    }

    /// <summary>Patches with their names, from the left and on as many lines as they need.</summary>
    /// <returns>The base line of the last line.</returns>
    protected static double Key(IReadOnlyList<(string Name, Paint Paint)> entries, Spot at, double right, ICanvas? canvas)
    {
        const double Patch = 10, Gap = 18, LineHeight = 19;
        double x = at.X, y = at.Y;
        foreach (var (name, paint) in entries)
        {
            double width = Patch + 6 + WidthOf(name, LabelSize);
            if (x > at.X && x + width > right)
            {
                (x, y) = (at.X, y + LineHeight);
            }

            canvas?.Rectangle(new Box(x, y - Patch + 1, Patch, Patch), paint);
            canvas?.Text(new Spot(x + Patch + 6, y), name, Label);
            x += width + Gap;
        }

        return y;
    }

    /// <summary>Marks of a share, 0 to 1, on a horizontal axis.</summary>
    protected static void ShareGrid(Axis x, double top, double bottom, ICanvas canvas)
    {
        foreach (double share in (double[])[0, 0.25, 0.5, 0.75, 1])
        {
            double at = Crisp(x.At(share));
            canvas.Line(new Spot(at, top), new Spot(at, bottom), GridLine);
            string text = Ticks.Signed(share, "0.##");
            canvas.Text(new Spot(at, bottom + 16), text, Label with { Anchor = TextAnchor.Middle });
        }
    }
}
