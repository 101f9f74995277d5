using System.CommandLine;

namespace Ser.Cli.Commands;

/// <summary>Options that several commands share, with one wording.</summary>
internal static class CommonOptions
{
    /// <summary>--json</summary>
    public static Option<bool> Json(string what) => new("--json") { Description = $"write {what} as JSON and nothing else to stdout" };

    /// <summary>--no-sounds</summary>
    public static Option<bool> NoSounds() => new("--no-sounds")
    {
        Description = "leave the sounds of mistakes out of the report, where the recordings may not be passed on",
    };

    /// <summary>--jobs</summary>
    public static NumberOption Jobs() =>
        NumberOption.Whole("--jobs", ["-j"], "files that are read at the same time", 1, 1024, Environment.ProcessorCount);

    /// <summary>An option that takes a whole number within a range.</summary>
    public static Option<int> WholeNumber(string name, string[] aliases, string description, int low, int high, int byDefault) =>
        Number(name, aliases, description, byDefault, text => int.TryParse(text, out int value) && value >= low && value <= high, $"a whole number from {low} to {high}");

    /// <summary>An option that takes a share of the whole, such as 0.15; or 0 where that means something.</summary>
    public static Option<double> Share(string name, string description, double byDefault, bool orNone = false)
    {
        const double Least = 0.01, Most = 0.9;
        return Number(name, [], description, byDefault, text => double.TryParse(text, out double value) && (value is >= Least and <= Most || (orNone && value == 0)), $"a share from {Least} to {Most}{(orNone ? ", or 0 for none" : "")}");
    }

    /// <summary>Completes the names of an option and refuses all others.</summary>
    public static void OneOf(Option<string> option, IReadOnlyList<string> names)
    {
        option.CompletionSources.Add([.. names]);
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !names.Contains(token.Value))
            {
                result.AddError($"{option.Name} is '{token.Value}'; give one of {string.Join(' ', names)}");
            }
        });
    }

    /// <summary>An option that takes a number within a range.</summary>
    public static Option<double> Real(string name, string description, double low, double high, double byDefault) =>
        Number(name, [], description, byDefault, text => double.TryParse(text, out double value) && value >= low && value <= high, $"a number from {low} to {high}");

    /// <summary>What a command line says for an option, or else what a configuration says: what is typed wins.</summary>
    public static T Or<T>(this ParseResult parsed, Option<T> option, T configured) =>
        parsed.GetResult(option) is { Implicit: false } ? parsed.GetValue(option)! : configured;

    /// <summary>--seed</summary>
    public static Option<long> Seed(string description, long byDefault) =>
        Number("--seed", [], description, byDefault, text => long.TryParse(text, out _), "a whole number");

    /// <summary>Refuses a value that is not of the option's kind in the words of a user, not with the name of a type.</summary>
    public static Option<T> Checked<T>(Option<T> option)
    {
        var kind = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        option.Validators.Add(result =>
        {
            if (result.Tokens is not [var token])
            {
                return;
            }

            bool isFit = kind.IsEnum
                ? Enum.GetNames(kind).Contains(token.Value, StringComparer.OrdinalIgnoreCase)
                : kind == typeof(int) ? int.TryParse(token.Value, out _)
                : double.TryParse(token.Value, out double value) && double.IsFinite(value);
            if (!isFit)
            {
                string wanted = kind.IsEnum ? string.Join(" or ", Enum.GetNames(kind)).ToLowerInvariant() : kind == typeof(int) ? "a whole number" : "a number";
                result.AddError($"{option.Name} is '{token.Value}'; give {wanted}");
            }
        });
        return option;
    }

    private static Option<T> Number<T>(string name, string[] aliases, string description, T byDefault, Predicate<string> isFit, string wanted)
    {
        var option = new Option<T>(name, aliases) { Description = description, DefaultValueFactory = _ => byDefault, HelpName = "N" };
        option.Validators.Add(result =>
        {
            // The text, not the value: asking for the value of a text that is no number throws.
            if (result.Tokens is [var token] && !isFit(token.Value))
            {
                result.AddError($"{name} is '{token.Value}'; give {wanted}");
            }
        });
        return option;
    }
}
