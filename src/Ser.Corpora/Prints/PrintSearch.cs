namespace Ser.Corpora;

/// <summary>Finds the sounds of a list that may be copies of each other, without comparing each with each.</summary>
/// <remarks>
/// An inverted index from landmarks to frames: whoever shares a landmark is compared around it, whoever agrees there is compared as a
/// whole. 12 162 clips have 2.2 million landmarks and 140 million pairs of frames that share one.
/// </remarks>
internal static class PrintSearch
{
    /// <summary>Places of one landmark that are compared with each other: beyond, it is so common that it says nothing.</summary>
    private const int MostNeighbours = 4096;

    /// <summary>Landmarks that one thread takes at a time.</summary>
    private const int KeysPerStep = 1024;

    /// <summary>All pairs that may be one sound, ordered by their first and then by their second place in the list.</summary>
    /// <param name="prints">What is compared.</param>
    /// <param name="jobs">Threads at most; the result does not depend on them.</param>
    /// <param name="cancel">Stops within a moment.</param>
    public static IReadOnlyList<PrintPair> Run(IReadOnlyList<AcousticPrint> prints, int jobs, CancellationToken cancel)
    {
        var (places, starts) = Index(prints);
        var candidates = new HashSet<Candidate>();
        var limit = new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancel };
        Parallel.For(0, (LandmarkKey.Count + KeysPerStep - 1) / KeysPerStep, limit, step =>
        {
            var found = new HashSet<Candidate>();
            for (int key = step * KeysPerStep; key < Math.Min((step + 1) * KeysPerStep, LandmarkKey.Count); key++)
            {
                Pair(prints, places.AsSpan(starts[key], starts[key + 1] - starts[key]), found);
            }

            lock (candidates)
            {
                candidates.UnionWith(found);
            }
        });

        var pairs = candidates.GroupBy(candidate => (candidate.First, candidate.Second))
            .OrderBy(group => group.Key)
            .Select(group => group.ToArray())
            .ToArray();
        var verified = new PrintPair?[pairs.Length];
        Parallel.For(0, pairs.Length, limit, i => verified[i] = Verify(prints, pairs[i]));
        return [.. verified.OfType<PrintPair>()];
    }

    /// <summary>Frames by landmark: those of landmark k stand at starts[k] … starts[k + 1] − 1, in the order of the list.</summary>
    private static (Place[] Places, int[] Starts) Index(IReadOnlyList<AcousticPrint> prints)
    {
        int[] starts = new int[LandmarkKey.Count + 1];
        foreach (var print in prints)
        {
            foreach (var landmark in print.Landmarks)
            {
                starts[landmark.Key + 1]++;
            }
        }

        for (int key = 0; key < LandmarkKey.Count; key++)
        {
            starts[key + 1] += starts[key];
        }

        var places = new Place[starts[^1]];
        int[] next = starts[..^1];
        for (int i = 0; i < prints.Count; i++)
        {
            foreach (var landmark in prints[i].Landmarks)
            {
                places[next[landmark.Key]++] = new Place(i, landmark.Frame);
            }
        }

        return (places, starts);
    }

    private static void Pair(IReadOnlyList<AcousticPrint> prints, ReadOnlySpan<Place> places, HashSet<Candidate> found)
    {
        for (int i = 0; i < places.Length; i++)
        {
            var frames = prints[places[i].Print].Frames;
            foreach (var other in places.Slice(i + 1, Math.Min(MostNeighbours, places.Length - i - 1)))
            {
                if (other.Print != places[i].Print
                    && !PrintMatch.IsUnlikely(frames, places[i].Frame, prints[other.Print].Frames, other.Frame))
                {
                    found.Add(new Candidate(places[i].Print, other.Print, places[i].Frame - other.Frame));
                }
            }
        }
    }

    /// <summary>The best of the offsets that landmarks speak for and their neighbours: a copy that was cut may lie half a frame aside.</summary>
    private static PrintPair? Verify(IReadOnlyList<AcousticPrint> prints, Candidate[] candidates)
    {
        var (first, second) = (prints[candidates[0].First], prints[candidates[0].Second]);
        var best = candidates.Select(candidate => candidate.Offset)
            .SelectMany(offset => new[] { offset - 1, offset, offset + 1 })
            .Distinct()
            .Select(offset => PrintMatch.Of(first, second, offset))
            .Where(match => match.MayBeSame(first, second))
            .OrderBy(match => match.ErrorRate).ThenBy(match => match.Offset)
            .Cast<PrintMatch?>()
            .FirstOrDefault();
        return best is { } match ? new PrintPair(candidates[0].First, candidates[0].Second, match) : null;
    }

    private readonly record struct Place(int Print, int Frame);

    private readonly record struct Candidate(int First, int Second, int Offset);
}

/// <summary>Two places in a list that may hold one sound.</summary>
/// <param name="First">The lower one.</param>
/// <param name="Second">The higher one.</param>
/// <param name="Match">How they agree.</param>
internal readonly record struct PrintPair(int First, int Second, PrintMatch Match);
