using Ser.Cli.Evaluation;
using Ser.Core;
using Ser.Reporting;

namespace Ser.Cli;

/// <summary>Prints what a model is worth: the table, or JSON.</summary>
internal static class TestReport
{
    /// <summary>0/0 figures that a warning names; JSON has all.</summary>
    private const int NamedFigures = 3;

    /// <summary>The report of a training run: the figures.</summary>
    /// <param name="test">What was measured.</param>
    /// <param name="json">Figures as JSON instead of a table.</param>
    /// <param name="title">What it was measured on; a remark above the table.</param>
    /// <param name="output">Where to.</param>
    public static void Write(ModelTest test, bool json, string title, ProgramOutput output)
    {
        WarnOfSkipped(test, output);
        if (json)
        {
            output.Results.WriteLine(test.Figures.ToJson(indented: true));
            return;
        }

        WriteFigures(test, title, output);
    }

    /// <summary>The report of an evaluation: the figures and all that they come from.</summary>
    /// <param name="test">What was measured.</param>
    /// <param name="json">As JSON instead of tables.</param>
    /// <param name="corpus">What the recordings are called.</param>
    /// <param name="model">The model file.</param>
    /// <param name="output">Where to.</param>
    public static void WriteAll(ModelTest test, bool json, string corpus, string model, ProgramOutput output)
    {
        WarnOfSkipped(test, output);
        if (test.Overlap?.Stamp is { } stamp)
        {
            output.Warning($"{stamp}; the figures are too good for new voices");
        }

        if (test.Figures.Undefined is { Count: > 0 } undefined)
        {
            string rest = undefined.Count > NamedFigures ? $"; and {undefined.Count - NamedFigures} more" : "";
            output.Warning($"0/0 counts as {test.Figures.ZeroDivision}: {string.Join("; ", undefined.Take(NamedFigures))}{rest}");
        }

        if (json)
        {
            output.Results.WriteLine(TestJson.Of(test, corpus, model));
            return;
        }

        WriteFigures(test, $"{corpus}: {Counted.Of(test.Clips.Count, "clip")}", output);
        TestText.Write(test, output.Results);
    }

    private static void WriteFigures(ModelTest test, string title, ProgramOutput output)
    {
        output.Remark(title);
        output.Remark("");
        FiguresText.Write(
            test.Figures, output.Results, Console.IsOutputRedirected ? FiguresText.DefaultWidth : Console.WindowWidth, test.Overlap?.Stamp);
    }

    private static void WarnOfSkipped(ModelTest test, ProgramOutput output)
    {
        foreach (string line in LeftOut.Describe(test.Skipped))
        {
            output.Warning(line);
        }
    }
}
