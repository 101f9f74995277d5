using System.Globalization;
using System.Text;
using System.Xml;

namespace Ser.Reporting;

/// <summary>A canvas that writes SVG: colours follow the reader's light or dark theme, title and description serve screen readers.</summary>
/// <remarks>
/// Every colour stands twice: as an attribute, which all programs read, and as a CSS property, which browsers prefer and which
/// knows both themes. Coordinates have one digit after the point: a tenth of a pixel is below what an eye resolves.
/// </remarks>
public sealed class SvgCanvas : ICanvas, IDisposable
{
    private const int Base64Line = 57 * 4;   // bytes per call of the encoder: a multiple of 3, so no padding in between

    private readonly TextWriter output;
    private readonly string id;
    private int clips, openClips;
    private bool closed;

    /// <summary>Writes the head of the picture.</summary>
    /// <param name="output">Receives the text; it stays open.</param>
    /// <param name="width">Width in CSS pixels, above 0.</param>
    /// <param name="height">Height in CSS pixels, above 0.</param>
    /// <param name="title">What the picture is called.</param>
    /// <param name="description">What it shows, for those who cannot see it.</param>
    /// <param name="id">Begins the ids in the picture: each picture of one page needs its own. ASCII letters, digits and '-'.</param>
    /// <param name="isPartOfPage">
    /// Whether the page around the picture sets the properties of <see cref="Paint.Named"/> for its theme, and is the background.
    /// </param>
    /// <exception cref="ArgumentException">The size is not positive, or the id is no such name.</exception>
    public SvgCanvas(
        TextWriter output, double width, double height, string title, string description, string id = "figure", bool isPartOfPage = false)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(description);
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        if (!char.IsAsciiLetter(id[0]) || !id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
        {
            throw new ArgumentException($"'{id}' is no id: give ASCII letters, digits and '-', a letter first", nameof(id));
        }

        (this.output, this.id, Width, Height) = (output, id, width, height);
        output.Write($"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"ser-figure\" width=\"{Digits(width)}\" height=\"{Digits(height)}\" "
            + $"viewBox=\"0 0 {Digits(width)} {Digits(height)}\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" "
            + "font-family=\"system-ui, 'Segoe UI', 'Helvetica Neue', 'DejaVu Sans', sans-serif\">\n");
        output.Write($"<title id=\"{id}-title\">{Escape(title)}</title>\n<desc id=\"{id}-desc\">{Escape(description)}</desc>\n");
        if (isPartOfPage)
        {
            return;
        }

        output.Write("<style>\n"
            + $".ser-figure {{ color-scheme: light dark; {Properties(paint => paint.Light)} }}\n"
            + $"@media (prefers-color-scheme: dark) {{ .ser-figure {{ {Properties(paint => paint.Dark)} }} }}\n"
            + "</style>\n");
        Rectangle(new Box(0, 0, width, height), Paint.Surface);
    }

    /// <inheritdoc/>
    public double Width { get; }

    /// <inheritdoc/>
    public double Height { get; }

    /// <inheritdoc/>
    public void Line(Spot first, Spot second, Stroke stroke) => Polyline([first, second], stroke);

    /// <inheritdoc/>
    public void Polyline(ReadOnlySpan<Spot> points, Stroke stroke)
    {
        var path = new StringBuilder();
        for (var run = Gaps.NextRun(points, 0); !points[run].IsEmpty; run = Gaps.NextRun(points, run.End.Value))
        {
            AppendPath(path, points[run]);
        }

        if (path.Length > 0)
        {
            output.Write($"<path d=\"{path}\" fill=\"none\" {Colour("stroke", stroke.Paint)} stroke-width=\"{Digits(stroke.Width)}\" "
                + $"stroke-linecap=\"round\" stroke-linejoin=\"round\"{Opacity("stroke", stroke.Opacity)}/>\n");
        }
    }

    /// <inheritdoc/>
    public void Area(ReadOnlySpan<Spot> outline, Paint fill, double opacity = 1)
    {
        ArgumentNullException.ThrowIfNull(fill);
        ArgumentOutOfRangeException.ThrowIfLessThan(outline.Length, 3);
        var path = new StringBuilder();
        AppendPath(path, outline);
        output.Write($"<path d=\"{path}z\" {Colour("fill", fill)}{Opacity("fill", opacity)}/>\n");
    }

    /// <inheritdoc/>
    public void Rectangle(Box box, Paint fill, double opacity = 1)
    {
        ArgumentNullException.ThrowIfNull(fill);
        output.Write($"<rect {Place(box)} {Colour("fill", fill)}{Opacity("fill", opacity)}/>\n");
    }

