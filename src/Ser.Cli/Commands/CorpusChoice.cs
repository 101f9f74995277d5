using System.CommandLine;
using System.CommandLine.Parsing;
using Ser.Cli.Configuration;
using Ser.Core;
using Ser.Corpora;

namespace Ser.Cli.Commands;

/// <summary>The folders and manifests of labelled recordings, and which of their clips are taken; every command that opens a corpus has them.</summary>
internal sealed class CorpusChoice
{
    private readonly Argument<string[]> folders = new("folder")
    {
        Description = $"labelled recordings: {string.Join(", ", KnownDatasets.All.Take(KnownDatasets.All.Count - 1).Select(dataset => dataset.Name))} or a mixture of them, "
            + $"a subfolder per emotion, or a manifest ({string.Join(' ', Manifest.Extensions)}); several are merged",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string[]> labels = Lists("--labels", "keep only these labels, with commas between them", "list");
    private readonly Option<string[]> exclude = Lists("--exclude", "leave these labels out, with commas between them", "list");
    private readonly Option<string[]> map = Lists("--map", "take one label for another, such as boredom=neutral; before --labels and --exclude", "old=new");
    private readonly Option<RavdessChannel> ravdess = CommonOptions.Checked(new Option<RavdessChannel>("--ravdess-channel")
    {
        Description = "which recordings of RAVDESS [default: speech]",
        HelpName = "speech|song|all",
    });

    private readonly Option<string?> root = ManifestRoot();
    private readonly Option<string[]> extra = Lists(
        "--extra", "another corpus that is trained on, and neither validated nor tested; given once for each. The split stays the same", "folder");

    public CorpusChoice() => map.Validators.Add(result =>
    {
        if (result.Tokens.SelectMany(token => Split(token.Value)).FirstOrDefault(pair => Pair(pair) is null) is { } wrong)
        {
            result.AddError($"--map is '{wrong}'; give old=new, such as boredom=neutral");
        }
    });

    /// <summary>--root</summary>
    public static Option<string?> ManifestRoot() => new("--root")
    {
        Description = "folder that the paths of manifests start from and may not leave; the manifest's own if not given",
        HelpName = "folder",
    };

    /// <summary>Gives a command the argument and the options.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(folders);
        foreach (Option option in new Option[] { labels, exclude, map, ravdess, root })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Lets another argument stand before the folders that may be meant for one; the command says what is missing.</summary>
    public CorpusChoice BehindAnother()
    {
        folders.Arity = ArgumentArity.ZeroOrMore;
        return this;
    }

    /// <summary>What a command that trains has beside: other corpora, and folders that may be absent where an option is given that can name them.</summary>
    /// <param name="command">The command that has these options.</param>
    /// <param name="sources">The options, any of which is enough.</param>
    public void AddForTraining(Command command, params Option[] sources)
    {
        command.Options.Add(extra);
        folders.Arity = ArgumentArity.ZeroOrMore;
        command.Validators.Add(result =>
        {
            if (Typed(result).Length == 0 && sources.All(source => result.GetResult(source) is null) && !result.Children.OfType<CommandResult>().Any())
            {
                result.AddError($"Required argument '{folders.Name}' missing for command: '{command.Name}'.");
            }
        });
    }

    /// <summary>The folders as they were typed.</summary>
    public string[] Typed(SymbolResult result) => [.. (result.GetResult(folders)?.Tokens ?? []).Select(token => token.Value)];

    /// <summary>Opens what a command line names.</summary>
    /// <param name="leastClasses">Classes that there must be: 2 to learn from, 1 to be tested on.</param>
    /// <param name="first">A folder before those of the argument; null for none.</param>
    /// <exception cref="UserError">It cannot be opened.</exception>
    public Corpus Open(ParseResult parsed, int leastClasses = 2, string? first = null)
    {
        string[] named = parsed.GetValue(folders) ?? [];
        return CorpusFolder.Open(first is null ? named : [first, .. named], Read(parsed) with { LeastClasses = leastClasses });
    }

    /// <summary>Opens what a configuration names.</summary>
    /// <param name="corpus">What <see cref="Choose"/> gave.</param>
    /// <param name="file">The file of the configuration; null where there is none.</param>
    /// <exception cref="UserError">No folder is named, or it cannot be opened.</exception>
    public static Corpus Open(CorpusConfig corpus, string? file) => corpus.Folders.Count > 0
        ? CorpusFolder.Open(corpus.Folders, corpus.Options(leastClasses: 2))
        : throw new UserError($"{file}: names no recordings (corpus.folders), and the command line names none; give the folder that holds them");

    /// <summary>Opens the other corpora of a configuration; null where it has none.</summary>
    /// <param name="corpus">What <see cref="Choose"/> gave.</param>
    /// <param name="main">The corpus that they are added to.</param>
    /// <exception cref="UserError">They cannot be opened, or have nothing to add.</exception>
    public static ExtraTraining? OpenExtra(CorpusConfig corpus, Corpus main) =>
        corpus.Extra.Count > 0 ? ExtraTraining.Choose(main, CorpusFolder.Open(corpus.Extra, corpus.Options(leastClasses: 1))) : null;

    /// <summary>What a command line says of the recordings, and where it says nothing, what a configuration says.</summary>
    /// <exception cref="UserError">A label is mapped twice.</exception>
    public CorpusConfig Choose(ParseResult parsed, CorpusConfig configured)
    {
        var options = Read(parsed);
        return new CorpusConfig
        {
            Folders = parsed.GetValue(folders) is { Length: > 0 } typed ? typed : configured.Folders,
            Labels = IsGiven(labels) ? [.. options.Labels] : configured.Labels,
            Exclude = IsGiven(exclude) ? [.. options.Exclude] : configured.Exclude,
            Map = IsGiven(map) ? options.Map : configured.Map,
            RavdessChannel = parsed.Or(ravdess, configured.RavdessChannel),
            ManifestRoot = parsed.Or(root, configured.ManifestRoot),
            Extra = IsGiven(extra) ? parsed.GetValue(extra)! : configured.Extra,
        };

        bool IsGiven(Option option) => parsed.GetResult(option) is { Implicit: false };
    }

    /// <summary>The options that a command line asks for.</summary>
    /// <exception cref="UserError">A label is mapped twice.</exception>
    private CorpusOptions Read(ParseResult parsed)
    {
        var pairs = Words(parsed, map).Select(pair => Pair(pair)!.Value).Distinct().ToArray();
        if (pairs.GroupBy(pair => pair.Old).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new UserError($"--map gives {twice.Key} two names, {string.Join(" and ", twice.Select(pair => pair.New))}; choose one");
        }

        return new CorpusOptions
        {
            Labels = [.. Words(parsed, labels)],
            Exclude = [.. Words(parsed, exclude)],
            Map = pairs.ToDictionary(pair => pair.Old, pair => pair.New, StringComparer.Ordinal),
            RavdessChannel = parsed.GetValue(ravdess),
            ManifestRoot = parsed.GetValue(root),
        };
    }

    private static Option<string[]> Lists(string name, string description, string helpName) => new(name)
    {
        Description = description,
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
        HelpName = helpName,
    };

    private static IEnumerable<string> Words(ParseResult parsed, Option<string[]> option) => (parsed.GetValue(option) ?? []).SelectMany(Split);

    private static string[] Split(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static (string Old, string New)? Pair(string text) =>
        text.Split('=', StringSplitOptions.TrimEntries) is [{ Length: > 0 } old, { Length: > 0 } name] ? (Emotions.Fold(old), Emotions.Fold(name)) : null;
}
