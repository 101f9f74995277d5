using Ser.Audio;
using Ser.Core;

namespace Ser.Corpora;

/// <summary>Which clips of a list hold the same sound: taken once, then asked for every split and every fold. Immutable.</summary>
public sealed class ClipPrints
{
    private readonly Func<int, Waveform> read;

    private ClipPrints(IReadOnlyList<ClipPrint?> prints, IReadOnlyList<string> faults, Func<int, Waveform> read, int jobs, CancellationToken cancel)
    {
        this.read = read;
        Prints = prints;
        Faults = faults;
        Groups = FindGroups(prints, read, jobs, cancel);
        Unread = prints.Count(print => print is null);
    }

    /// <summary>One for each clip; null where it could not be read.</summary>
    public IReadOnlyList<ClipPrint?> Prints { get; }

    /// <summary>Clips that could not be read, and so not be compared.</summary>
    public int Unread { get; }

    /// <summary>Why, a line for each of them.</summary>
    public IReadOnlyList<string> Faults { get; }

    /// <summary>Clips of one sound, two or more together; a clip stands in one group at most. Ordered by their first clips.</summary>
    public IReadOnlyList<SoundGroup> Groups { get; }

    /// <summary>Reads clips side by side and compares them.</summary>
    /// <param name="clips">What is compared; of a clip that is a stretch of its file, the stretch.</param>
    /// <param name="jobs">Threads at most; the result does not depend on them.</param>
    /// <param name="progress">Told after every clip.</param>
    /// <param name="cancel">Stops between clips.</param>
    public static ClipPrints Read(IReadOnlyList<Clip> clips, int jobs, IProgress<WorkProgress>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(clips);
        ArgumentOutOfRangeException.ThrowIfLessThan(jobs, 1);

        var prints = new ClipPrint?[clips.Count];
        string?[] faults = new string?[clips.Count];
        int done = 0;
        var limit = new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancel };
        Parallel.For(0, clips.Count, limit, i =>
        {
            try
            {
                prints[i] = ClipPrint.Of(ClipSound.ReadMono(clips[i]));
            }
            catch (UserError error)
            {
                faults[i] = error.Message;
            }

            progress?.Report(new WorkProgress("looking for leaks", Interlocked.Increment(ref done), clips.Count));
        });
        return new ClipPrints(prints, [.. faults.OfType<string>()], i => ClipSound.ReadMono(clips[i]), jobs, cancel);
    }

    /// <summary>Compares prints that are there already.</summary>
    /// <param name="prints">One for each clip; null is like nothing.</param>
    /// <param name="read">Reads the sound of a clip again, by its place: called for the few that are alike.</param>
    /// <param name="jobs">Threads at most; the result does not depend on them.</param>
    /// <param name="cancel">Stops within a moment.</param>
    public static ClipPrints Of(IReadOnlyList<ClipPrint?> prints, Func<int, Waveform> read, int jobs = 1, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(prints);
        ArgumentNullException.ThrowIfNull(read);
        return new ClipPrints(prints, [], read, jobs, cancel);
    }

    /// <summary>The same of some of the clips.</summary>
    /// <param name="places">Which, in the order that is wanted.</param>
    /// <param name="jobs">Threads at most.</param>
    /// <param name="cancel">Stops within a moment.</param>
    public ClipPrints Among(IReadOnlyList<int> places, int jobs, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(places);
        return places.SequenceEqual(Enumerable.Range(0, Prints.Count))
            ? this
            : new ClipPrints([.. places.Select(place => Prints[place])], [], i => read(places[i]), jobs, cancel);
    }

    private static SoundGroup[] FindGroups(IReadOnlyList<ClipPrint?> prints, Func<int, Waveform> read, int jobs, CancellationToken cancel)
    {
        // Equal samples first: of each sound one clip goes into the search, so that a folder that is there twice costs nothing.
        int[][] equal =
        [
            .. Enumerable.Range(0, prints.Count).Where(i => prints[i] is not null)
                .GroupBy(i => prints[i]!.Hash).Select(group => group.ToArray()),
        ];
        var alike = PrintSearch.Run([.. equal.Select(group => prints[group[0]]!.Acoustic)], jobs, cancel);
        var near = Confirm(alike, group => read(equal[group][0]), jobs, cancel);

        int[] leader = [.. Enumerable.Range(0, equal.Length)];
        foreach (var pair in near)
        {
            int first = Find(pair.First), second = Find(pair.Second);
            leader[Math.Max(first, second)] = Math.Min(first, second);
        }

        var pairs = equal
            .SelectMany(group => group.Skip(1).Select(clip => new SharedSound(group[0], clip, null, 0)))
            .Concat(near.Select(pair => Sorted(pair with { First = equal[pair.First][0], Second = equal[pair.Second][0] })))
            .ToArray();
        int[] groupOf = new int[prints.Count];
        for (int i = 0; i < equal.Length; i++)
        {
            foreach (int clip in equal[i])
            {
                groupOf[clip] = Find(i);
            }
        }

        return
        [
            .. pairs.GroupBy(pair => groupOf[pair.First])
                .Select(group => new SoundGroup(
                    [.. group.SelectMany(pair => new[] { pair.First, pair.Second }).Distinct().Order()],
                    [.. group.OrderBy(pair => pair.First).ThenBy(pair => pair.Second)]))
                .OrderBy(group => group.Clips[0]),
        ];

        int Find(int i)
        {
            while (leader[i] != i)
            {
                i = leader[i] = leader[leader[i]];
            }

            return i;
        }
    }

    /// <summary>Those pairs whose waves agree too. Each sound is read once for all its pairs that stand together.</summary>
    private static SharedSound[] Confirm(IReadOnlyList<PrintPair> pairs, Func<int, Waveform> read, int jobs, CancellationToken cancel)
    {
        var limit = new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancel };
        var byFirst = pairs.GroupBy(pair => pair.First).Select(group => group.ToArray()).ToArray();
        var confirmed = new SharedSound?[byFirst.Length][];
        Parallel.For(0, byFirst.Length, limit, i =>
        {
            var first = SoundCorrelation.Prepare(read(byFirst[i][0].First));
            confirmed[i] = [.. byFirst[i].Select(pair =>
                SoundCorrelation.Find(first, SoundCorrelation.Prepare(read(pair.Second)), pair.Match.Seconds) is { IsSameSound: true } found
                    ? new SharedSound(pair.First, pair.Second, found.Value, found.Delay)
                    : null)];
        });
        return [.. confirmed.SelectMany(pair => pair).OfType<SharedSound>()];
    }

    private static SharedSound Sorted(SharedSound pair) => pair.First < pair.Second
        ? pair
        : new SharedSound(pair.Second, pair.First, pair.Correlation, -pair.Delay);
}