    /// <inheritdoc/>
    public void Text(Spot at, string text, TextStyle style)
    {
        ArgumentNullException.ThrowIfNull(text);
        string anchor = style.Anchor switch
        {
            TextAnchor.Middle => " text-anchor=\"middle\"",
            TextAnchor.End => " text-anchor=\"end\"",
            _ => "",
        };
        string weight = style.Bold ? " font-weight=\"600\"" : "";
        output.Write($"<text x=\"{Digits(at.X)}\" y=\"{Digits(at.Y)}\" font-size=\"{Digits(style.Size)}\"{weight}{anchor} "
            + $"{Colour("fill", style.Paint)}>{Escape(text)}</text>\n");
    }

    /// <inheritdoc/>
    public void Image(Box box, IndexedImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        using var png = new MemoryStream();
        PngWriter.Write(image, png);
        output.Write($"<image {Place(box)} preserveAspectRatio=\"none\" image-rendering=\"optimizeSpeed\" style=\"image-rendering:pixelated\" "
            + "href=\"data:image/png;base64,");
        var bytes = png.GetBuffer().AsSpan(0, (int)png.Length);
        for (; bytes.Length > Base64Line; bytes = bytes[Base64Line..])
        {
            output.Write(Convert.ToBase64String(bytes[..Base64Line]));
        }

        output.Write($"{Convert.ToBase64String(bytes)}\"/>\n");
    }

    /// <inheritdoc/>
    public void BeginClip(Box box)
    {
        clips++;
        openClips++;
        output.Write($"<clipPath id=\"{id}-clip{clips}\"><rect {Place(box)}/></clipPath>\n<g clip-path=\"url(#{id}-clip{clips})\">\n");
    }

    /// <inheritdoc/>
    public void EndClip()
    {
        if (openClips == 0)
        {
            throw new InvalidOperationException("no clip has begun");
        }

        openClips--;
        output.Write("</g>\n");
    }

    /// <summary>Writes the end of the picture, and of clips that are open.</summary>
    public void Dispose()
    {
        if (closed)
        {
            return;
        }

        while (openClips > 0)
        {
            EndClip();
        }

        output.Write("</svg>\n");
        closed = true;
    }

    /// <summary>M and relative l: differences have fewer digits. They are taken between rounded places, so errors do not add up.</summary>
    private static void AppendPath(StringBuilder path, ReadOnlySpan<Spot> points)
    {
        long x = Tenths(points[0].X), y = Tenths(points[0].Y);
        path.Append('M').Append(FromTenths(x)).Append(' ').Append(FromTenths(y)).Append('l');
        if (points.Length == 1)
        {
            path.Append("0 0");   // round ends make it a dot
        }

        for (int i = 1; i < points.Length; i++)
        {
            long nextX = Tenths(points[i].X), nextY = Tenths(points[i].Y);
            string across = FromTenths(nextX - x), down = FromTenths(nextY - y);
            if (i > 1 && across[0] != '-')
            {
                path.Append(' ');
            }

            path.Append(across);
            if (down[0] != '-')
            {
                path.Append(' ');
            }

            path.Append(down);
            (x, y) = (nextX, nextY);
        }
    }

    private static long Tenths(double value) => (long)Math.Round(value * 10, MidpointRounding.AwayFromZero);

    private static string FromTenths(long tenths) => (tenths / 10m).ToString("0.#", CultureInfo.InvariantCulture);

    private static string Digits(double value) => FromTenths(Tenths(value));

    private static string Place(Box box) =>
        $"x=\"{Digits(box.Left)}\" y=\"{Digits(box.Top)}\" width=\"{Digits(box.Width)}\" height=\"{Digits(box.Height)}\"";

    private static string Colour(string attribute, Paint paint) => paint switch
    {
        { Name: { } name } => $"{attribute}=\"{paint.Light.Hex}\" style=\"{attribute}:var(--{name})\"",
        _ when paint.Light == paint.Dark => $"{attribute}=\"{paint.Light.Hex}\"",
        _ => $"{attribute}=\"{paint.Light.Hex}\" style=\"{attribute}:light-dark({paint.Light.Hex},{paint.Dark.Hex})\"",
    };

    private static string Opacity(string of, double opacity) =>
        opacity >= 1 ? "" : $" {of}-opacity=\"{opacity.ToString("0.##", CultureInfo.InvariantCulture)}\"";

    private static string Properties(Func<Paint, Rgb> theme) =>
        string.Join(' ', Paint.Named.Select(paint => $"--{paint.Name}: {theme(paint).Hex};"));

    /// <summary>Text of an XML element. Names of files may hold what XML forbids: control characters and halves of pairs.</summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())   // half a pair becomes U+FFFD
        {
            _ = rune.Value switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                _ when rune.IsBmp && (!XmlConvert.IsXmlChar((char)rune.Value) || char.IsControl((char)rune.Value)) => escaped.Append('\uFFFD'),
                _ => escaped.Append(rune.ToString()),
            };
        }

        return escaped.ToString();
    }
}
