using System.Text.Json;
using Ser.Core;
using Ser.Training.Network;

namespace Ser.Training.Tuning;

/// <summary>Which keys of a recipe are searched, and over which values.</summary>
public sealed class SearchSpace
{
    /// <summary>
    /// What cannot be searched: the draw of the parts, for then the trials would be measured on different speakers; the length of the
    /// schedule, which the search sets; what a trial, which is one network at its last update, does not have; and the analysis, which is
    /// done once for all trials.
    /// </summary>
    private static readonly string[] Fixed =
    [
        "seed", "split", "validationShare", "testShare", "epochs", "updates", "members", "selection", "temperature", "features", "silenceDb", "silenceMargin",
        "otherSpeeds", "channels",
    ];

    internal SearchSpace(IReadOnlyList<SearchDimension> dimensions, string text)
    {
        Dimensions = dimensions;
        Text = text;
    }

    /// <summary>The space that is searched where none is given.</summary>
    public static SearchSpace Default { get; } = SearchSpaceReader.Read(DefaultSearchSpace.Text, "the default space");

    /// <summary>What is searched, in the order of the file.</summary>
    public IReadOnlyList<SearchDimension> Dimensions { get; }

    /// <summary>The space as JSON, as it was written.</summary>
    public string Text { get; }

    /// <summary>Reads a file such as that of <see cref="DefaultSearchSpace"/>.</summary>
    /// <exception cref="UserError">It cannot be read, or says something that no search can use; told with file and key.</exception>
    public static SearchSpace ReadFile(string file)
    {
        try
        {
            return SearchSpaceReader.Read(File.ReadAllText(file), file);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UserError($"{file}: no such file; 'ser tune --show-space' writes one to begin with", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"{file}: cannot be read ({error.Message.TrimEnd('.')}); check the path", error);
        }
    }

    /// <summary>The trials of a search. The first is the recipe as it is, so that the search has something to beat.</summary>
    /// <param name="recipe">Has the values of everything that is not searched.</param>
    /// <param name="count">How many, 1 or more. More trials leave the first ones as they are.</param>
    /// <exception cref="UserError">A key is none of the recipe's, cannot be searched, or a value is out of the recipe's range.</exception>
    public IReadOnlyList<Trial> Draw(Recipe recipe, int count)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (Dimensions.FirstOrDefault(dimension => Fixed.Contains(dimension.Path.Split('.')[0])) is { } bad)
        {
            throw new UserError($"space: '{bad.Path}' cannot be searched, for it decides what the trials are measured on or is read once for all; take it out of the space");
        }

        var own = RecipePath.Tree(recipe);
        KeyValuePair<string, JsonElement>[] present = [.. Dimensions.Select(dimension => KeyValuePair.Create(dimension.Path, RecipePath.Get(own, dimension.Path)))];
        Trial[] trials =
        [
            new Trial(1, present, recipe),
            .. Enumerable.Range(2, count - 1).Select(number => Trial.Of(
                number, recipe, [.. Dimensions.Select(dimension => KeyValuePair.Create(dimension.Path, dimension.Draw(recipe.Seed, number)))])),
        ];

        // The rows of a clip are made once, and so is its sound where a chain wants it.
        return trials.FirstOrDefault(trial => RowLayout.Of(trial.Recipe) != RowLayout.Of(recipe) || trial.Recipe.Waveforms is null != recipe.Waveforms is null) is { } other
            ? throw new UserError($"space, trial {other.Number}: looks at other features than the recipe; search within one set of features, and compare sets by 'ser crossval'")
            : trials;
    }
}
