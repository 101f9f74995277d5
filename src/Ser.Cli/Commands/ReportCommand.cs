using System.CommandLine;
using Ser.Cli.Crossval;
using Ser.Cli.Reports;
using Ser.Cli.RunFolders;
using Ser.Cli.Terminal;
using Ser.Core;
using Ser.Corpora;
using Ser.Reporting.Pages;

namespace Ser.Cli.Commands;

/// <summary><c>ser report</c>: makes the page of a run or a cross-validation again, and its pictures as files.</summary>
internal static class ReportCommand
{
    public static Command Build(ProgramOutput output, StopSignals signals)
    {
        var run = new Argument<string>("run") { Description = "folder that 'ser train' or 'ser crossval' wrote" };
        var target = new Option<string?>("--output", "-o") { Description = "page to write; report.html in the folder if not given", HelpName = "file" };
        var pictures = new Option<string?>("--svg") { Description = "also write every picture as an .svg file into this folder", HelpName = "folder" };
        var corpus = new Option<string[]>("--corpus")
        {
            Description = "where the recordings lie now; without it, where the run found them. Given once for each folder or manifest",
            HelpName = "folder",
            AllowMultipleArgumentsPerToken = false,
        };
        var noSounds = CommonOptions.NoSounds();
        var threads = CommonOptions.WholeNumber("--threads", ["-t"], "threads at most; the page is the same with any number", 1, 1024, Environment.ProcessorCount);
        var command = new Command("report", "Write a page about a finished run: figures, pictures, mistakes to listen to") { run, target, pictures, corpus, noSounds, threads };
        Examples.Add(
            command,
            ("ser report runs/ravdess", "runs/ravdess/report.html again"),
            ("ser report runs/folds -o folds.html --no-sounds", "a page to pass on where the recordings may not be"),
            ("ser report runs/ravdess --svg pictures", "the pictures for a paper"));
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(run), parsed.GetValue(target), parsed.GetValue(pictures), parsed.GetValue(corpus) ?? [], !parsed.GetValue(noSounds),
            parsed.GetValue(threads), output, signals.Token));
        return command;
    }

    private static int Run(
        string location, string? target, string? pictures, string[] elsewhere, bool withSounds, int threads, ProgramOutput output, CancellationToken cancel)
    {
        var run = new RunFolder(location);
        var crossval = new CrossvalFolder(location);
        bool isCrossval = File.Exists(crossval.PlanFile);
        if (!isCrossval && !run.IsComplete)
        {
            throw new UserError($"{location}: holds no finished run; give a folder that 'ser train' or 'ser crossval' wrote");
        }

        ReportData data;
        using (var progress = new WorkLine(output))
        {
            var source = new ReportSource(Recordings(location, elsewhere, output), withSounds, threads, progress, cancel);
            if (isCrossval)
            {
                var plan = CrossvalPlan.Read(crossval.PlanFile);
                data = CrossvalPage.Of(crossval, plan, CrossvalResult.Read(crossval, plan), source);
            }
            else
            {
                data = RunReport.Of(run, source);
            }
        }

        target ??= run.Report;
        ReportFile.Write(target, data);
        output.Remark($"report: {target}");
        if (pictures is not null)
        {
            output.Remark($"pictures: {Counted.Of(ReportPictures.WriteSvg(data, pictures).Count, "file")} in {pictures}");
        }

        return ExitCode.Done;
    }

    /// <summary>The recordings of a run; null, with a remark, where they are not there any more.</summary>
    private static Corpus? Recordings(string location, string[] elsewhere, ProgramOutput output)
    {
        if (RunNote.Find(location) is { } note)
        {
            try
            {
                return note.Corpus.Open(elsewhere);
            }
            catch (UserError error) when (elsewhere.Length == 0)
            {
                output.Remark($"without recordings: {error.Message}");
                return null;
            }
        }

        return elsewhere.Length > 0 ? CorpusFolder.Open(elsewhere, CorpusOptions.Default with { LeastClasses = 1 }) : null;
    }
}
