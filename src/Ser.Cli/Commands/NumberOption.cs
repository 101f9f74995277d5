using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Ser.Cli.Commands;

/// <summary>An option that takes a number, for a command that must start at once.</summary>
/// <remarks>
/// The library compiles an option of a class ahead, but one of a struct only when the program runs, for each struct anew: four kinds of
/// numbers take as long as the network takes to label a clip. So numbers travel in a class.
/// </remarks>
internal sealed class NumberOption : Option<NumberOption.Given?>
{
    private readonly Func<string, double?> read;
    private readonly string wanted;

    private NumberOption(string name, string[] aliases, Func<string, double?> read, string wanted) : base(name, aliases)
    {
        (this.read, this.wanted) = (read, wanted);
        CustomParser = Parse;
    }

    /// <summary>An option that takes any finite number.</summary>
    public static NumberOption Of(string name, string helpName, string description) => new(name, [], Finite, "a number")
    {
        Description = description, HelpName = helpName,
    };

    /// <summary>An option that takes a whole number within a range.</summary>
    /// <param name="name">The option.</param>
    /// <param name="aliases">Its other spellings.</param>
    /// <param name="description">What it does.</param>
    /// <param name="low">The least number.</param>
    /// <param name="high">The largest; <see cref="int.MaxValue"/> for no limit that anybody is told of.</param>
    /// <param name="byDefault">What holds where it is not given; null for nothing.</param>
    public static NumberOption Whole(string name, string[] aliases, string description, int low, int high = int.MaxValue, int? byDefault = null) => new(
        name,
        aliases,
        text => int.TryParse(text, out int value) && value >= low && value <= high ? value : null,
        high == int.MaxValue ? $"a whole number from {low}" : $"a whole number from {low} to {high}")
    {
        Description = description, HelpName = "N", DefaultValueFactory = byDefault is { } value ? _ => new Given(value) : null,
    };

    /// <summary>The number that was given, or that holds where none was; null for none.</summary>
    public double? In(ParseResult parsed) => parsed.GetValue(this)?.Value;

    /// <summary>The whole number that was given, or that holds where none was.</summary>
    /// <exception cref="InvalidOperationException">There is neither.</exception>
    public int WholeIn(ParseResult parsed) => (int)parsed.GetRequiredValue(this)!.Value;

    /// <summary>The number that was given; null where there is none, and where it is of another kind, which is told without that.</summary>
    public double? GivenIn(CommandResult result) => result.GetResult(this) is { Tokens: [var token] } ? read(token.Value) : null;

    private static double? Finite(string text) => double.TryParse(text, out double value) && double.IsFinite(value) ? value : null;

    private Given? Parse(ArgumentResult result)
    {
        if (result.Tokens is not [var token])
        {
            return null;
        }

        if (read(token.Value) is { } value)
        {
            return new Given(value);
        }

        result.AddError($"{Name} is '{token.Value}'; give {wanted}");
        return null;
    }

    /// <summary>A number.</summary>
    internal sealed record Given(double Value)
    {
        /// <summary>The number as the help shows it.</summary>
        public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
    }
}
