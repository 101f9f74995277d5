using System.CommandLine;
using System.Text;
using Ser.Cli.Inspection;
using Ser.Cli.Terminal;
using Ser.Core;
using Ser.Corpora;

namespace Ser.Cli.Commands;

/// <summary><c>ser inspect</c>: what is in a folder of recordings, and what is wrong with it.</summary>
internal static class InspectCommand
{
    private const string Any = "any";

    /// <summary>Findings of a kind that a terminal shows, and a page.</summary>
    private const int ShownAsText = 8, ShownAsHtml = 500;

    public static Command Build(ProgramOutput output, StopSignals signals)
    {
        var folders = new Argument<string[]>("folder") { Description = "folders of recordings and manifests; several are looked at as one", Arity = ArgumentArity.OneOrMore };
        var target = new Option<string?>("--output", "-o") { Description = "also write the report to this file: .html (one page, no network), .txt or .json", HelpName = "file" };
        var failOn = new Option<string?>("--fail-on")
        {
            Description = $"end with exit code 3 if one of these is found, with commas between them: {string.Join(' ', Enum.GetValues<FindingKind>().Select(kind => kind.Word()))}, or {Any}",
            HelpName = "list",
        };
        failOn.CompletionSources.Add([.. Enum.GetValues<FindingKind>().Select(kind => kind.Word()), Any]);
        failOn.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && Words(token.Value).FirstOrDefault(word => word != Any && FindingNames.Parse(word) is null) is { } unknown)
            {
                result.AddError($"--fail-on is '{unknown}'; give some of {string.Join(", ", Enum.GetValues<FindingKind>().Select(kind => kind.Word()))}, or {Any}");
            }
        });
        target.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && Path.GetExtension(token.Value).ToLowerInvariant() is not (".html" or ".txt" or ".json"))
            {
                result.AddError($"--output is '{token.Value}'; give a file that ends in .html, .txt or .json");
            }
        });
        var jobs = CommonOptions.Jobs();
        var json = CommonOptions.Json("everything that was measured");
        var command = new Command("inspect", "Tell what is in a folder of recordings and what is wrong with it") { folders, target, failOn, jobs, json };
        Examples.Add(
            command,
            ("ser inspect ~/corpus", "is it fit for training?"),
            ("ser inspect ~/corpus -o corpus.html", "a page to send around"),
            ("ser inspect ~/corpus --fail-on corrupt,conflicts,duplicates", "a gate for a script: exit code 3"));
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(folders), parsed.GetValue(target), Kinds(parsed.GetValue(failOn)), jobs.WholeIn(parsed), parsed.GetValue(json),
            output, signals.Token));
        return command;
    }

    private static int Run(
        string[] folders, string? target, IReadOnlyList<FindingKind> gates, int jobs, bool json, ProgramOutput output, CancellationToken cancel)
    {
        var source = AuditSource.Open(folders);
        AuditReport report;
        using (var progress = new WorkLine(output))
        {
            report = CorpusAudit.Run(source, jobs, progress, cancel);
        }

        if (json)
        {
            output.Results.WriteLine(AuditJson.Of(report));
        }
        else
        {
            AuditText.Write(AuditDocument.Of(report, ShownAsText), output.Results, Console.IsOutputRedirected ? AuditText.DefaultWidth : Console.WindowWidth);
        }

        if (target is not null)
        {
            WriteFile(report, target);
            output.Remark($"report: {target}");
        }

        var missed = gates.Where(kind => report.Count(kind) > 0).ToArray();
        foreach (var kind in missed)
        {
            var first = report.Findings.First(finding => finding.Kind == kind);
            string name = first.Names.Count == 0 ? "" : $", the first: {string.Join(" = ", first.Names.Take(2))}";
            output.Error($"{kind.Word()}: {FindingText.Counted(kind, report.Count(kind))}{name} ({first.Detail})");
        }

        return missed.Length > 0 ? ExitCode.GateMissed : ExitCode.Done;
    }

    private static void WriteFile(AuditReport report, string target) => AtomicFile.Write(target, stream =>
    {
        using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        text.NewLine = "\n";
        switch (Path.GetExtension(target).ToLowerInvariant())
        {
            case ".html":
                AuditHtml.Write(AuditDocument.Of(report, ShownAsHtml), text);
                break;
            case ".txt":
                AuditText.Write(AuditDocument.Of(report, ShownAsHtml), text, AuditText.DefaultWidth);
                break;
            default:
                text.WriteLine(AuditJson.Of(report));
                break;
        }
    });

    private static FindingKind[] Kinds(string? list) => list is null ? []
        : Words(list).Contains(Any) ? Enum.GetValues<FindingKind>()
        : [.. Words(list).Select(word => FindingNames.Parse(word)!.Value).Distinct().Order()];

    private static string[] Words(string list) =>
        [.. list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(word => word.ToLowerInvariant())];
}
