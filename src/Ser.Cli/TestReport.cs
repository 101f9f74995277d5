using Ser.Core;
using Ser.Reporting;

namespace Ser.Cli;

/// <summary>Prints what a model is worth: the table, or JSON.</summary>
internal static class TestReport
{
    /// <param name="test">What was measured.</param>
    /// <param name="json">Figures as JSON instead of a table.</param>
    /// <param name="title">What it was measured on; a remark above the table.</param>
    /// <param name="output">Where to.</param>
    public static void Write(ModelTest test, bool json, string title, ProgramOutput output)
    {
        foreach (string line in LeftOut.Describe(test.Skipped))
        {
            output.Warning(line);
        }

        if (json)
        {
            output.Results.WriteLine(test.Figures.ToJson(indented: true));
            return;
        }

        output.Remark(title);
        output.Remark("");
        FiguresText.Write(test.Figures, output.Results, Console.IsOutputRedirected ? FiguresText.DefaultWidth : Console.WindowWidth);
    }
}
