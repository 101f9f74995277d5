using Ser.Core;
using Ser.Corpora;

namespace Ser.Cli.Configuration;

/// <summary>How <c>ser crossval</c> makes its folds, the key <c>crossval</c> of a configuration file; other commands do not look at it.</summary>
internal sealed record CrossvalConfig
{
    /// <summary>Folds of the protocol "folds" where nobody says how many.</summary>
    public const int DefaultFolds = 5;

    /// <summary>By what the tests are chosen. Default folds.</summary>
    public Protocol Protocol { get; init; }

    /// <summary>Folds of the protocol "folds": 2 to 1000. Default 5.</summary>
    public int Folds { get; init => field = value is >= 2 and <= 1000 ? value : throw new UserError($"folds is {value}; give 2 to 1000"); } = DefaultFolds;
}
