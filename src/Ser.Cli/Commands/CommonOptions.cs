using System.CommandLine;

namespace Ser.Cli.Commands;

/// <summary>Options that several commands share, with one wording.</summary>
internal static class CommonOptions
{
    /// <summary>--json</summary>
    public static Option<bool> Json(string what) => new("--json") { Description = $"write {what} as JSON and nothing else to stdout" };

    /// <summary>--jobs</summary>
    public static Option<int> Jobs() => WholeNumber(
        "--jobs", ["-j"], "files that are read at the same time", 1, 1024, Environment.ProcessorCount);

    /// <summary>An option that takes a whole number within a range.</summary>
    public static Option<int> WholeNumber(string name, string[] aliases, string description, int low, int high, int byDefault) =>
        Number(name, aliases, description, byDefault, text => int.TryParse(text, out int value) && value >= low && value <= high, $"a whole number from {low} to {high}");

    /// <summary>An option that takes a share of the whole, such as 0.15.</summary>
    public static Option<double> Share(string name, string description, double byDefault)
    {
        const double Least = 0.01, Most = 0.9;
        return Number(name, [], description, byDefault, text => double.TryParse(text, out double value) && value is >= Least and <= Most, $"a share from {Least} to {Most}");
    }

    /// <summary>--seed</summary>
    public static Option<long> Seed(string description, long byDefault) =>
        Number("--seed", [], description, byDefault, text => long.TryParse(text, out _), "a whole number");

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
