using System.Globalization;

namespace Ser.Reporting;

/// <summary>Predictions as text, one line a file: file, label, confidence, and the probability of every label.</summary>
/// <remarks>
/// Aligned for eyes, with tabs for cut and awk; the same columns in the same order, so that a person sees what a script will
/// get. Only the aligned confidence is in per cent, and says so. Of equal probabilities the first label wins. Control
/// characters in names become question marks.
/// </remarks>
public static class PredictionText
{
    private const int ConfidenceWidth = 10;   // of its own heading
    private const int ProbabilityWidth = 5;   // 0.123
    private const string Gap = "  ";

    /// <summary>Writes the headings of the aligned lines.</summary>
    /// <param name="output">Where to; its NewLine ends the line.</param>
    /// <param name="labels">Names of the classes: one or more.</param>
    /// <param name="nameWidth">Columns of the longest name; see <see cref="NameWidth"/>.</param>
    public static void WriteAlignedHeader(TextWriter output, IReadOnlyList<string> labels, int nameWidth)
    {
        ArgumentNullException.ThrowIfNull(output);
        string[] clean = Clean(labels);
        WriteAligned(output, "file", "label", "confidence", clean, clean, nameWidth);
    }

    /// <summary>Writes a prediction below the headings: confidence in per cent to one decimal, probabilities to three.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="name">The file, as the person named it.</param>
    /// <param name="labels">Names of the classes: one or more.</param>
    /// <param name="probabilities">Probability of each label, 0 to 1.</param>
    /// <param name="nameWidth">Columns of the longest name; a longer one moves its own line to the right.</param>
    /// <exception cref="ArgumentException">There are not as many probabilities as labels.</exception>
    public static void WriteAligned(
        TextWriter output, string name, IReadOnlyList<string> labels, IReadOnlyList<float> probabilities, int nameWidth)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(name);
        string[] clean = Clean(labels);
        int best = Likeliest(probabilities, clean.Length);
        string confidence = (100.0 * probabilities[best]).ToString("0.0", CultureInfo.InvariantCulture) + "%";
        string[] cells = [.. probabilities.Select(p => p.ToString("0.000", CultureInfo.InvariantCulture))];
        WriteAligned(output, TextCell.Clean(name), clean[best], confidence, cells, clean, nameWidth);
    }

    /// <summary>Writes the headings of the lines with tabs.</summary>
    public static void WriteTabbedHeader(TextWriter output, IReadOnlyList<string> labels)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.WriteLine(string.Join('\t', ["file", "label", "confidence", .. Clean(labels)]));
    }

    /// <summary>Writes a prediction with tabs between its columns: every number in full and from 0 to 1, confidence too.</summary>
    /// <exception cref="ArgumentException">There are not as many probabilities as labels.</exception>
    public static void WriteTabbed(TextWriter output, string name, IReadOnlyList<string> labels, IReadOnlyList<float> probabilities)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(name);
        string[] clean = Clean(labels);
        int best = Likeliest(probabilities, clean.Length);
        output.WriteLine(string.Join('\t',
            [
                TextCell.Clean(name),
                clean[best],
                probabilities[best].ToString(CultureInfo.InvariantCulture),
                .. probabilities.Select(p => p.ToString(CultureInfo.InvariantCulture)),
            ]));
    }

    /// <summary>Columns that a name takes in an aligned line.</summary>
    public static int NameWidth(string name) => TextCell.Width(TextCell.Clean(name));

    private static void WriteAligned(
        TextWriter output, string name, string label, string confidence, string[] cells, string[] labels, int nameWidth)
    {
        int labelWidth = Math.Max("label".Length, labels.Max(TextCell.Width));
        output.Write(TextCell.Left(name, Math.Max(nameWidth, "file".Length)));
        output.Write(Gap + TextCell.Left(label, labelWidth));
        output.Write(Gap + TextCell.Right(confidence, ConfidenceWidth));
        for (int i = 0; i < cells.Length; i++)
        {
            output.Write(Gap + TextCell.Right(cells[i], Math.Max(ProbabilityWidth, TextCell.Width(labels[i]))));
        }

        output.WriteLine();
    }

    private static string[] Clean(IReadOnlyList<string> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return labels.Count > 0
            ? [.. labels.Select(TextCell.Clean)]
            : throw new ArgumentException("there are no labels", nameof(labels));
    }

    private static int Likeliest(IReadOnlyList<float> probabilities, int labels)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        if (probabilities.Count != labels)
        {
            throw new ArgumentException($"{probabilities.Count} probabilities for {labels} labels", nameof(probabilities));
        }

        int best = 0;
        for (int i = 1; i < labels; i++)
        {
            if (probabilities[i] > probabilities[best])
            {
                best = i;
            }
        }

        return best;
    }
}
