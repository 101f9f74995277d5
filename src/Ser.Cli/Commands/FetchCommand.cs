using System.CommandLine;
using Ser.Cli.Terminal;
using Ser.Core;
using Ser.Corpora;

namespace Ser.Cli.Commands;

/// <summary><c>ser datasets fetch</c>: a published corpus from its own home into a folder.</summary>
internal static class FetchCommand
{
    public static Command Build(ProgramOutput output, StopSignals signals)
    {
        var name = new Argument<string>("name") { Description = string.Join(' ', KnownDatasets.All.Select(dataset => dataset.Key)), HelpName = "name" };
        name.CompletionSources.Add([.. KnownDatasets.All.Select(dataset => dataset.Key)]);
        var folder = new Option<string>("--output", "-o") { Description = "folder to make; the download grows beside it and can be resumed", Required = true, HelpName = "folder" };
        var yes = new Option<bool>("--yes", "-y") { Description = "the licence is known and agreed to: do not ask" };
        var url = new Option<string?>("--url") { Description = "take the archive from here instead, a mirror; what is published about it is checked all the same", HelpName = "url" };
        var command = new Command("fetch", "Download a corpus from its own home, check it and unpack it") { name, folder, yes, url };
        Examples.Add(
            command,
            ("ser datasets fetch ravdess --output ~/ravdess", "208 MB; tells the licence and asks"),
            ("ser datasets fetch emodb --output ~/emodb --yes", "for scripts"));
        url.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && Address(token.Value) is null)
            {
                result.AddError($"--url is '{token.Value}'; give an address that begins with https:// or http://");
            }
        });
        command.SetAction(parsed => Run(
            Dataset(parsed.GetRequiredValue(name)), parsed.GetRequiredValue(folder), parsed.GetValue(yes),
            parsed.GetValue(url) is { } text ? Address(text) : null, output, signals));
        return command;
    }

    private static int Run(KnownDataset dataset, string folder, bool agreed, Uri? mirror, ProgramOutput output, StopSignals signals)
    {
        var archive = mirror is null ? dataset.Archive : (dataset.Archive ?? new DatasetArchive(mirror)) with { Url = mirror };
        if (archive is null)
        {
            throw new UserError($"{dataset.Key}: cannot be fetched: {dataset.Instructions}");
        }

        TellTerms(dataset, archive, output);
        if (!agreed && Console.IsInputRedirected)
        {
            output.Error($"{dataset.Key}: add --yes if these terms are agreed to");
            return ExitCode.WrongUsage;
        }

        if (!agreed && !Agreed(folder))
        {
            output.Remark("nothing was fetched");
            return ExitCode.Failed;
        }

        var fetch = new DatasetFetch(dataset.Name, archive, folder);
        FetchedArchive fetched;
        try
        {
            using var progress = new WorkLine(output);
            fetched = fetch.Run(progress, signals.Token);
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            output.Error(File.Exists(fetch.PartialFile)
                ? $"stopped; {new FileInfo(fetch.PartialFile).Length} bytes are kept in {fetch.PartialFile}: run the command again to go on"
                : "stopped; nothing was fetched");
            return signals.ExitCode;
        }

        output.Remark($"{fetched.Bytes} bytes, SHA-256 {fetched.Sha256}");
        output.Remark(fetched.Verified ? "the archive's MD5 is the published one" : "no checksum of it is published; every file agrees with the checksum in the archive");
        output.Remark($"{Counted.Of(fetched.Files, "file")} unpacked to {folder}");
        TellCorpus(dataset, folder, output);
        return ExitCode.Done;
    }

    private static void TellTerms(KnownDataset dataset, DatasetArchive archive, ProgramOutput output)
    {
        output.Remark($"{dataset.Name}: {Counted.Of(dataset.Total, "clip")} of {Counted.Of(dataset.Speakers, "speaker")}, {dataset.Language}");
        output.Remark($"licence  {dataset.Licence}");
        output.Remark($"home     {dataset.Home}");
        output.Remark($"cite     {dataset.Paper}");
        output.Remark($"source   {archive.Url}{(archive.Bytes is { } bytes ? $" ({bytes / 1_000_000} MB)" : "")}");
    }

    private static bool Agreed(string folder)
    {
        Console.Error.Write($"download it to {folder} under this licence? [y/N] ");
        return Console.ReadLine()?.Trim().ToLowerInvariant() is "y" or "yes";
    }

    /// <summary>Whether what came is the corpus: an archive may have changed though it is whole.</summary>
    private static void TellCorpus(KnownDataset dataset, string folder, ProgramOutput output)
    {
        try
        {
            var corpus = CorpusFolder.Open(folder);
            output.Remark($"{corpus.Name}: {Counted.Of(corpus.Clips.Count, "clip")} of {Counted.Of(corpus.Speakers.Count, "speaker")}");
            if (corpus.Name != dataset.Name || corpus.Clips.Count != dataset.Total)
            {
                output.Warning($"{dataset.Name} has {Counted.Of(dataset.Total, "clip")} as published; look at what was unpacked before you use it");
            }
        }
        catch (UserError error)
        {
            output.Warning($"it is not recognised as {dataset.Name}: {error.Message}");
        }
    }

    private static KnownDataset Dataset(string name) => KnownDatasets.Find(name)
        ?? throw new UserError($"there is no corpus '{name}'; give one of {string.Join(", ", KnownDatasets.All.Select(dataset => dataset.Key))}");

    private static Uri? Address(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme is "http" or "https") ? url : null;
}
