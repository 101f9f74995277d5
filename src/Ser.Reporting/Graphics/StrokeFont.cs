using System.Globalization;

namespace Ser.Reporting;

/// <summary>A font of lines for pictures made of pixels, so that they look the same on machines with and without fonts.</summary>
/// <remarks>
/// Letters are drawn on a grid, y upwards from the base line: capitals are 10 high, small letters 7, tails reach −3, and the size
/// of the font is 14. M x y begins a line, L x y goes on straight, Q bends towards one point and ends in another, O x y rx ry is an
/// ellipse, and A x y rx ry from to is a part of one, in degrees from the right over the top.
/// </remarks>
internal static class StrokeFont
{
    private const double Em = 14, Spacing = 2.1, SpaceWidth = 2.2, StrokeWidth = 1.15, BoldStrokeWidth = 1.8;
    private const int BendSteps = 8;
    private const char Unknown = '\uFFFD';

    /// <summary>Character, width of what is drawn, drawing.</summary>
    private static readonly (char Character, double Width, string Path)[] Drawings =
    [
        ('a', 5.6, "O 2.8 3.5 2.8 3.5 M 5.6 7 L 5.6 0"),
        ('b', 5.6, "M 0 10 L 0 0 O 2.8 3.5 2.8 3.5"),
        ('c', 4.8, "A 2.8 3.5 2.8 3.5 48 312"),
        ('d', 5.6, "M 5.6 10 L 5.6 0 O 2.8 3.5 2.8 3.5"),
        ('e', 5.6, "M 0 3.6 L 5.6 3.6 A 2.8 3.5 2.8 3.5 0 315"),
        ('f', 3.5, "M 3.5 10 Q 1.4 10 1.4 7.6 L 1.4 0 M 0 7 L 3.2 7"),
        ('g', 5.6, "O 2.8 3.5 2.8 3.5 M 5.6 7 L 5.6 -0.4 Q 5.6 -3 2.8 -3 Q 1.2 -3 0.4 -2.2"),
        ('h', 5.2, "M 0 10 L 0 0 M 0 4 A 2.6 4.2 2.6 2.8 180 0 L 5.2 0"),
        ('i', 0, "M 0 7 L 0 0 M 0 9.7 L 0 9.7"),
        ('j', 1.6, "M 1.6 7 L 1.6 -1.2 Q 1.6 -3 0 -3 M 1.6 9.7 L 1.6 9.7"),
        ('k', 4.9, "M 0 10 L 0 0 M 4.6 7 L 0 2.8 M 1.8 4.4 L 4.9 0"),
        ('l', 1.4, "M 0 10 L 0 1.5 Q 0 0 1.4 0"),
        ('m', 8.4, "M 0 7 L 0 0 M 0 4.4 A 2.1 4.6 2.1 2.4 180 0 L 4.2 0 M 4.2 4.4 A 6.3 4.6 2.1 2.4 180 0 L 8.4 0"),
        ('n', 5.2, "M 0 7 L 0 0 M 0 4 A 2.6 4.2 2.6 2.8 180 0 L 5.2 0"),
        ('o', 5.8, "O 2.9 3.5 2.9 3.5"),
        ('p', 5.6, "M 0 7 L 0 -3 O 2.8 3.5 2.8 3.5"),
        ('q', 5.6, "M 5.6 7 L 5.6 -3 O 2.8 3.5 2.8 3.5"),
        ('r', 3.1, "M 0 7 L 0 0 M 0 4 Q 0.4 7 3.1 7"),
        ('s', 4.6, "M 4.3 5.8 Q 3.8 7 2.3 7 Q 0.2 7 0.2 5.3 Q 0.2 3.9 2.3 3.5 Q 4.6 3.1 4.6 1.7 Q 4.6 0 2.3 0 Q 0.5 0 0 1.3"),
        ('t', 3.5, "M 1.4 9.3 L 1.4 1.8 Q 1.4 0 3.2 0 L 3.5 0 M 0 7 L 3.4 7"),
        ('u', 5.2, "M 0 7 L 0 2.8 A 2.6 2.8 2.6 2.8 180 360 M 5.2 7 L 5.2 0"),
        ('v', 5.2, "M 0 7 L 2.6 0 L 5.2 7"),
        ('w', 7.8, "M 0 7 L 1.9 0 L 3.9 7 L 5.9 0 L 7.8 7"),
        ('x', 4.8, "M 0 7 L 4.8 0 M 4.8 7 L 0 0"),
        ('y', 5.4, "M 0 7 L 2.7 0 M 5.4 7 L 2.3 -1.2 Q 1.6 -3 0 -3"),
        ('z', 4.8, "M 0.1 7 L 4.6 7 L 0 0 L 4.8 0"),
        ('A', 7.4, "M 0 0 L 3.7 10 L 7.4 0 M 1.3 3.4 L 6.1 3.4"),
        ('B', 6.3, "M 0 5.3 L 3.3 5.3 A 3.3 7.65 2.4 2.35 -90 90 L 0 10 L 0 0 L 3.6 0 A 3.6 2.65 2.7 2.65 -90 90"),
        ('C', 7.2, "A 4.2 5 4.2 5 46 314"),
        ('D', 6.8, "M 0 0 L 0 10 L 2.6 10 A 2.6 5 4.2 5 90 -90 L 0 0"),
        ('E', 5.6, "M 5.4 10 L 0 10 L 0 0 L 5.6 0 M 0 5.2 L 4.8 5.2"),
        ('F', 5.4, "M 5.4 10 L 0 10 L 0 0 M 0 5 L 4.6 5"),
        ('G', 7.9, "A 4.2 5 4.2 5 46 330 L 7.8 4.7 L 4.8 4.7"),
        ('H', 6.8, "M 0 0 L 0 10 M 6.8 0 L 6.8 10 M 0 5.2 L 6.8 5.2"),
        ('I', 0, "M 0 0 L 0 10"),
        ('J', 3.8, "M 3.8 10 L 3.8 2.3 Q 3.8 0 1.8 0 Q 0.5 0 0 1"),
        ('K', 6.4, "M 0 0 L 0 10 M 6 10 L 0 3.6 M 2.2 6 L 6.4 0"),
        ('L', 5.2, "M 0 10 L 0 0 L 5.2 0"),
        ('M', 8.4, "M 0 0 L 0 10 L 4.2 2 L 8.4 10 L 8.4 0"),
        ('N', 6.8, "M 0 0 L 0 10 L 6.8 0 L 6.8 10"),
        ('O', 8.4, "O 4.2 5 4.2 5"),
        ('P', 6.1, "M 0 0 L 0 10 L 3.4 10 A 3.4 7.3 2.7 2.7 90 -90 L 0 4.6"),
        ('Q', 8.4, "O 4.2 5 4.2 5 M 5 2.6 L 8 -0.6"),
        ('R', 6.4, "M 0 0 L 0 10 L 3.4 10 A 3.4 7.3 2.7 2.7 90 -90 L 0 4.6 M 3.2 4.6 L 6.4 0"),
        ('S', 6.1, "M 5.7 8.3 Q 5.1 10 3 10 Q 0.3 10 0.3 7.6 Q 0.3 5.7 3.1 5.1 Q 6.1 4.5 6.1 2.5 Q 6.1 0 3 0 Q 0.6 0 0 1.9"),
        ('T', 7, "M 0 10 L 7 10 M 3.5 10 L 3.5 0"),
        ('U', 6.6, "M 0 10 L 0 3.3 A 3.3 3.3 3.3 3.3 180 360 L 6.6 10"),
        ('V', 7.2, "M 0 10 L 3.6 0 L 7.2 10"),
        ('W', 10.4, "M 0 10 L 2.6 0 L 5.2 10 L 7.8 0 L 10.4 10"),
        ('X', 6.6, "M 0 0 L 6.6 10 M 0 10 L 6.6 0"),
        ('Y', 6.8, "M 0 10 L 3.4 4.8 L 6.8 10 M 3.4 4.8 L 3.4 0"),
        ('Z', 6.6, "M 0.1 10 L 6.4 10 L 0 0 L 6.6 0"),

        // Digits are all 6 wide: numbers below each other line up.
        ('0', 6, "O 3 5 3 5"),
        ('1', 6, "M 1 8 L 3.6 10 L 3.6 0"),
        ('2', 6, "M 0.3 7.5 Q 0.5 10 3 10 Q 5.7 10 5.7 7.4 Q 5.7 5.6 3.6 3.6 L 0.2 0 L 5.8 0"),
        ('3', 6, "M 0.4 8.2 Q 1 10 3 10 Q 5.5 10 5.5 7.7 Q 5.5 5.4 2.4 5.4 Q 5.8 5.4 5.8 2.7 Q 5.8 0 3 0 Q 0.7 0 0.2 2"),
        ('4', 6, "M 4.6 0 L 4.6 10 L 0 2.8 L 6 2.8"),
        ('5', 6, "M 5.3 10 L 1 10 L 0.7 5.3 Q 1.5 6.3 3.1 6.3 Q 5.8 6.3 5.8 3.2 Q 5.8 0 2.9 0 Q 0.8 0 0.2 1.8"),
        ('6', 6, "M 5.2 9 Q 4.6 10 3.3 10 Q 0.2 10 0.2 4.4 L 0.2 3.2 O 3 3.2 2.8 3.2"),
        ('7', 6, "M 0.2 10 L 5.8 10 L 2.2 0"),
        ('8', 6, "O 3 7.6 2.5 2.4 O 3 2.6 2.9 2.6"),
        ('9', 6, "M 0.8 1 Q 1.4 0 2.7 0 Q 5.8 0 5.8 5.6 L 5.8 6.8 O 3 6.8 2.8 3.2"),

        ('.', 0, "M 0 0.2 L 0 0.2"),
        (',', 0.6, "M 0.6 0.2 L 0 -1.8"),
        (':', 0, "M 0 0.2 L 0 0.2 M 0 6 L 0 6"),
        (';', 0.6, "M 0.6 6 L 0.6 6 M 0.6 0.2 L 0 -1.8"),
        ('!', 0, "M 0 10 L 0 3.2 M 0 0.2 L 0 0.2"),
        ('?', 4.6, "M 0 8 Q 0.4 10 2.4 10 Q 4.6 10 4.6 7.8 Q 4.6 6.4 3.2 5.3 Q 2.2 4.5 2.2 3 M 2.2 0.2 L 2.2 0.2"),
        ('\'', 0, "M 0 10 L 0 7.4"),
        ('"', 2, "M 0 10 L 0 7.4 M 2 10 L 2 7.4"),
        ('(', 2.2, "M 2.2 11 Q -1.4 4.5 2.2 -2"),
        (')', 2.2, "M 0 11 Q 3.6 4.5 0 -2"),
        ('[', 2, "M 2 11 L 0 11 L 0 -2 L 2 -2"),
        (']', 2, "M 0 11 L 2 11 L 2 -2 L 0 -2"),
        ('{', 2.8, "M 2.8 11 Q 1.4 11 1.4 9 L 1.4 6 Q 1.4 4.5 0 4.5 Q 1.4 4.5 1.4 3 L 1.4 0 Q 1.4 -2 2.8 -2"),
        ('}', 2.8, "M 0 11 Q 1.4 11 1.4 9 L 1.4 6 Q 1.4 4.5 2.8 4.5 Q 1.4 4.5 1.4 3 L 1.4 0 Q 1.4 -2 0 -2"),
        ('/', 4, "M 0 -1 L 4 11"),
        ('\\', 4, "M 0 11 L 4 -1"),
        ('|', 0, "M 0 11 L 0 -2"),
        ('-', 3.2, "M 0 4 L 3.2 4"),
        ('–', 5, "M 0 4 L 5 4"),
        ('—', 9, "M 0 4 L 9 4"),
        ('−', 6, "M 0.3 4.6 L 5.7 4.6"),
        ('_', 5.6, "M 0 -1.6 L 5.6 -1.6"),
        ('+', 6, "M 0.3 4.6 L 5.7 4.6 M 3 1.9 L 3 7.3"),
        ('±', 6, "M 0.3 5.6 L 5.7 5.6 M 3 2.9 L 3 8.3 M 0.3 0.4 L 5.7 0.4"),
        ('=', 6, "M 0.3 3.1 L 5.7 3.1 M 0.3 6.1 L 5.7 6.1"),
        ('×', 4.8, "M 0.3 2.5 L 4.5 6.7 M 0.3 6.7 L 4.5 2.5"),
        ('*', 4, "M 2 10 L 2 6 M 0.2 9 L 3.8 7 M 0.2 7 L 3.8 9"),
        ('%', 8.6, "O 1.9 7.7 1.9 2.3 O 6.7 2.3 1.9 2.3 M 6.6 10 L 2 0"),
        ('&', 7.2, "M 7.2 0 L 1.4 6.8 Q 0.6 10 3 10 Q 5.6 10 5 7.4 Q 4.4 6 2.2 5 Q 0 4 0 2.4 Q 0 0 2.8 0 Q 5.6 0 6.6 4.4"),
        ('#', 6.8, "M 2 0 L 2.8 10 M 4.6 0 L 5.4 10 M 0.4 3.2 L 6.4 3.2 M 0.6 6.8 L 6.8 6.8"),
        ('@', 9, "O 4.4 4 1.9 2.2 M 6.3 6.2 L 6.3 2.8 Q 6.3 1.6 7.4 1.8 Q 9 2.2 9 4.4 Q 9 9 4.6 9 Q 0 9 0 4 Q 0 -1 4.6 -1 Q 6 -1 7 -0.5"),
        ('<', 5, "M 5 7.4 L 0 4.6 L 5 1.8"),
        ('>', 5, "M 0 7.4 L 5 4.6 L 0 1.8"),
        ('^', 4.4, "M 0 7 L 2.2 10 L 4.4 7"),
        ('~', 5.4, "M 0 4 Q 1.2 6 2.7 4.6 Q 4.2 3.2 5.4 5.2"),
        ('`', 1.4, "M 0 10 L 1.4 8.4"),
        ('$', 6.1, "M 5.7 8.3 Q 5.1 10 3 10 Q 0.3 10 0.3 7.6 Q 0.3 5.7 3.1 5.1 Q 6.1 4.5 6.1 2.5 Q 6.1 0 3 0 Q 0.6 0 0 1.9 M 3 11.4 L 3 -1.4"),
        ('°', 3, "O 1.5 8.6 1.5 1.5"),
        ('·', 0, "M 0 4.2 L 0 4.2"),
        ('µ', 5.2, "M 0 7 L 0 -3 M 0 2.8 A 2.6 2.8 2.6 2.8 180 360 M 5.2 7 L 5.2 0"),
        ('…', 5, "M 0 0.2 L 0 0.2 M 2.5 0.2 L 2.5 0.2 M 5 0.2 L 5 0.2"),
        ('ß', 5.4, "M 0 0 L 0 7.4 Q 0 10 2.4 10 Q 4.6 10 4.6 8 Q 4.6 6.2 2.4 5.6 Q 5.4 5.4 5.4 2.7 Q 5.4 0 2.6 0 L 1.8 0"),
        (Unknown, 6, "M 0 0 L 0 10 L 6 10 L 6 0 L 0 0"),
    ];

