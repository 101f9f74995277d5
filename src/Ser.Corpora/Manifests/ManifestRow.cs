namespace Ser.Corpora;

/// <summary>A row of a manifest as it stands there.</summary>
/// <param name="Number">Its line in the file, from 1; the header is a line too.</param>
/// <param name="Header">The names of the columns in the file, or of the keys of a JSON object.</param>
/// <param name="Places">For each <see cref="ManifestColumn"/> its place in the header, or −1.</param>
/// <param name="Cells">The texts, trimmed, in the order of the header; an empty one is null.</param>
internal sealed record ManifestRow(int Number, IReadOnlyList<string> Header, int[] Places, IReadOnlyList<string?> Cells)
{
    /// <summary>The text of a column; null where it is empty or there is no such column.</summary>
    public string? this[ManifestColumn column] => Places[(int)column] is >= 0 and var place && place < Cells.Count ? Cells[place] : null;

    /// <summary>What the file calls a column.</summary>
    public string NameOf(ManifestColumn column) => Places[(int)column] is >= 0 and var place ? Header[place] : ManifestColumns.Name(column);

    /// <summary>Whether the file has a column, empty or not.</summary>
    public bool Has(ManifestColumn column) => Places[(int)column] >= 0;
}
