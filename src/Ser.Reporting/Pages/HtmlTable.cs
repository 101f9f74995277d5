namespace Ser.Reporting.Pages;

/// <summary>A table of HTML; the first column names the rows.</summary>
/// <param name="Caption">What it holds, for those who hear it.</param>
/// <param name="Columns">Headings.</param>
/// <param name="Rows">Cells as HTML.</param>
internal sealed record HtmlTable(string Caption, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>Whether all columns after the first are numbers, which stand on the right.</summary>
    public bool IsNumeric { get; init; } = true;

    /// <summary>The row that stands out; −1: none.</summary>
    public int Marked { get; init; } = -1;

    /// <summary>Writes it; one that is too wide scrolls by itself, also by keys.</summary>
    public void Write(TextWriter output)
    {
        string kind = IsNumeric ? " class=\"numbers\"" : "";
        output.Write($"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{Html.Text(Caption)}\">\n<table{kind}>\n<caption>{Html.Text(Caption)}</caption>\n<thead><tr>");
        foreach (string column in Columns)
        {
            output.Write($"<th scope=\"col\">{Html.Text(column)}</th>");
        }

        output.Write("</tr></thead>\n<tbody>\n");
        for (int row = 0; row < Rows.Count; row++)
        {
            output.Write(row == Marked ? "<tr class=\"own\">" : "<tr>");
            output.Write($"<th scope=\"row\">{Rows[row][0]}</th>");
            foreach (string cell in Rows[row].Skip(1))
            {
                output.Write($"<td>{cell}</td>");
            }

            output.Write("</tr>\n");
        }

        output.Write("</tbody>\n</table>\n</div>\n");
    }
}