    /// <summary>Accented letters of western Europe as letter and mark; names of files are made of them.</summary>
    private const string Composed = "áa´àa`âa^äa¨ãa~åa°çc¸ée´èe`êe^ëe¨íi´ìi`îi^ïi¨ñn~óo´òo`ôo^öo¨õo~úu´ùu`ûu^üu¨ýy´ÿy¨"
        + "ÁA´ÀA`ÂA^ÄA¨ÃA~ÅA°ÇC¸ÉE´ÈE`ÊE^ËE¨ÍI´ÌI`ÎI^ÏI¨ÑN~ÓO´ÒO`ÔO^ÖO¨ÕO~ÚU´ÙU`ÛU^ÜU¨ÝY´";

    private static readonly Dictionary<char, Glyph> Glyphs = Build();

    /// <summary>Whether a character has a drawing of its own; the others are drawn as an empty box.</summary>
    public static bool Has(char character) => character == ' ' || Glyphs.ContainsKey(character);

    /// <summary>Width of a text in CSS pixels.</summary>
    public static double Width(string text, double size, bool bold = false)
    {
        double units = 0;
        foreach (char character in text)
        {
            units += Advance(character, bold);
        }

        return Math.Max(0, units - Spacing) * size / Em;
    }

    /// <summary>Width of the lines in CSS pixels.</summary>
    public static double LineWidth(double size, bool bold) => (bold ? BoldStrokeWidth : StrokeWidth) * size / Em;

