namespace Ser.Tests.Cli;

/// <summary>A table without quoted fields, which is what ser writes for names without commas.</summary>
internal sealed class CsvTable
{
    public CsvTable(string text, char separator = ',')
    {
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        string[][] rows = [.. text[..^1].Split('\n').Select(line => line.Split(separator))];
        Columns = rows[0];
        Rows = rows[1..];
        Assert.All(Rows, row => Assert.Equal(Columns.Length, row.Length));
    }

    public string[] Columns { get; }

    public string[][] Rows { get; }

    public static CsvTable Read(string file) => new(File.ReadAllText(file));
}
