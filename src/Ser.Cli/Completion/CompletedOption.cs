using System.CommandLine;

namespace Ser.Cli.Completion;

/// <summary>An option as a shell completes it.</summary>
/// <param name="Names">All spellings, the long one first.</param>
/// <param name="Description">What it does, in one line.</param>
/// <param name="Value">What follows it; null for a switch.</param>
internal sealed record CompletedOption(IReadOnlyList<string> Names, string Description, CompletedValue? Value)
{
    /// <summary>An option of the command line.</summary>
    public static CompletedOption Of(Option option) =>
        new([option.Name, .. option.Aliases.Order(StringComparer.Ordinal)], option.Description ?? "", CompletedValue.Of(option));
}
