namespace Ser.Corpora;

/// <summary>Says which parts of a split lack a class.</summary>
internal static class MissingClasses
{
    /// <summary>A line for each part that lacks one or more of the corpus' classes; a validation part that is not wanted lacks nothing.</summary>
    /// <param name="corpus">What is split.</param>
    /// <param name="parts">One for each clip.</param>
    /// <param name="because">What a reader has to know of it, after a colon; empty for nothing.</param>
    public static IEnumerable<string> Notes(Corpus corpus, Part[] parts, string because)
    {
        foreach (var part in Enum.GetValues<Part>())
        {
            var present = corpus.Clips.Where((_, i) => parts[i] == part).Select(clip => clip.Label).ToHashSet();
            string[] missing = [.. corpus.Labels.Where(label => !present.Contains(label))];
            if (missing.Length > 0 && (part != Part.Validation || present.Count > 0))
            {
                yield return $"the {part.ToString().ToLowerInvariant()} part holds no {string.Join(", ", missing)}{because}";
            }
        }
    }
}
