namespace Ser.Corpora;

/// <summary>What one folder or manifest contributes to a corpus.</summary>
/// <param name="Place">Its path as the user spelt it.</param>
/// <param name="Name">What the corpus in it is called.</param>
/// <param name="Licence">Terms of use, or null where they are not known.</param>
/// <param name="Clips">Named as they lie below it.</param>
/// <param name="Notes">What was left out and why, and what is not known.</param>
internal sealed record CorpusSource(string Place, string Name, string? Licence, IReadOnlyList<Clip> Clips, IReadOnlyList<string> Notes)
{
    /// <summary>The same without some of its clips, and how many these were.</summary>
    public (CorpusSource Source, int Gone) Except(Predicate<Clip> unwanted)
    {
        Clip[] kept = [.. Clips.Where(clip => !unwanted(clip))];
        return (this with { Clips = kept }, Clips.Count - kept.Length);
    }
}
