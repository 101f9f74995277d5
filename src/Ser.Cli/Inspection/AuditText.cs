using Ser.Reporting;

namespace Ser.Cli.Inspection;

/// <summary>An audit as text for a terminal.</summary>
internal static class AuditText
{
    /// <summary>Columns of a terminal that nobody has widened.</summary>
    public const int DefaultWidth = 80;

    private const string Gap = "  ";

    /// <summary>Writes a document.</summary>
    public static void Write(AuditDocument document, TextWriter output, int width)
    {
        output.WriteLine(document.Title);
        Wrap(document.Verdict, "", output, width);
        foreach (var section in document.Sections)
        {
            output.WriteLine();
            Write(section, output, width);
        }

        if (document.Notes.Count > 0)
        {
            output.WriteLine();
            output.WriteLine("Notes");
            foreach (string note in document.Notes)
            {
                Wrap(TextCell.Clean(note), Gap, output, width);
            }
        }
    }

    private static void Write(AuditSection section, TextWriter output, int width)
    {
        output.WriteLine(section.Title);
        if (section.Remark.Length > 0)
        {
            Wrap(section.Remark, Gap, output, width);
        }

        string[][] rows = [.. (section.Columns.Count > 0 ? section.Rows.Prepend([.. section.Columns]) : section.Rows).Select(row => row.Select(TextCell.Clean).ToArray())];
        if (section.Numbers)
        {
            WriteNumbers(rows, output, width);
        }
        else
        {
            WriteWords(rows, output, width);
        }

        if (section.More > 0)
        {
            output.WriteLine($"{Gap}and {section.More} more; --json has all");
        }
    }

    /// <summary>Columns as wide as they must be; where the line is too narrow, the headings are cut, and at last the first column.</summary>
    private static void WriteNumbers(string[][] rows, TextWriter output, int width)
    {
        int[] widths = Widths(rows);
        for (int most = widths.Max(); Total(widths) > width && most > 4; most--)
        {
            int[] bodies = Widths(rows[1..]);
            widths = [widths[0], .. widths.Skip(1).Select((w, i) => Math.Max(bodies[i + 1], Math.Min(w, most)))];
        }

        widths[0] = Math.Clamp(width - Total(widths) + widths[0], Math.Min(widths[0], 8), widths[0]);
        foreach (string[] row in rows)
        {
            var cells = row.Select((cell, i) => i == 0
                ? TextCell.Left(TextCell.Cut(cell, widths[0]), widths[0])
                : TextCell.Right(TextCell.Cut(cell, widths[i]), widths[i]));
            output.WriteLine(Gap + string.Join(Gap, cells));
        }

        static int Total(int[] widths) => widths.Sum(w => w + Gap.Length);
    }

    /// <summary>Two columns where both fit into the line; else the second one below the first.</summary>
    private static void WriteWords(string[][] rows, TextWriter output, int width)
    {
        int[] widths = Widths(rows);
        bool fits = widths.Sum(w => w + Gap.Length) <= width;
        foreach (string[] row in rows)
        {
            if (fits)
            {
                output.WriteLine($"{Gap}{TextCell.Left(row[0], widths[0])}{Gap}{row[1]}".TrimEnd());
            }
            else if (row[0].Length == 0 || TextCell.Width(row[0]) + TextCell.Width(row[1]) + (2 * Gap.Length) <= width)
            {
                Wrap(row[0].Length == 0 ? row[1] : $"{row[0]}{Gap}{row[1]}", Gap, output, width);
            }
            else
            {
                Wrap(row[0], Gap, output, width);
                Wrap(row[1], Gap + Gap, output, width);
            }
        }
    }

    private static int[] Widths(string[][] rows) =>
        [.. Enumerable.Range(0, rows.Length == 0 ? 0 : rows[0].Length).Select(column => rows.Max(row => TextCell.Width(row[column])))];

    /// <summary>Breaks between words; a word that is too long, such as a path, stands on a line of its own.</summary>
    private static void Wrap(string text, string indent, TextWriter output, int width)
    {
        string line = indent;
        foreach (string word in text.Split(' '))
        {
            if (line.Length > indent.Length && TextCell.Width(line) + 1 + TextCell.Width(word) > width)
            {
                output.WriteLine(line);
                line = indent.Length == 0 ? "" : indent + Gap;
                indent = line;
            }

            line += line.Length > indent.Length ? $" {word}" : word;
        }

        output.WriteLine(line);
    }
}
