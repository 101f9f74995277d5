namespace Ser.Reporting.Published;

/// <summary>Published results beside one's own, with what has to be known before the two are compared.</summary>
/// <param name="Corpus">The corpus of all of them.</param>
/// <param name="SameProtocol">Whether the figures of EmoBox were measured on the very folds of one's own.</param>
/// <param name="Note">In what the protocols differ, in one sentence.</param>
/// <param name="Results">What is published.</param>
public sealed record PublishedComparison(string Corpus, bool SameProtocol, string Note, IReadOnlyList<PublishedResult> Results)
{
    /// <summary>Beside a cross-validation.</summary>
    /// <param name="corpus">The corpus, as it was recognised.</param>
    /// <param name="classes">Classes that were told apart.</param>
    /// <param name="isEmoBox">Whether the folds are those of EmoBox, all of their speakers present.</param>
    /// <param name="speakerOverlap">Whether speakers of a test may have been trained on.</param>
    /// <param name="isTransductive">Whether all clips of a test speaker were looked at together.</param>
    /// <returns>Null where nothing is published of the corpus.</returns>
    public static PublishedComparison? OfFolds(string corpus, int classes, bool isEmoBox, bool? speakerOverlap, bool isTransductive = false) => Of(
        corpus, classes, isEmoBox, speakerOverlap, isTransductive,
        isEmoBox
            ? "the figures of EmoBox are of these folds; it scores every epoch on the test part and does not say which one it published, so read them as upper bounds"
            : "these are other folds of unseen speakers than theirs: a few points of a difference may be the folds'");

    /// <summary>Beside one test of a model.</summary>
    /// <param name="corpus">The corpus, as it was recognised.</param>
    /// <param name="classes">Classes that occur.</param>
    /// <param name="clips">Clips of the test.</param>
    /// <param name="speakers">Speakers of the test, as far as they are known.</param>
    /// <param name="speakerOverlap">Whether speakers of the test took part in the training; null where nobody knows.</param>
    /// <param name="isTransductive">Whether all clips of a test speaker were looked at together.</param>
    /// <returns>Null where nothing is published of the corpus.</returns>
    public static PublishedComparison? OfTest(string corpus, int classes, int clips, int speakers, bool? speakerOverlap, bool isTransductive = false) => Of(
        corpus, classes, isSame: false, speakerOverlap, isTransductive,
        $"this is one test of {clips} clips of {speakers} speakers; theirs are means over folds in which every speaker is tested once: compare them with care");

    private static PublishedComparison? Of(string corpus, int classes, bool isSame, bool? speakerOverlap, bool isTransductive, string note)
    {
        var results = PublishedResults.Of(corpus);
        if (results.Count == 0)
        {
            return null;
        }

        bool hasOtherClasses = results.All(result => result.Classes != classes);
        return new PublishedComparison(
            corpus,
            isSame && !hasOtherClasses && speakerOverlap != true && !isTransductive,
            speakerOverlap == true ? "not comparable: here speakers of the test took part in the training, and theirs are unseen"
            : isTransductive ? "not comparable: here all clips of a test speaker were looked at together (--speaker-norm), and theirs one by one"
            : hasOtherClasses ? $"not comparable: {classes} classes here, {results[0].Classes} there"
            : note,
            results);
    }
}
