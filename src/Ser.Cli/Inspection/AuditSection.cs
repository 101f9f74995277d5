namespace Ser.Cli.Inspection;

/// <summary>A table of an audit, with a heading; text and HTML are made of the same.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Remark">What to make of it, a sentence or two; empty for nothing.</param>
/// <param name="Columns">Names of the columns; empty where the rows need none.</param>
/// <param name="Rows">Cells, as many in each row; all but the first are set to the right where <paramref name="Numbers"/> is true.</param>
/// <param name="Numbers">Whether the cells after the first are numbers.</param>
/// <param name="More">Rows that were left out.</param>
internal sealed record AuditSection(string Title, string Remark, IReadOnlyList<string> Columns, IReadOnlyList<string[]> Rows, bool Numbers = false, int More = 0);
