using System.CommandLine;
using System.CommandLine.Completions;

namespace Ser.Cli.Completion;

/// <summary>What a shell may offer for the value of an option, or for an argument.</summary>
/// <param name="Kind">Where candidates come from.</param>
/// <param name="Words">The candidates, as they are typed; empty unless the kind is one of words.</param>
internal sealed record CompletedValue(ValueKind Kind, IReadOnlyList<string> Words)
{
    private const string ListName = "list";

    /// <summary>What an option takes; null for a switch, which takes nothing.</summary>
    public static CompletedValue? Of(Option option)
    {
        if (option.Arity.MaximumNumberOfValues == 0 || option.ValueType == typeof(bool))
        {
            return null;
        }

        var words = Candidates(option.GetCompletions(CompletionContext.Empty), option.ValueType);
        string name = option.HelpName ?? "";
        return words.Count > 0 ? new(name == ListName ? ValueKind.List : ValueKind.Word, words)
            : name.Contains("file", StringComparison.Ordinal) ? new(ValueKind.File, [])
            : name.Contains("folder", StringComparison.Ordinal) ? new(ValueKind.Folder, [])
            : new(ValueKind.Anything, []);
    }

    /// <summary>What a command takes beside its options: words, or files and folders; null for nothing.</summary>
    public static CompletedValue? Of(IEnumerable<Argument> arguments)
    {
        if (arguments.FirstOrDefault(argument => !argument.Hidden) is not { } first)
        {
            return null;
        }

        var words = Candidates(first.GetCompletions(CompletionContext.Empty), first.ValueType);
        return words.Count > 0 ? new(ValueKind.Word, words) : new(ValueKind.File, []);
    }

    /// <summary>Names of an enum are typed in lower case, as everywhere on the command line.</summary>
    private static List<string> Candidates(IEnumerable<CompletionItem> items, Type type)
    {
        bool isEnum = (Nullable.GetUnderlyingType(type) ?? type).IsEnum;
        return [.. items.Select(item => isEnum ? item.Label.ToLowerInvariant() : item.Label)];
    }
}

/// <summary>Where the candidates for a value come from.</summary>
internal enum ValueKind
{
    /// <summary>A number or a text, of which a shell knows nothing.</summary>
    Anything,

    /// <summary>One of some words.</summary>
    Word,

    /// <summary>Some of some words, with commas between them.</summary>
    List,

    /// <summary>A file or a folder.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,
}
