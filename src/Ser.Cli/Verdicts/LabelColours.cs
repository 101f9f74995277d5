using Spectre.Console;

namespace Ser.Cli.Verdicts;

/// <summary>The colours of the classes on a terminal: its own sixteen, which its owner can read on its background.</summary>
internal sealed class LabelColours
{
    private static readonly Dictionary<string, Style> Known = new(StringComparer.Ordinal)
    {
        ["angry"] = new(Color.Red), ["disgust"] = new(Color.Olive), ["fear"] = new(Color.Fuchsia), ["happy"] = new(Color.Yellow),
        ["neutral"] = new(Color.Silver), ["sad"] = new(Color.Blue), ["surprise"] = new(Color.Aqua), ["calm"] = new(Color.Lime),
        [Verdict.Uncertain] = new(decoration: Decoration.Dim),
    };

    private static readonly Style[] Others = [new(Color.Teal), new(Color.Purple), new(Color.Maroon), new(Color.Green), new(Color.Navy)];

    private readonly Dictionary<string, Style> given = new(Known, StringComparer.Ordinal);

    /// <summary>The colour of a class; one that nobody knows gets the next of some.</summary>
    public Style Of(string label)
    {
        if (!given.TryGetValue(label, out var style))
        {
            given[label] = style = Others[(given.Count - Known.Count) % Others.Length];
        }

        return style;
    }
}
