using System.Net;

namespace Ser.Cli.Inspection;

/// <summary>An audit as one HTML page without anything from outside; light or dark as the reader's system is.</summary>
internal static class AuditHtml
{
    private const string Style = """
        :root { color-scheme: light dark; --ink: light-dark(#1c1c1e, #ececec); --quiet: light-dark(#6b6b70, #a0a0a6); --line: light-dark(#dcdce0, #3a3a3e); }
        body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: light-dark(#fff, #1b1b1d); max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
        h1 { font-size: 1.4rem; margin-bottom: .3rem } h2 { font-size: 1.05rem; margin: 2rem 0 .2rem }
        p { margin: .2rem 0 .6rem } .quiet { color: var(--quiet) }
        .wide { overflow-x: auto } table { border-collapse: collapse; font-variant-numeric: tabular-nums }
        th, td { text-align: left; vertical-align: top; padding: .2rem .9rem .2rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere }
        th { color: var(--quiet); font-weight: 500 } .numbers th + th, .numbers td + td { text-align: right; overflow-wrap: normal; white-space: nowrap }
        """;

    /// <summary>Writes a document.</summary>
    public static void Write(AuditDocument document, TextWriter output)
    {
        output.Write($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Text(document.Title)}</title>
            <style>
            {Style}
            </style>
            </head>
            <body>
            <h1>{Text(document.Title)}</h1>
            <p>{Text(document.Verdict)}</p>

            """);
        foreach (var section in document.Sections)
        {
            Write(section, output);
        }

        if (document.Notes.Count > 0)
        {
            output.Write("<h2>Notes</h2>\n<ul>\n");
            foreach (string note in document.Notes)
            {
                output.Write($"<li>{Text(note)}</li>\n");
            }

            output.Write("</ul>\n");
        }

        output.Write("</body>\n</html>\n");
    }

    private static void Write(AuditSection section, TextWriter output)
    {
        output.Write($"<h2>{Text(section.Title)}</h2>\n");
        if (section.Remark.Length > 0)
        {
            output.Write($"<p class=\"quiet\">{Text(section.Remark)}</p>\n");
        }

        output.Write(section.Numbers ? "<div class=\"wide\"><table class=\"numbers\">\n" : "<div class=\"wide\"><table>\n");
        if (section.Columns.Count > 0)
        {
            output.Write($"<tr>{string.Concat(section.Columns.Select(column => $"<th>{Text(column)}</th>"))}</tr>\n");
        }

        foreach (string[] row in section.Rows)
        {
            output.Write($"<tr>{string.Concat(row.Select(cell => $"<td>{Text(cell)}</td>"))}</tr>\n");
        }

        output.Write("</table></div>\n");
        if (section.More > 0)
        {
            output.Write($"<p class=\"quiet\">and {section.More} more; --json has all</p>\n");
        }
    }

    private static string Text(string text) => WebUtility.HtmlEncode(Reporting.TextCell.Clean(text));
}
