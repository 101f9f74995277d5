namespace Ser.Corpora;

/// <summary>The corpora that are known by the names of their files, and the choice among them, file by file.</summary>
/// <param name="ravdess">Which channel of RAVDESS is wanted.</param>
internal sealed class KnownLayouts(RavdessChannel ravdess = RavdessChannel.Speech)
{
    private static readonly ICorpusLayout Fallback = new ClassFolderLayout();

    /// <summary>All of them, in the order in which a mixture names them; a new one is added here.</summary>
    public IReadOnlyList<ICorpusLayout> All { get; } =
        [new RavdessLayout(ravdess), new CremaDLayout(), new TessLayout(), new SaveeLayout(), new EmoDbLayout()];

    /// <summary>The layout that a file is named after; null where it is none's. No name fits two.</summary>
    public ICorpusLayout? Of(FoundFile file) => All.FirstOrDefault(layout => layout.Fits(file));

    /// <summary>Chooses for every file of a folder.</summary>
    /// <returns>
    /// Where more than half of the files are named after a known corpus: each file's own layout, null for a name that is none's.
    /// Else one folder per class, for all.
    /// </returns>
    public ICorpusLayout?[] Choose(IReadOnlyList<FoundFile> files)
    {
        ICorpusLayout?[] own = [.. files.Select(Of)];
        if (own.Count(layout => layout is not null) * 2 <= own.Length)
        {
            Array.Fill(own, Fallback);
        }

        return own;
    }

    /// <summary>Whether a layout is the one for folders that no corpus is known of.</summary>
    public static bool IsFallback(ICorpusLayout? layout) => ReferenceEquals(layout, Fallback);
}
