namespace Ser.Corpora;

/// <summary>Finds folders that hold the same recordings, as archives do that were packed or unpacked twice.</summary>
internal static class DoubledFolders
{
    private const double LeastShare = 0.9;
    private const int FewestFiles = 3;

    /// <summary>Pairs of folders of which one has nine of ten of its clips, and three or more, in the other one too.</summary>
    public static IEnumerable<Finding> Find(IReadOnlyList<Clip> clips, ClipPrints prints)
    {
        string[] folders = [.. clips.Select(clip => Folder(clip.Name))];
        var sizes = folders.CountBy(folder => folder).ToDictionary(StringComparer.Ordinal);
        var shared = new Dictionary<(string, string), int>();
        foreach (var group in prints.Groups)
        {
            string[] places = [.. group.Clips.Select(i => folders[i]).Distinct().Order(StringComparer.Ordinal)];
            for (int a = 0; a < places.Length; a++)
            {
                for (int b = a + 1; b < places.Length; b++)
                {
                    shared[(places[a], places[b])] = shared.GetValueOrDefault((places[a], places[b])) + 1;
                }
            }
        }

        return shared
            .Where(pair => pair.Value >= FewestFiles && pair.Value >= LeastShare * Math.Min(sizes[pair.Key.Item1], sizes[pair.Key.Item2]))
            .OrderBy(pair => pair.Key)
            .Select(pair => new Finding(FindingKind.Doubled, [pair.Key.Item1, pair.Key.Item2], $"share {pair.Value} recordings", pair.Value));
    }

    private static string Folder(string name) => name.LastIndexOf('/') is var slash and > 0 ? name[..slash] : ".";
}
