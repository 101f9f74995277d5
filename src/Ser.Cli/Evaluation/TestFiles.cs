using Ser.Cli.RunFolders;
using Ser.Core;

namespace Ser.Cli.Evaluation;

/// <summary>The files that <c>ser evaluate</c> writes beside what it prints.</summary>
/// <param name="Predictions">CSV of every clip; null for none.</param>
/// <param name="Markdown">Page of the figures; null for none.</param>
/// <param name="Junit">XML of the gates; null for none.</param>
internal sealed record TestFiles(string? Predictions, string? Markdown, string? Junit)
{
    /// <summary>Writes those that are wanted.</summary>
    /// <exception cref="UserError">One cannot be written.</exception>
    public void Write(ModelTest test, string corpus, string model)
    {
        if (Predictions is not null)
        {
            AtomicFile.Write(Predictions, stream => Tables.WritePredictions(stream, test.Clips));
        }

        if (Markdown is not null)
        {
            using var page = new StringWriter { NewLine = "\n" };
            TestMarkdown.Write(test, corpus, model, page);
            AtomicFile.WriteText(Markdown, page.ToString());
        }

        if (Junit is not null)
        {
            AtomicFile.Write(Junit, stream => TestJunit.Write(stream, test, corpus, model));
        }
    }
}