    /// <summary>The lines of a text that begins at a place on its base line; all are one polyline with gaps.</summary>
    public static Spot[] Lines(Spot at, string text, double size, bool bold)
    {
        var lines = new List<Spot>();
        double scale = size / Em, x = at.X;
        foreach (char character in text)
        {
            if (character != ' ')
            {
                foreach (var spot in Of(character).Lines)
                {
                    lines.Add(new Spot(x + (spot.X * scale), at.Y - (spot.Y * scale)));
                }
            }

            x += Advance(character, bold) * scale;
        }

        return [.. lines];
    }

    private static double Advance(char character, bool bold) =>
        (character == ' ' ? SpaceWidth : Of(character).Width + (bold ? BoldStrokeWidth - StrokeWidth : 0)) + Spacing;

    private static Glyph Of(char character) => Glyphs.TryGetValue(character, out var glyph) ? glyph : Glyphs[Unknown];

    private static Dictionary<char, Glyph> Build()
    {
        var glyphs = Drawings.ToDictionary(drawing => drawing.Character, drawing => new Glyph(drawing.Width, Trace(drawing.Path)));
        for (int i = 0; i < Composed.Length; i += 3)
        {
            var letter = glyphs[Composed[i + 1]];
            double top = char.IsUpper(Composed[i + 1]) ? 11.6 : 8.6, middle = letter.Width / 2;
            string mark = Composed[i + 2] switch
            {
                '´' => "M -0.6 0 L 0.9 1.8",
                '`' => "M 0.6 0 L -0.9 1.8",
                '^' => "M -1.4 0 L 0 1.6 L 1.4 0",
                '~' => "M -1.7 0.4 Q -0.8 1.7 0 0.9 Q 0.8 0.1 1.7 1.4",
                '°' => "O 0 1.1 1.1 1.1",
                '¨' => "M -1.4 1.1 L -1.4 1.1 M 1.4 1.1 L 1.4 1.1",
                _ => "M 0 0 Q 1.2 -0.6 0.6 -1.6 Q 0 -2.4 -0.9 -2",   // the cedilla hangs below
            };
            double lift = Composed[i + 2] == '¸' ? 0 : top;

            // The mark takes the place of the dot of an i, which is its last line.
            var body = Composed[i + 1] == 'i' ? letter.Lines[..3] : letter.Lines;
            glyphs[Composed[i]] = letter with
            {
                Lines = [.. body, .. Trace(mark).Select(spot => new Spot(spot.X + middle, spot.Y + lift))],
            };
        }

        return glyphs;
    }

