using Ser.Core;
using Ser.Reporting.Pages;

namespace Ser.Cli.Reports;

/// <summary>Writes report pages.</summary>
internal static class ReportFile
{
    /// <summary>Writes a page.</summary>
    /// <exception cref="UserError">The file cannot be written.</exception>
    public static void Write(string path, ReportData data) => AtomicFile.Write(path, stream => ReportPage.Write(data, stream));

    /// <summary>Writes the page of something that is finished: a page that cannot be made is a warning, for the rest is safe.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="collect">Collects what it tells.</param>
    /// <param name="output">Takes the warning.</param>
    /// <returns>Whether there is a page.</returns>
    public static bool TryWrite(string path, Func<ReportData> collect, ProgramOutput output)
    {
        try
        {
            Write(path, collect());
            return true;
        }
        catch (UserError error)
        {
            output.Warning($"there is no {Path.GetFileName(path)}: {error.Message}");
            return false;
        }
        catch (OperationCanceledException)
        {
            output.Warning($"there is no {Path.GetFileName(path)}, for it was stopped; 'ser report' makes it");
            return false;
        }
    }
}
