using System.Globalization;
using System.Text.Json;
using Ser.Core;

namespace Ser.Training.Tuning;

/// <summary>One key of a recipe, and the values that are tried for it: a range of numbers, or a choice.</summary>
/// <param name="Path">The key as recipe.json has it, such as "learningRate" or "augmentation.bandMasks".</param>
/// <param name="From">Lower end of the range.</param>
/// <param name="To">Upper end; not below <paramref name="From"/>.</param>
/// <param name="IsLogarithmic">Whether a draw is even over logarithms, as for what acts by factors.</param>
/// <param name="IsWhole">Whether only whole numbers are drawn, both ends included.</param>
/// <param name="Choices">The values to choose from; empty where there is a range.</param>
public sealed record SearchDimension(string Path, double From, double To, bool IsLogarithmic, bool IsWhole, IReadOnlyList<JsonElement> Choices)
{
    /// <summary>The value of a trial. It depends on what is given here only: another dimension leaves it as it is.</summary>
    /// <param name="seed">Seed of the whole search.</param>
    /// <param name="trial">Number of the trial.</param>
    public JsonElement Draw(long seed, int trial)
    {
        var random = new KeyedRandom(seed, Path, "tune", trial);
        if (Choices.Count > 0)
        {
            return Choices[random.Below(Choices.Count)];
        }

        // A whole number owns half a step on either side, so that the ends are as likely as the others.
        double margin = IsWhole ? 0.5 : 0, low = From - margin, high = To + margin, share = random.NextDouble();
        double drawn = IsLogarithmic ? low * Math.Pow(high / low, share) : low + (share * (high - low));

        // Three digits: finer than any validation can tell, and short enough to be read and typed.
        double rounded = IsWhole ? Math.Round(drawn) : double.Parse(drawn.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return JsonElement.Parse(Math.Clamp(rounded, From, To).ToString("R", CultureInfo.InvariantCulture));
    }
}