    /// <summary>Follows a drawing with short straight lines; each line ends in a gap.</summary>
    private static Spot[] Trace(string path)
    {
        var gap = new Spot(double.NaN, double.NaN);
        var spots = new List<Spot>();
        string[] words = path.Split(' ');
        int next = 0;
        while (next < words.Length)
        {
            char command = words[next++][0];
            switch (command)
            {
                case 'M':
                    Gap();
                    spots.Add(Place());
                    break;
                case 'L':
                    spots.Add(Place());
                    break;
                case 'Q':
                    Spot start = spots[^1], towards = Place(), end = Place();
                    for (int step = 1; step <= BendSteps; step++)
                    {
                        double t = (double)step / BendSteps, u = 1 - t;
                        spots.Add(new Spot((u * u * start.X) + (2 * u * t * towards.X) + (t * t * end.X),
                            (u * u * start.Y) + (2 * u * t * towards.Y) + (t * t * end.Y)));
                    }

                    break;
                case 'O':
                    Gap();
                    Arc(Place(), Place(), 0, 360);
                    Gap();
                    break;
                default:
                    Arc(Place(), Place(), Number(), Number());
                    break;
            }
        }

        Gap();
        return [.. spots];

        double Number() => double.Parse(words[next++], CultureInfo.InvariantCulture);

        Spot Place() => new(Number(), Number());

        void Gap()
        {
            if (spots.Count > 0 && spots[^1].Exists)
            {
                spots.Add(gap);
            }
        }

        void Arc(Spot centre, Spot radii, double from, double to)
        {
            int steps = (int)Math.Ceiling(Math.Abs(to - from) / 15);
            for (int step = 0; step <= steps; step++)
            {
                double angle = (from + ((to - from) * step / steps)) * Math.PI / 180;
                spots.Add(new Spot(centre.X + (radii.X * Math.Cos(angle)), centre.Y + (radii.Y * Math.Sin(angle))));
            }
        }
    }

    private readonly record struct Glyph(double Width, Spot[] Lines);
}
