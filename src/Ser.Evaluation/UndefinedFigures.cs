namespace Ser.Evaluation;

/// <summary>Which figures of which classes are 0/0, told so that a person sees why.</summary>
internal static class UndefinedFigures
{
    /// <summary>One text for each, in the order of the labels.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> labels, IReadOnlyList<IReadOnlyList<int>> confusion)
    {
        var undefined = new List<string>();
        for (int i = 0; i < labels.Count; i++)
        {
            bool occurs = confusion[i].Any(count => count > 0), isPredicted = confusion.Any(row => row[i] > 0);
            if (!isPredicted)
            {
                undefined.Add($"precision of {labels[i]}: never predicted");
            }

            if (!occurs)
            {
                undefined.Add($"recall of {labels[i]}: no clip of it");
            }

            if (!isPredicted && !occurs)
            {
                undefined.Add($"F1 of {labels[i]}: no clip of it, and never predicted");
            }
        }

        return undefined;
    }
}
