namespace Ser.Training.Tuning;

/// <summary>The length of a trial's schedule.</summary>
internal static class UpdateBudget
{
    /// <summary>The updates of a recipe's own schedule.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="clips">Training clips.</param>
    public static int Of(Recipe recipe, int clips) => recipe.UpdatesFor(clips);

    /// <summary>The recipe with a schedule of so many updates.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="updates">1 or more.</param>
    public static Recipe Apply(Recipe recipe, int updates) => recipe with { Epochs = 0, Updates = updates };
}
