using System.Globalization;

namespace Ser.Reporting.Published;

/// <summary>The table of published results, with one's own among them: plain text, within 80 columns.</summary>
public static class PublishedText
{
    private const int NameWidth = 42, FigureWidth = 9, LineWidth = 79;

    /// <summary>Writes the table.</summary>
    /// <param name="comparison">What is published.</param>
    /// <param name="own">What one's own row is called.</param>
    /// <param name="uar">One's own UAR.</param>
    /// <param name="accuracy">One's own accuracy.</param>
    /// <param name="macroF1">One's own macro F1.</param>
    /// <param name="output">Where to; its NewLine ends the lines.</param>
    public static void Write(PublishedComparison comparison, string own, double uar, double accuracy, double macroF1, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        ArgumentNullException.ThrowIfNull(output);
        var results = comparison.Results.OrderByDescending(result => result.Uar ?? result.Accuracy).ToArray();
        string[] sources = [.. results.Select(Source).Distinct()];   // numbered as the table names them
        var rows = new List<(string Name, double? Uar, double? Accuracy, double? MacroF1)> { ($"-> {own}", uar, accuracy, macroF1) };
        rows.AddRange(results.Select(result =>
            ($"   {result.Work} [{Array.IndexOf(sources, Source(result)) + 1}]", result.Uar, result.Accuracy, result.MacroF1)));

        output.WriteLine(Row($"published on {comparison.Corpus}", "UAR", "accuracy", "macro F1"));
        foreach (var row in rows.OrderByDescending(row => row.Uar ?? row.Accuracy))
        {
            output.WriteLine(Row(row.Name, Figure(row.Uar), Figure(row.Accuracy), Figure(row.MacroF1)));
        }

        output.WriteLine();
        for (int i = 0; i < sources.Length; i++)
        {
            Wrap($"[{i + 1}] {sources[i]}", output);
        }

        output.WriteLine();
        Wrap($"mind: {comparison.Note}", output);
    }

    private static string Source(PublishedResult result) =>
        $"{result.Source}: {result.Protocol}{(result.Remark is null ? "" : $"; {result.Remark}")}";

    private static string Row(string name, string uar, string accuracy, string macroF1) =>
        (TextCell.Left(TextCell.Cut(name, NameWidth), NameWidth) + TextCell.Right(uar, FigureWidth) + TextCell.Right(accuracy, FigureWidth + 1)
            + TextCell.Right(macroF1, FigureWidth + 1)).TrimEnd();

    private static string Figure(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture) ?? "";

    private static void Wrap(string text, TextWriter output)
    {
        while (text.Length > LineWidth && text.LastIndexOf(' ', LineWidth) is > 0 and var blank)
        {
            output.WriteLine(text[..blank]);
            text = "    " + text[(blank + 1)..];
        }

        output.WriteLine(text);
    }
}
