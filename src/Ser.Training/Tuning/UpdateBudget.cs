namespace Ser.Training.Tuning;

/// <summary>The length of a schedule in updates, for a recipe that counts in epochs.</summary>
internal static class UpdateBudget
{
    /// <summary>The updates of a recipe's own schedule.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="clips">Training clips.</param>
    public static int Of(Recipe recipe, int clips) => recipe.EpochsFor(clips) * recipe.UpdatesPerEpoch(clips);

    /// <summary>The recipe with a schedule of about so many updates: whole epochs, at least one.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="updates">1 or more.</param>
    /// <param name="clips">Training clips.</param>
    public static Recipe Apply(Recipe recipe, int updates, int clips) =>
        recipe with { Epochs = Math.Max(1, (int)Math.Round((double)updates / recipe.UpdatesPerEpoch(clips))) };
}
